/** Part of `npm run docs`: writes `docs/api.md` from the built manifest. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

/** Returns the API reference in Markdown for the element in a manifest. */
export function apiReference(manifest) {
  const [element] = manifest.modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
  const { attributes, members, events, cssParts, cssProperties, slots } = element;
  const onlyProperties = members.filter(
    ({ kind, name, attribute }) => kind === 'field' && !attribute && !attributes.some((each) => each.name === name),
  );
  return `# API reference

\`<${element.tagName}>\`: ${element.summary} This page is generated from the package's \`custom-elements.json\`, which editors and frameworks can read, too. [Functions and types](api/README.md) has what scripts and servers import.

## Attributes and properties

${table(
  ['attribute', 'property', 'type', 'default', ''],
  [
    ...attributes.map(({ name, fieldName, type, default: value, description }) => [
      code(name),
      code(fieldName ?? members.find((each) => each.name === name)?.name),
      code(type?.text),
      code(value),
      description,
    ]),
    ...onlyProperties.map(({ name, type, default: value, description }) => [
      '',
      code(name),
      code(type?.text),
      code(value),
      description,
    ]),
  ],
)}

## Methods

${table(
  ['', ''],
  members
    .filter(({ kind }) => kind === 'method')
    .map(({ name, description, return: result }) => [
      code(`${name}()`),
      [description, result?.description && `Returns: ${result.description}`].filter(Boolean).join(' '),
    ]),
)}

## Events

${table(
  ['event', 'type', ''],
  events.map(({ name, type, description }) => [code(name), code(type.text), description]),
)}

## Slot

${table(
  ['slot', ''],
  slots.map(({ name, description }) => [name ? code(name) : 'default', description]),
)}

## Parts

${table(
  ['part', ''],
  cssParts.map(({ name, description }) => [code(name), description]),
)}

## Custom properties

${table(
  ['property', 'default', ''],
  cssProperties.map(({ name, default: value, description }) => [code(name), code(value), description]),
)}
`;
}

function table(heads, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => (cell ?? '').replace(/\n/g, ' ').replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function code(text) {
  return text ? `\`${text}\`` : '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(
    path.join(root, 'docs/api.md'),
    apiReference(JSON.parse(readFileSync(path.join(root, 'dist/custom-elements.json'), 'utf8'))),
  );
}
