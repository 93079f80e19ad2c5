import { stampedeOf } from './goals.mjs';

const HOUR_MS = 3_600_000;

/** Each column: its heading in two lines, and its content. */
const COLUMNS = [
  ['', '', ({ strategy }) => strategy],
  ['', 'requests', ({ result }) => result.requests],
  ['per 100', 'views', ({ result }) => ((100 * result.requests) / result.pageViews).toFixed(1)],
  ['', '429', ({ result }) => result.refusals],
  ['locked', 'views', ({ result }) => result.locked.views],
  ['locked', 'visitors', ({ result }) => result.locked.visitors],
  ['of them', 'returning', ({ result }) => result.locked.returning],
  ['wrongly', 'unlocked', ({ result }) => sum(result.wrongUnlocks)],
  ['noticed', 'late', ({ result }) => result.late.visitors],
  ['at most', 'h', ({ result }) => (result.late.longest / HOUR_MS).toFixed(1)],
  ['after it', '10 min', ({ surge }) => (surge ? `× ${surge.tenMinutes.toFixed(2)}` : '')],
  ['after it', '1 min', ({ surge }) => (surge ? `× ${surge.minute.toFixed(2)}` : '')],
  ['most in', '10 s', ({ surge }) => (surge ? surge.most : '')],
];

/** @param {import('./goals.mjs').Row[]} rows */
export function table(rows, days) {
  const lines = rows.map((row) =>
    COLUMNS.map(([, , cell]) => `${cell({ ...row, surge: stampedeOf(row, rows, days) })}`),
  );
  const widths = COLUMNS.map(([first, second], column) =>
    Math.max(first.length, second.length, ...lines.map((line) => line[column].length)),
  );
  const inLine = (cells) =>
    cells.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ');
  const text = [inLine(COLUMNS.map(([first]) => first)), inLine(COLUMNS.map(([, second]) => second))];
  rows.forEach(({ scenario }, index) => {
    if (scenario !== rows[index - 1]?.scenario) text.push('', scenario);
    text.push(inLine(lines[index]));
  });
  return text.join('\n');
}

function sum(counts) {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
