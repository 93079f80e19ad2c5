import { label, rect } from './svg.mjs';

const ROW_HEIGHT = 30;
const BAR_HEIGHT = 14;
const NAMES_WIDTH = 150;
const FIGURES_WIDTH = 96;

/**
 * Draws horizontal bars, each with its figure next to it.
 *
 * @param {{ x: number, y: number, width: number }} box
 * @param {{ name: string, kind: string, value: number, figure: string }[]} bars
 */
export function drawBars({ x, y, width }, title, bars) {
  const maxValue = Math.max(...bars.map(({ value }) => value), 1);
  const maxLength = width - NAMES_WIDTH - FIGURES_WIDTH;
  const parts = [label(title, x, y, { kind: 'ink' })];
  bars.forEach(({ name, kind, value, figure }, index) => {
    const top = y + 16 + index * ROW_HEIGHT;
    const length = (maxLength * value) / maxValue;
    parts.push(label(name, x, top + 11));
    parts.push(rect(x + NAMES_WIDTH, top, Math.max(length, 1), BAR_HEIGHT, `bar ${kind}`));
    parts.push(label(figure, x + NAMES_WIDTH + Math.max(length, 1) + 6, top + 11, { kind: 'ink' }));
  });
  return parts.join('\n');
}
