import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Every document of the project, by its path. */
export const documents = Object.fromEntries(
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...readdirSync(path.join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ].map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

/** The blocks of code in one language: where each stands, under which heading, and what it says. */
export function blocksOf(language) {
  return Object.entries(documents).flatMap(([file, text]) =>
    text.split(/^#+ (?=\S)/m).flatMap((section) =>
      [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => ({
        file,
        heading: section.slice(0, section.indexOf('\n')),
        code,
      })),
    ),
  );
}

/** The heading of a section, as a link names it. */
export function anchorsOf(text) {
  return [...text.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
