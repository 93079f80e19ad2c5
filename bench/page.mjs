/**
 * `npm run bench`: what the tag costs a page, compared in the same run with two elements made with Lit, a small one and one
 * with the tag's own template, and with a plain `fetch`. Fails where something is over its limit.
 */
import { openBench } from './page/open-bench.mjs';
import { clickToVerdict, firstContent, longestTask, thousandElements } from './page/speed.mjs';
import { layoutShift, leftOf } from './page/stays.mjs';

const CYCLES = 10_000;
/** How much memory a browser may keep for a while on its own. */
const SPARE_HEAP_BYTES = 256 * 1024;

/** @type {Record<string, object>} */
const rows = {};
const bench = await openBench();
ratio('first content, to a small Lit element', await firstContent(bench), 1.3);
const { time, heap } = await thousandElements(bench);
ratio('1,000 elements, to Lit with the same template: time', time, 1.4);
ratio('1,000 elements, to Lit with the same template: heap', heap, 1.5);
ratio('click to verdict, to a plain fetch', await clickToVerdict(bench), 1.1);
figure('longest task, on a processor a quarter as fast, in ms', await longestTask(bench), 50);
const left = await leftOf(bench, CYCLES);
figure(`bytes left by ${CYCLES} removed elements`, left.heap, SPARE_HEAP_BYTES);
figure('nodes left by them', left.nodes, 0);
figure('listeners left by them', left.listeners, 0);
figure('layout shift', await layoutShift(bench), 0);
await bench.close();
console.table(rows);

/**
 * Adds what both come to (ms, or bytes), and their ratio.
 *
 * @param {string} what
 * @param {{ ours: number, theirs: number, ratio: number }} compared
 * @param {number} limit
 */
function ratio(what, { ours, theirs, ratio }, limit) {
  figure(what, ratio, limit);
  Object.assign(rows[what], { ours: Number(ours.toFixed(1)), theirs: Number(theirs.toFixed(1)) });
}

/**
 * @param {string} what
 * @param {number} value
 * @param {number} limit
 */
function figure(what, value, limit) {
  const isOver = value > limit;
  rows[what] = { value: Number(value.toFixed(2)), limit, verdict: isOver ? 'OVER' : 'ok' };
  if (isOver) process.exitCode = 1;
}
