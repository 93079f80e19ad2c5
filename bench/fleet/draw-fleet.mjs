import * as Plot from '@observablehq/plot';
import { max, range, sum } from 'd3';
import { parseHTML } from 'linkedom';
import { BEGIN, NAIVE, REMEMBER, STATIC_SITE, STRATEGIES } from './scenario.mjs';
import { QUOTA } from './whop.mjs';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAY_MS = 86_400_000;
/** Half an hour, in tens of seconds. */
const HALF_HOUR = 180;
const NAMES = Object.keys(STRATEGIES);
const LINES = [NAIVE, REMEMBER, STATIC_SITE];
/** Mid-tones, which read well on light and dark. */
const COLORS = ['#777c89', '#b7700f', '#3b7bdc', '#9a63d8', '#189078'];
const STYLE = `
svg { --paper: #fff; --ink: #1d2129; --rule: #e3e5ea; --band: #f3e3e0; color: #5b6270; font: 13px system-ui, sans-serif }
@media (prefers-color-scheme: dark) {
  svg { --paper: #15181e; --ink: #e6e8ec; --rule: #2b303a; --band: #3a2726; color: #a0a6b2 }
}
text { fill: currentColor }
.ink { fill: var(--ink) }`;

/** @typedef {Record<string, import('./tally.mjs').Tally>} Fleets By their strategy. */

/**
 * Draws a week with an outage of Whop, as an SVG.
 *
 * @param {number} visitors
 * @param {Fleets} calm
 * @param {Fleets} fleets
 * @param {import('./scenario.mjs').Period} outage
 */
export function drawFleet(visitors, calm, fleets, outage) {
  const title = `${visitors.toLocaleString('en')} visitors in a week, with a 3-hour outage of Whop`;
  const legend = LINES.map(
    (name) => `<tspan dx="16" font-weight="600" fill="${COLORS[NAMES.indexOf(name)]}">${name}</tspan>`,
  );
  const rates = place(40, 80, drawRates(fleets, outage));
  const requests = place(
    40,
    424,
    drawBars(calm, (tally) => tally.per100Views.toFixed(1)),
  );
  const lockedOut = place(
    500,
    424,
    drawBars(fleets, (tally) => `${tally.locked.size}`),
  );
  const [most, least] = [NAIVE, STATIC_SITE].map((name) => max(calm[name].tenSeconds));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 620" role="img" aria-label="${title}">
<style>${STYLE}</style>
<rect width="960" height="620" fill="var(--paper)"/>
<text x="40" y="40" class="ink" font-size="17" font-weight="600">${title}</text>
<text x="40" y="66">Requests to Whop per minute, averaged over half an hour (UTC)${legend.join('')}</text>
${rates}
<text x="40" y="412" class="ink">Requests per 100 page views, without an outage</text>
${requests}
<text x="500" y="412" class="ink">Visitors with a valid license locked out by the outage</text>
${lockedOut}
<text x="40" y="596">Whop allows ${QUOTA} requests in 10 seconds. The busiest 10 seconds without an outage: ${most} with a plain fetch, ${least} with the recipe.</text>
</svg>
`;
}

/**
 * @param {Fleets} fleets
 * @param {import('./scenario.mjs').Period} outage
 * @returns {Plot.PlotOptions}
 */
function drawRates(fleets, { from, until }) {
  const rates = LINES.flatMap((name) =>
    range(0, fleets[name].tenSeconds.length, HALF_HOUR).map((start) => ({
      name,
      day: ((start + HALF_HOUR / 2) * 10_000) / DAY_MS,
      rate: sum(fleets[name].tenSeconds.subarray(start, start + HALF_HOUR)) / 30,
    })),
  );
  const [x1, x2] = [from, until].map((ms) => (ms - BEGIN) / DAY_MS);
  return {
    width: 880,
    height: 300,
    marginLeft: 30,
    x: { domain: [0, DAYS.length], label: null },
    y: { label: null, ticks: 5, tickSize: 0, zero: true },
    marks: [
      Plot.rectX([0], { x1, x2, fill: 'var(--band)' }),
      Plot.text(['outage: the tag keeps asking'], { x: x2, frameAnchor: 'top', textAnchor: 'start', dx: 5 }),
      Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      Plot.axisX(range(0.5, DAYS.length), { tickSize: 0, tickFormat: (day) => DAYS[Math.floor(day)] }),
      Plot.lineY(rates, { x: 'day', y: 'rate', stroke: 'name' }),
    ],
  };
}

/**
 * @param {Fleets} fleets
 * @param {(tally: import('./tally.mjs').Tally) => string} figureOf
 * @returns {Plot.PlotOptions}
 */
function drawBars(fleets, figureOf) {
  const bars = NAMES.map((name) => ({ name, figure: figureOf(fleets[name]), value: Number(figureOf(fleets[name])) }));
  return {
    width: 420,
    height: 150,
    marginTop: 0,
    marginLeft: 195,
    marginRight: 50,
    x: { axis: null },
    y: { domain: NAMES, label: null, tickSize: 0, padding: 0.5 },
    marks: [
      Plot.barX(bars, { x: 'value', y: 'name', fill: 'name' }),
      Plot.text(bars, { x: 'value', y: 'name', text: 'figure', textAnchor: 'start', dx: 6, className: 'ink' }),
    ],
  };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Plot.PlotOptions} options
 */
function place(x, y, options) {
  const { document } = parseHTML('<html></html>');
  const color = { domain: NAMES, range: COLORS };
  const plot = Plot.plot({ ...options, document, color, style: { fontSize: '13px' } });
  plot.querySelector('style')?.remove();
  plot.setAttribute('x', `${x}`);
  plot.setAttribute('y', `${y}`);
  return plot.outerHTML;
}
