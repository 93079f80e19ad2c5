/** Part of `npm run docs`: writes `docs/api.md` from the built manifest. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { elementIn } from './public-api-manifest.mjs';

/** @import { ClassMethod, Package } from 'custom-elements-manifest/schema.js' */

/** @typedef {{ type?: { text: string }, default?: string, description?: string }} Described */

const root = path.resolve(import.meta.dirname, '..');

/**
 * Returns the API reference in Markdown for the element in a manifest.
 *
 * @param {Package} manifest
 */
export function apiReference(manifest) {
  const element = elementIn(manifest);
  const { attributes, members, events, cssParts, cssProperties, slots } = element;
  const fields = members.flatMap((member) => (member.kind === 'field' ? [member] : []));
  const methods = members.flatMap((member) => (member.kind === 'method' ? [member] : []));
  const onlyProperties = fields.filter(
    ({ name, attribute }) => !attribute && !attributes.some((each) => each.name === name),
  );
  const row = (
    /** @type {string} */ attribute,
    /** @type {string | undefined} */ property,
    /** @type {Described} */ { type, default: value, description },
  ) => [code(attribute), code(property), code(type?.text), code(value), description];
  const propertyOf = (/** @type {{ name: string, fieldName?: string }} */ { name, fieldName }) =>
    fieldName ?? fields.find((each) => each.name === name)?.name;
  const returns = (/** @type {ClassMethod} */ { return: result }) =>
    result?.description ? ` Returns: ${result.description}` : '';
  const sections = {
    'Attributes and properties': table('attribute, property, type, default,', [
      ...attributes.map((attribute) => row(attribute.name, propertyOf(attribute), attribute)),
      ...onlyProperties.map((property) => row('', property.name, property)),
    ]),
    Methods: table(
      ',',
      methods.map((method) => [code(`${method.name}()`), `${method.description ?? ''}${returns(method)}`.trim()]),
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

/**
 * @param {string} heads - Separated by commas.
 * @param {(string | undefined)[][]} rows
 */
function table(heads, rows) {
  const line = (/** @type {(string | undefined)[]} */ cells) =>
    `| ${cells.map((cell) => (cell ?? '').replace(/\n/g, ' ').replace(/\|/g, '\\|')).join(' | ')} |`;
  const names = heads.split(/, ?/);
  return [line(names), `|${names.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** @param {string | undefined} text */
function code(text) {
  return text ? `\`${text}\`` : '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(
    path.join(root, 'docs/api.md'),
    apiReference(JSON.parse(readFileSync(path.join(root, 'dist/custom-elements.json'), 'utf8'))),
  );
}
