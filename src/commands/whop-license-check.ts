#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { auditKey } from '../audit/audit-key.js';
import { readAuditSettings } from '../audit/audit-settings.js';
import { reportLines } from '../audit/report-lines.js';
import { ConfigurationError } from '../check/configuration-error.js';

const HELP = `Usage: npx whop-license-check audit [--json] < key.txt

Tells whether a Whop API key is safe to publish on a web page: whether Whop's API
v2 still works with it, whether it can validate license keys, and whether it can
do nothing else. The command reads the key from standard input or WHOP_API_KEY,
never from the command line, and never prints it.

It checks a license key that does not exist, and requests at most one entry of
each list that such a key must not read, one request after the other. Then it
asks for an access token, because a key that can create tokens is not safe to
publish. Apart from the check, this is the only request that is not a GET. It asks
for an action that does not exist, so that Whop cannot issue the token. The audit
writes nothing, and cannot find other permissions to write without reading.

  --json  print the report as JSON
  --help  show this help

Environment variables:
  WHOP_API_KEY   the key to test (instead of standard input)
  WHOP_API_BASE  origin of the API, for tests (default: https://api.whop.com)

Exit code: 0 safe to publish, 1 not usable on a page, 2 could not tell.
`;

const EXIT_CODES = { fit: 0, unfit: 1, unknown: 2 };
/** Far longer than any key. Stops the command from reading endless input. */
const MAX_INPUT_CHARACTERS = 64 * 1024;

process.exitCode = await run().catch((error: unknown) => {
  // The message of any other error could contain the key.
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
    // The error's message would repeat the argument, which may be the key.
  }
  throw new ConfigurationError('unknown arguments. See npx whop-license-check --help');
}

async function readInput(): Promise<string> {
  // Reading from a terminal would wait silently.
  if (process.stdin.isTTY)
    throw new ConfigurationError(
      'pass the API key on standard input or in WHOP_API_KEY. See npx whop-license-check --help',
    );
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > MAX_INPUT_CHARACTERS)
      throw new ConfigurationError('standard input is too long to be an API key.');
  }
  return text;
}
