/**
 * `npm run bench`: what the tag costs a page, compared in the same run with two elements made with Lit, a small one and one
 * with the tag's own template, and with a plain `fetch`. Fails where something is over its limit.
 */
import { openBench } from './page/open-bench.mjs';
import { clickToVerdict, firstContent, longestTask, thousandElements } from './page/speed.mjs';
import { layoutShift, leftOf } from './page/stays.mjs';

/** @import { Comparison } from './page/statistics.mjs' */

/**
 * @typedef {(typeof columns)[number]} Column
 *
 * @typedef {Record<Column, string> & { isOk: boolean }} Row
 */

const CYCLES = 10_000;
/** How much memory a browser may keep for a while on its own. */
const SPARE_HEAP_BYTES = 256 * 1024;

const bench = await openBench();
/** @type {Row[]} */
const rows = [];
/** @type {(what: string, comparison: Comparison, unit: (value: number) => string, limit: number) => unknown} */
const ratio = (what, { ours, theirs, ratio: value }, unit, limit) =>
  rows.push({
    what,
    ours: unit(ours),
    theirs: unit(theirs),
    value: `${value.toFixed(2)} ×`,
    limit: `${limit} ×`,
    isOk: value <= limit,
  });
/** @type {(what: string, value: number, limit: number, unit?: (value: number) => string) => unknown} */
const figure = (what, value, limit, unit = String) =>
  rows.push({ what, ours: '', theirs: '', value: unit(value), limit: unit(limit), isOk: value <= limit });
/** @param {number} value */
const ms = (value) => `${value.toFixed(1)} ms`;
/** @param {number} value */
const kB = (value) => `${Math.round(value / 1024)} kB`;

ratio('first content, to a small Lit element', await firstContent(bench), ms, 1.3);
const { time, heap } = await thousandElements(bench);
ratio('1,000 elements, to Lit with the same template: time', time, ms, 1.4);
ratio('1,000 elements, to Lit with the same template: heap', heap, kB, 1.5);
ratio('click to verdict, to a plain fetch', await clickToVerdict(bench), ms, 1.1);
figure('longest task, on a processor a quarter as fast', await longestTask(bench), 50, ms);
const left = await leftOf(bench, CYCLES);
figure(`heap left by ${CYCLES} removed elements`, left.heap, SPARE_HEAP_BYTES, kB);
figure('nodes left by them', left.nodes, 0);
figure('listeners left by them', left.listeners, 0);
figure('layout shift', await layoutShift(bench), 0);
await bench.close();

const columns = /** @type {const} */ (['what', 'ours', 'theirs', 'value', 'limit']);
const widths = Object.fromEntries(
  columns.map((name) => [name, Math.max(name.length, ...rows.map((row) => row[name].length))]),
);
/** @type {(row: Record<Column, string>, end?: string) => string} */
const line = (row, end = '') =>
  `${columns.map((name) => (name === 'what' ? row[name].padEnd(widths[name]) : row[name].padStart(widths[name]))).join('  ')}  ${end}`;
process.stdout.write(
  `\n${[line({ what: '', ours: 'ours', theirs: 'theirs', value: 'value', limit: 'limit' }), ...rows.map((row) => line(row, row.isOk ? 'ok' : 'OVER'))].join('\n')}\n`,
);
process.exitCode = rows.every(({ isOk }) => isOk) ? 0 : 1;
