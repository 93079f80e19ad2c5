const ROW = 44;

/**
 * What is said of the sizes.
 *
 * @param {Record<string, import('./measure-size.mjs').Size>} sizes
 * @param {Record<string, import('./measure-size.mjs').Size>} baseline What they were.
 * @param {Record<string, number>} limits In bytes; what has none may be of any size.
 * @returns {{ lines: string[], isTooBig: boolean }} Where something is too big, the last lines name what has grown.
 */
export function sizeReport(sizes, baseline, limits) {
  const lines = [row('', ['brotli', 'limit', 'change'])];
  const faults = [];
  for (const [name, { brotli, modules = {} }] of Object.entries(sizes)) {
    const limit = limits[name];
    const known = baseline[name];
    lines.push(row(name, [count(brotli), limit ? count(limit) : '', change(brotli, known?.brotli)]));
    if (!(brotli > limit)) continue;
    const grown = growth(modules, known?.modules ?? {});
    faults.push(
      '',
      `${name} is ${count(brotli - limit)} B over its limit. ${grown.length ? 'Grown, minified:' : 'No module of it has grown.'}`,
    );
    for (const [module, bytes] of grown) faults.push(row(`  ${module}`, [signed(bytes)]));
  }
  for (const [name, { modules }] of Object.entries(sizes))
    if (modules) lines.push(...moduleTable(name, modules, baseline[name]?.modules ?? {}));
  return { lines: [...lines, ...faults], isTooBig: faults.length > 0 };
}

/** The largest first, and those that are gone last. */
function moduleTable(name, modules, known) {
  const all = { ...Object.fromEntries(Object.keys(known).map((module) => [module, 0])), ...modules };
  const rows = Object.entries(all).sort(([, one], [, other]) => other - one);
  return [
    '',
    row(`${name}, by module`, ['minified', '', 'change']),
    ...rows.map(([module, bytes]) => row(`  ${module}`, [count(bytes), '', change(bytes, known[module] ?? 0)])),
  ];
}

/** What has grown, the most first. */
function growth(modules, known) {
  const changes = Object.entries(modules).map(([module, bytes]) => [module, bytes - (known[module] ?? 0)]);
  return changes.filter(([, bytes]) => bytes > 0).sort(([, one], [, other]) => other - one);
}

const row = (name, cells) => (name.padEnd(ROW) + cells.map((cell) => cell.padStart(10)).join('')).trimEnd();
const count = (bytes) => bytes.toLocaleString('en');
const signed = (bytes) => `${bytes > 0 ? '+' : ''}${count(bytes)}`;
const change = (bytes, known) => (known === undefined || known === bytes ? '' : signed(bytes - known));
