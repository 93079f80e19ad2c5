import { drawBars } from './draw-bars.mjs';
import { drawLines } from './draw-lines.mjs';
import { COMPARED, outageOf, SCENARIOS, THREE_HOURS, timeOf } from './scenarios.mjs';
import { element, escape, label, rect } from './svg.mjs';

const WIDTH = 960;
const HEIGHT = 620;
const DAY_MS = 86_400_000;

/** The color of each strategy in light and dark mode. */
const COLORS = [
  ['#8a8f9c', '#8b91a0'],
  ['#b7700f', '#d99a3d'],
  ['#2f6fd0', '#6ea3f0'],
  ['#12836f', '#3fbfa6'],
  ['#8247c4', '#b48af0'],
];

const STYLE = `
svg { --paper: #fff; --ink: #1d2129; --soft: #5b6270; --rule: #e3e5ea; --band: #f3e3e0; ${COLORS.map(([light], index) => `--s${index}: ${light};`).join(' ')} }
@media (prefers-color-scheme: dark) {
  svg { --paper: #15181e; --ink: #e6e8ec; --soft: #a0a6b2; --rule: #2b303a; --band: #3a2726; ${COLORS.map(([, dark], index) => `--s${index}: ${dark};`).join(' ')} }
}
text { font: 13px system-ui, sans-serif; fill: var(--soft); }
text.ink { fill: var(--ink); }
text.heading { font-size: 17px; font-weight: 600; fill: var(--ink); }
.paper { fill: var(--paper); }
.band { fill: var(--band); }
.rule { stroke: var(--rule); }
.graph { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
${COLORS.map((_, index) => `.graph.s${index} { stroke: var(--s${index}); } .bar.s${index} { fill: var(--s${index}); }`).join('\n')}
`;

/**
 * Draws the week with the three-hour outage as an SVG.
 *
 * @param {import('./goals.mjs').Row[]} rows
 */
export function drawFleet(rows, days) {
  const time = timeOf(days);
  const outage = outageOf(THREE_HOURS, time);
  const series = COMPARED.map((strategy, index) => {
    const of = (scenario) => rows.find((row) => row.scenario === scenario && row.strategy === strategy).result;
    return { strategy, kind: `s${index}`, calm: of(SCENARIOS[0]), result: of(THREE_HOURS) };
  });
  const per100 = ({ requests, pageViews }) => (100 * requests) / pageViews;
  const title = `${rows[0].visitors.toLocaleString('en')} visitors in ${days} days, with a 3-hour outage of Whop`;
  const description = series
    .map(
      ({ strategy, calm, result }) =>
        `${strategy}: ${per100(calm).toFixed(1)} requests per 100 page views, ${result.locked.visitors} visitors with a valid license locked out by the outage`,
    )
    .join('; ');
  const inDays = (ms) => (ms - time.begin) / DAY_MS;
  const parts = [
    element('title', { id: 'title' }, escape(title)),
    element('desc', { id: 'desc' }, escape(`${description}.`)),
    element('style', {}, STYLE),
    rect(0, 0, WIDTH, HEIGHT, 'paper'),
    label(title, 56, 36, { kind: 'heading' }),
    label('Requests to Whop per minute, averaged over half an hour (UTC)', 56, 60),
    drawLines(
      { x: 56, y: 78, width: WIDTH - 80, height: 270 },
      series.map(({ kind, result }) => ({ kind, tenSeconds: result.tenSeconds })),
      days,
      { from: inDays(outage.from), until: inDays(outage.until), name: 'outage' },
    ),
    drawBars(
      { x: 56, y: 412, width: 420 },
      'Requests per 100 page views, without an outage',
      series.map(({ strategy, kind, calm }) => ({
        name: strategy,
        kind,
        value: per100(calm),
        figure: per100(calm).toFixed(1),
      })),
    ),
    drawBars(
      { x: 504, y: 412, width: 420 },
      'Visitors with a valid license locked out during the outage',
      series.map(({ strategy, kind, result: { locked } }) => ({
        name: strategy,
        kind,
        value: locked.visitors,
        figure: `${locked.visitors}`,
      })),
    ),
    label(
      'With the last two strategies, only visitors whose last visit was longer ago than stale-if-error allows are locked out.',
      56,
      596,
    ),
  ];
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': 'title desc' }, `\n${parts.join('\n')}\n`)}\n`;
}
