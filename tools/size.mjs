/**
 * `npm run size`, after a build: what a page loads, against its limits, and which source makes how much of it. Fails over a
 * limit. `npm run size -- --update` makes today's sizes those that later ones are compared with.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measureSize } from './measure-size.mjs';
import { sizeReport } from './size-report.mjs';

/** In bytes, compressed with brotli at its best. */
const LIMITS = {
  'whop-license-check.js': 17_550,
  'whop-license-check.js, Lit outside': 12_400,
  'client, bundled': 4_400,
};
const baselineFile = path.join(import.meta.dirname, 'size-baseline.json');

const sizes = await measureSize();
const { lines, isTooBig } = sizeReport(sizes, JSON.parse(readFileSync(baselineFile, 'utf8')), LIMITS);
process.stdout.write(`${lines.join('\n')}\n`);
if (process.argv.includes('--update')) writeFileSync(baselineFile, `${JSON.stringify(sizes, null, 2)}\n`);
process.exitCode = isTooBig ? 1 : 0;
