#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { auditKey } from '../audit/audit-key.js';
import { readAuditSettings } from '../audit/audit-settings.js';
import { reportLines } from '../audit/report-lines.js';
import { ConfigurationError } from '../check/configuration-error.js';

const HELP = `Usage: npx whop-license-check audit [--json] < key.txt

Says whether a Whop API key is fit to stand in a web page: whether Whop's API v2
still answers for it, whether it may validate license keys, and whether it may do
nothing else. The key comes from standard input or from WHOP_API_KEY, never from
the command line, and it is never printed.

It asks about a license key that does not exist, and for at most one entry of each
list that such a key must not see, one request after the other. Nothing is
written. A GET shows only what the key may read: a key that may write but not read
is not found.

  --json  the report as JSON
  --help  this text

Environment:
  WHOP_API_KEY   the key; standard input is then not read
  WHOP_API_BASE  another origin of Whop's API, for tests: https://api.whop.com

Exit code: 0 fit, 1 not fit, 2 could not tell.
`;

const EXIT_CODES = { fit: 0, unfit: 1, unknown: 2 };
/** In characters. No key is nearly as long, and an endless input must end. */
const LONGEST_INPUT = 64 * 1024;

process.exitCode = await run().catch((error: unknown) => {
  // Any other error could have the key in its text.
  process.stderr.write(
    `whop-license-check: ${error instanceof ConfigurationError ? error.message : 'something went wrong.'}\n`,
  );
  return EXIT_CODES.unknown;
});

async function run(): Promise<number> {
  const { json, help } = readArguments();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { env } = process;
  const report = await auditKey(readAuditSettings(env.WHOP_API_KEY?.trim() || (await readInput()), env));
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : reportLines(report).join('\n')}\n`);
  return EXIT_CODES[report.verdict];
}

function readArguments(): { json: boolean; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    if (values.help || (positionals.length === 1 && positionals[0] === 'audit')) return values;
  } catch {
    // Its message would repeat the argument, which may be the key.
  }
  throw new ConfigurationError('unknown arguments. See npx whop-license-check --help');
}

async function readInput(): Promise<string> {
  // A terminal would be waited for without a word.
  if (process.stdin.isTTY)
    throw new ConfigurationError(
      'give the API key on standard input, or in WHOP_API_KEY. See npx whop-license-check --help',
    );
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > LONGEST_INPUT) throw new ConfigurationError('standard input is no API key.');
  }
  return text;
}
