import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serveTestApi } from '../../tools/serve-test-api.mjs';

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * Serves a folder's files and nothing else, like a plain web server.
 *
 * @param {string} folder
 * @returns The same as {@link serveTestApi}.
 */
export function serveFolder(folder) {
  return serveTestApi(async (request) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url).pathname));
    const body = await readFile(file).catch(/** @returns {null} */ () => null);
    return body
      ? new Response(body, { headers: { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' } })
      : new Response(null, { status: 404 });
  });
}
