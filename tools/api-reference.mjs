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
  const row = (attribute, property, { type, default: value, description }) => [
    code(attribute),
    code(property),
    code(type?.text),
    code(value),
    description,
  ];
  const propertyOf = ({ name, fieldName }) => fieldName ?? members.find((each) => each.name === name)?.name;
  const returns = ({ return: result }) => (result?.description ? ` Returns: ${result.description}` : '');
  const sections = {
    'Attributes and properties': table('attribute, property, type, default,', [
      ...attributes.map((attribute) => row(attribute.name, propertyOf(attribute), attribute)),
      ...onlyProperties.map((property) => row('', property.name, property)),
    ]),
    Methods: table(
      ',',
      members
        .filter(({ kind }) => kind === 'method')
        .map((method) => [code(`${method.name}()`), `${method.description ?? ''}${returns(method)}`.trim()]),
    ),
    Events: table(
      'event, type,',
      events.map(({ name, type, description }) => [code(name), code(type.text), description]),
    ),
    Slot: table(
      'slot,',
      slots.map(({ name, description }) => [name ? code(name) : 'default', description]),
    ),
    Parts: table(
      'part,',
      cssParts.map(({ name, description }) => [code(name), description]),
    ),
    'Custom properties': table(
      'property, default,',
      cssProperties.map(({ name, default: value, description }) => [code(name), code(value), description]),
    ),
  };
  const intro = `\`<${element.tagName}>\`: ${element.summary} This page is generated from the package's \`custom-elements.json\`, which editors and frameworks can read, too. [Functions and types](api/README.md) has what scripts and servers import.`;
  const parts = Object.entries(sections).map(([title, content]) => `## ${title}\n\n${content}\n`);
  return ['# API reference\n', `${intro}\n`, ...parts].join('\n');
}

/** @param {string} heads - Separated by commas. */
function table(heads, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => (cell ?? '').replace(/\n/g, ' ').replace(/\|/g, '\\|')).join(' | ')} |`;
  const names = heads.split(/, ?/);
  return [line(names), `|${names.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
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
