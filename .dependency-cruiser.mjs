/**
 * Which folder may import from which others; the entries beside the folders may import from any. So imports run downwards
 * only, imports of types too, and never in a circle. `npm run lint` checks this.
 */
const tag = {
  element: ['i18n', 'session', 'memory', 'check'],
  session: ['memory', 'check'],
  memory: ['check'],
  i18n: ['check'],
  commands: ['audit', 'testing', 'check', 'core.ts'],
  audit: ['check', 'core.ts'],
  testing: ['check', 'core.ts'],
  frameworks: ['index.ts'],
  check: [],
};
const relay = {
  http: ['license', 'upstream', 'proof', 'state'],
  license: ['upstream', 'proof', 'state'],
  upstream: ['proof', 'state'],
  proof: [],
  state: [],
};

export default {
  forbidden: [
    ...rulesFor('src', tag),
    ...rulesFor('packages/relay/src', relay),
    rule('no circles', {}, { circular: true }),
    rule(
      'of the tag, only the element needs a package, and that is lit',
      { path: '^src/', pathNot: '^src/(element|frameworks)/' },
      { path: '^node_modules/' },
    ),
    rule('the tag knows nothing of the relay', { path: '^src/' }, { path: '^packages/' }),
    rule(
      'the relay imports whop-license-check/core, and nothing else of the tag',
      { path: '^packages/relay/' },
      { path: '^(src/|dist/|whop-license-check)', pathNot: '^whop-license-check/core$' },
    ),
  ],
  options: { doNotFollow: { path: '^(node_modules|dist)/' }, tsPreCompilationDeps: true },
};

/**
 * @param {string} root
 * @param {Record<string, string[]>} rooms
 */
function rulesFor(root, rooms) {
  /** @param {string[]} names */
  const inside = (names) => `^${root}/(${names.join('|')})(/|$)`;
  return [
    ...Object.entries(rooms).map(([room, others]) =>
      rule(
        `${room} may import only from ${[...others, 'itself'].join(', ')}`,
        { path: inside([room]) },
        { path: `^${root}/`, pathNot: inside([room, ...others]) },
      ),
    ),
    rule(
      'each folder has its line in .dependency-cruiser.mjs',
      { path: `^${root}/[^/]+/`, pathNot: inside(Object.keys(rooms)) },
      {},
    ),
  ];
}

/**
 * @param {string} name
 * @param {object} from
 * @param {object} to
 */
function rule(name, from, to) {
  return { name, severity: 'error', from, to };
}
