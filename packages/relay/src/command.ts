#!/usr/bin/env node
import type { Server } from 'node:http';
// Not the global `process`: Vite takes a bare `process.env` for a page's, and empties it.
import { argv, env } from 'node:process';
import { createAdaptorServer } from '@hono/node-server';
import { createRelay } from './http/create-relay.js';
import { readWholeNumber } from './http/option-values.js';
import { optionsFromEnvironment, readRelayOptions } from './http/options.js';
import { makeSigningKey } from './proof/make-signing-key.js';
import { ProofSigner } from './proof/proof-signer.js';

const HELP = `whop-license-relay answers the license checks of <whop-license-check> from your own
server, by asking Whop's API v1.

  whop-license-relay          serves until it is stopped (SIGTERM, SIGINT)
  whop-license-relay keygen   prints a new SIGNING_KEY and exits
  whop-license-relay --help   prints this text and exits

Environment variables:

  WHOP_API_KEY     required: an account API key with member:basic:read
  ALLOWED_ORIGINS  required: the origins of your pages, e.g. https://shop.example tauri://localhost
  PRODUCTS         accept only memberships of these prod_… (default: any)
  ALLOW_PAST_DUE   true: accept a membership whose payment is late
  PORT, HOST       where to listen (default: 8787, all interfaces)
  CACHE_SECONDS    how long Whop's answer is reused; a refusal: 10 at most (default: 60)
  TRUST_PROXY      number of proxies in front of it that set X-Forwarded-For (default: 0)
  REDIS_URL        redis://…, shared by several processes
  SIGNING_KEY      signs a token for your own servers: a JWK, or a set of them
  ISSUER           required with SIGNING_KEY: the token's iss, e.g. https://license.shop.example
  TOKEN_SECONDS    how long a token lasts (default: 300)
  WHOP_API_BASE    Whop's API (default: https://api.whop.com/api/v1)
`;

/** Longer than proxies keep an idle connection open. Otherwise they send on one that is just being closed. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** Log lines of this time are written at once, because each write is a system call. */
const LOG_FLUSH_MS = 50;
/** How long running requests may take to finish after a signal to stop. */
const SHUTDOWN_TIMEOUT_MS = 4500;

try {
  const args = argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) process.stdout.write(HELP);
  else if (args.length === 1 && args[0] === 'keygen')
    process.stdout.write(`${JSON.stringify(await makeSigningKey())}\n`);
  // The message does not repeat the arguments: one of them may be a secret.
  else if (args.length) throw new Error('There is no such command. See --help.');
  else await serve();
} catch (error) {
  process.stderr.write(`whop-license-relay: ${(error as Error).message.split('\n', 1).join('')}\n`);
  process.exitCode = 1;
}

async function serve(): Promise<void> {
  const port = readWholeNumber('port', env.PORT?.trim() ? env.PORT : 8787, 0, 65_535);
  const host = env.HOST?.trim() ? env.HOST.trim() : undefined;
  const options = optionsFromEnvironment(env);
  const { signing } = readRelayOptions(options);
  // A key that cannot be used has to stop the command now, not the first request.
  if (signing) await new ProofSigner(signing).publicKeys();

  // When nobody reads the log any more, the relay goes on.
  process.stdout.on('error', () => {});
  const relay = createRelay({ ...options, log: logLine });
  let isStopping = false;
  const fetch = async (request: Request, platform: unknown): Promise<Response> => {
    const response = await relay.fetch(request, platform);
    // An open connection would bring new requests.
    if (isStopping) response.headers.set('Connection', 'close');
    return response;
  };
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  try {
    await listen(server, port, host);
  } catch (error) {
    relay.close();
    throw error;
  }

  const stop = (): void => {
    // A terminal and npm may both send a signal.
    if (isStopping) return;
    isStopping = true;
    server.close(() => relay.close());
    setTimeout(() => {
      flushLog();
      process.exit(0);
    }, SHUTDOWN_TIMEOUT_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stderr.write(`whop-license-relay: listening on port ${(server.address() as { port: number }).port}\n`);
}

let pendingLines = '';

function logLine(line: string): void {
  if (!pendingLines) setTimeout(flushLog, LOG_FLUSH_MS);
  pendingLines += `${line}\n`;
}

function flushLog(): void {
  process.stdout.write(pendingLines);
  pendingLines = '';
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(toMessage(error))));
    server.listen(port, host, resolve);
  });
}

function toMessage({ code }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'PORT is already in use.';
  if (code === 'EACCES') return 'PORT cannot be used by this user.';
  return `HOST cannot be listened on (${code}).`;
}
