import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The text of every document in the project, by path. */
export const documents = Object.fromEntries(
  ['.', 'docs', 'docs/api', '.github', 'packages/relay', 'examples/relay-node', 'examples/relay-workers']
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((file) => path.join(folder, file)))
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

/**
 * Returns all code blocks in one language, with their file and heading.
 *
 * @param {string} language
 */
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

/**
 * Returns the anchors of all headings, as links use them, and those that are written out.
 *
 * @param {string} text
 */
export function anchorsOf(text) {
  const prose = text.replace(/^```.*?^```/gms, '');
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  // The second heading of the same text ends in `-1`, and so on.
  const numbered = headings.map((anchor, index) => {
    const earlier = headings.slice(0, index).filter((each) => each === anchor).length;
    return earlier ? `${anchor}-${earlier}` : anchor;
  });
  return [...numbered, ...[...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id)];
}
