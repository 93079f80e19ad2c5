import { inSpans } from './rates.mjs';
import { label, line, niceAbove, path, rect } from './svg.mjs';

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Half an hour, in tens of seconds. */
const HALF_HOUR = 180;

/**
 * Draws requests per minute, one line for each series.
 *
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @param {{ tenSeconds: Uint32Array, kind: string }[]} series
 * @param {{ from: number, until: number, name: string }} band - In days.
 */
export function drawLines({ x, y, width, height }, series, days, band) {
  const rates = series.map(({ tenSeconds, kind }) => ({
    kind,
    means: inSpans(tenSeconds, HALF_HOUR).map((count) => count / 30),
  }));
  const top = niceAbove(Math.max(...rates.flatMap(({ means }) => means)));
  const atDay = (day) => x + (width * day) / days;
  const atRate = (rate) => y + height * (1 - rate / top);
  const parts = [rect(atDay(band.from), y, atDay(band.until) - atDay(band.from), height, 'band')];
  parts.push(label(band.name, atDay(band.until) + 6, y + 10));
  for (let step = 0; step <= 4; step++) {
    const rate = (top * step) / 4;
    parts.push(
      line(x, atRate(rate), x + width, atRate(rate)),
      label(`${rate}`, x - 8, atRate(rate) + 4, { anchor: 'end' }),
    );
  }
  for (let day = 0; day < days; day++)
    parts.push(label(DAY_NAMES[day % 7], atDay(day + 0.5), y + height + 18, { anchor: 'middle' }));
  for (const { kind, means } of rates) {
    parts.push(
      path(
        means.map((mean, index) => [atDay(((index + 0.5) * days) / means.length), atRate(mean)]),
        `graph ${kind}`,
      ),
    );
  }
  return parts.join('\n');
}
