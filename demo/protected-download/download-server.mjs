import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { TokenRefused, verifyLicenseToken } from 'whop-license-relay/token';

/**
 * A server that sends one file, and only to requests that carry the token of a valid license: `GET /download` with
 * `Authorization: Bearer {token}`.
 *
 * @param {object} options
 * @param {string} options.issuer - The relay's `ISSUER`.
 * @param {string | string[]} options.audience - Origins of the pages that may download: `https://shop.example`.
 * @param {string} options.keys - URL of the relay's public keys: its `/.well-known/jwks.json`.
 * @param {string} options.product - `prod_…`: the product that the license must be for.
 * @param {string} options.file - Path of the file, in a folder that no web server serves.
 * @returns {{ fetch: (request: Request) => Promise<Response> }} A handler for Node, Deno and Bun.
 */
export function createDownloadServer({ issuer, audience, keys, product, file }) {
  return {
    async fetch(request) {
      const origin = request.headers.get('Origin') ?? '';
      const headers = {
        'Cache-Control': 'no-store, private',
        Vary: 'Origin',
        ...([audience].flat().includes(origin) && { 'Access-Control-Allow-Origin': origin }),
      };
      /** @type {(status: number, body: BodyInit | null, more?: object) => Response} */
      const reply = (status, body, more) => new Response(body, { status, headers: { ...headers, ...more } });

      if (request.method === 'OPTIONS') return reply(204, null, { 'Access-Control-Allow-Headers': 'authorization' });
      if (request.method !== 'GET' || new URL(request.url).pathname !== '/download') return reply(404, 'Not found.');

      const [, token] = /^Bearer (.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
      try {
        const claims = await verifyLicenseToken(token, { issuer, audience, keys });
        if (claims.product !== product) return reply(403, 'This license is for another product.');
      } catch (error) {
        if (error instanceof TokenRefused) {
          return reply(401, 'This download requires a valid license.', {
            'WWW-Authenticate': 'Bearer error="invalid_token"',
          });
        }
        console.error('Could not verify the token:', error);
        return reply(503, 'Your license could not be verified. Try again in a moment.');
      }

      const handle = await open(file);
      const content = /** @type {ReadableStream} */ (Readable.toWeb(handle.createReadStream()));
      return reply(200, content, {
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(path.basename(file))}`,
        'Content-Length': String((await handle.stat()).size),
        'Content-Type': 'application/octet-stream',
      });
    },
  };
}
