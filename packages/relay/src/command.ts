#!/usr/bin/env node
import type { Server } from 'node:http';
// Vite takes a bare process.env for a page's, and makes it empty.
import { argv, env } from 'node:process';
import { createAdaptorServer } from '@hono/node-server';
import { createRelay } from './http/create-relay.js';
import { makeSigningKey } from './proof/make-signing-key.js';
import { optionsFromEnvironment, readCount, readRelayOptions } from './http/options.js';
import { SignedProof } from './proof/signed-proof.js';

const HELP = `whop-license-relay: answers <whop-license-check> from a server of yours, by asking Whop's API v1.

  whop-license-relay          serves, until it is told to end (SIGTERM, SIGINT)
  whop-license-relay keygen   prints a new SIGNING_KEY, and serves nothing
  whop-license-relay --help

It is set up by variables of the environment:

  WHOP_API_KEY     required: an account API key with member:basic:read
  ALLOWED_ORIGINS  required: the origins of your pages, e.g. https://shop.example tauri://localhost
  PRODUCTS         only memberships of these prod_… are good
  ALLOW_PAST_DUE   true: a membership whose payment is late is good
  PORT, HOST       8787, all interfaces
  CACHE_SECONDS    how long an answer of Whop's is given again: 60
  TRUST_PROXY      number of proxies in front that set X-Forwarded-For: 0
  REDIS_URL        redis://…, for several processes
  SIGNING_KEY      signs a proof for your own servers: a JWK, or a set of them
  ISSUER           required with it: the proof's iss, e.g. https://license.shop.example
  TOKEN_SECONDS    how long a proof lasts: 300
  WHOP_API_BASE    https://api.whop.com/api/v1
`;

/** Longer than proxies in front keep idle connections, lest they ask on one that is just being closed. In ms. */
const KEEP_ALIVE = 75_000;
/** Between two writes of the log, in ms. */
const MOMENT = 50;
/** What runs when it is told to end may take as long, in ms. */
const DRAIN = 4500;

try {
  const args = argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) process.stdout.write(HELP);
  else if (args.length === 1 && args[0] === 'keygen')
    process.stdout.write(`${JSON.stringify(await makeSigningKey())}\n`);
  // They are not said again: one of them may be a key.
  else if (args.length) throw new Error('There is no such command: see --help.');
  else await serve();
} catch (error) {
  process.stderr.write(`whop-license-relay: ${(error as Error).message.split('\n', 1).join('')}\n`);
  process.exitCode = 1;
}

async function serve(): Promise<void> {
  const port = readCount('port', env.PORT?.trim() ? env.PORT : 8787, 0, 65_535);
  const host = env.HOST?.trim() ? env.HOST.trim() : undefined;
  const options = optionsFromEnvironment(env);
  const { signing } = readRelayOptions(options);
  if (signing) await new SignedProof(signing).publicKeys();

  // Nobody reads the log any more: no reason to stop.
  process.stdout.on('error', () => {});
  const relay = createRelay({ ...options, log: writeLine });
  let ending = false;
  const fetch = async (request: Request, platform: unknown): Promise<Response> => {
    const response = await relay.fetch(request, platform);
    // On a connection that is kept, new requests would come.
    if (ending) response.headers.set('Connection', 'close');
    return response;
  };
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE;
  try {
    await listen(server, port, host);
  } catch (error) {
    relay.close();
    throw error;
  }

  const end = (): void => {
    // Told twice, by a terminal and by npm, it is told nothing new.
    if (ending) return;
    ending = true;
    server.close(() => relay.close());
    setTimeout(() => {
      writeLines();
      process.exit(0);
    }, DRAIN).unref();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.stderr.write(`whop-license-relay: listening on port ${(server.address() as { port: number }).port}\n`);
}

let lines = '';

/** What is said in a moment is one write: each is a call of the system's. */
function writeLine(line: string): void {
  if (!lines) setTimeout(writeLines, MOMENT);
  lines += `${line}\n`;
}

function writeLines(): void {
  process.stdout.write(lines);
  lines = '';
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(reasonOf(error))));
    server.listen(port, host, resolve);
  });
}

function reasonOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'PORT is in use.';
  if (code === 'EACCES') return 'PORT may not be used by this user.';
  return `HOST cannot be listened on (${code}).`;
}
