/**
 * `npm run bench`: measures what the tag costs a page, in alternation with a small Lit form as the baseline. Fails if a limit
 * is exceeded.
 */
import { openBench } from './page/open-bench.mjs';
import { clickToVerdict, firstContent, longestTask, thousandElements } from './page/speed.mjs';
import { layoutShift, leftOf } from './page/stays.mjs';

const CYCLES = 10_000;
/** How much memory a browser may keep for a while on its own. */
const SPARE_HEAP_BYTES = 256 * 1024;

const bench = await openBench();
const rows = [];
const ratio = (what, { ours, theirs, ratio: value }, unit, limit) =>
  rows.push({
    what,
    ours: unit(ours),
    theirs: unit(theirs),
    value: `${value.toFixed(2)} ×`,
    limit: `${limit} ×`,
    isOk: value <= limit,
  });
const figure = (what, value, limit, unit = String) =>
  rows.push({ what, ours: '', theirs: '', value: unit(value), limit: unit(limit), isOk: value <= limit });
const ms = (value) => `${value.toFixed(1)} ms`;
const kB = (value) => `${Math.round(value / 1024)} kB`;

ratio('first content, against Lit hello', await firstContent(bench), ms, 1.4);
const { time, heap } = await thousandElements(bench);
ratio('1,000 elements: time', time, ms, 1.4);
ratio('1,000 elements: heap', heap, kB, 1.5);
ratio('click to verdict, against a bare fetch', await clickToVerdict(bench), ms, 1.1);
figure('longest task, at a quarter of the speed', await longestTask(bench), 50, ms);
const left = await leftOf(bench, CYCLES);
figure(`heap left of ${CYCLES} elements`, left.heap, SPARE_HEAP_BYTES, kB);
figure('nodes left of them', left.nodes, 0);
figure('listeners left of them', left.listeners, 0);
figure('layout shift', await layoutShift(bench), 0);
await bench.close();

const columns = ['what', 'ours', 'theirs', 'value', 'limit'];
const widths = Object.fromEntries(
  columns.map((name) => [name, Math.max(name.length, ...rows.map((row) => row[name].length))]),
);
const line = (row, end = '') =>
  `${columns.map((name) => (name === 'what' ? row[name].padEnd(widths[name]) : row[name].padStart(widths[name]))).join('  ')}  ${end}`;
process.stdout.write(
  `\n${[line(Object.fromEntries(columns.map((name) => [name, name === 'what' ? '' : name]))), ...rows.map((row) => line(row, row.isOk ? 'ok' : 'OVER'))].join('\n')}\n`,
);
process.exitCode = rows.every(({ isOk }) => isOk) ? 0 : 1;
