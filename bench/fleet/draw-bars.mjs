import { label, rect } from './svg.mjs';

const ROW = 30;
const THICKNESS = 14;
const NAMES = 150;
const FIGURES = 96;

/**
 * A bar for each, its figure beside it.
 *
 * @param {{ x: number, y: number, width: number }} box
 * @param {{ name: string, kind: string, value: number, figure: string }[]} bars
 */
export function drawBars({ x, y, width }, title, bars) {
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const room = width - NAMES - FIGURES;
  const parts = [label(title, x, y, { kind: 'ink' })];
  bars.forEach(({ name, kind, value, figure }, index) => {
    const top = y + 16 + index * ROW;
    const length = (room * value) / most;
    parts.push(label(name, x, top + 11));
    parts.push(rect(x + NAMES, top, Math.max(length, 1), THICKNESS, `bar ${kind}`));
    parts.push(label(figure, x + NAMES + Math.max(length, 1) + 6, top + 11, { kind: 'ink' }));
  });
  return parts.join('\n');
}
