import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * The desktop demo in a folder, with the built script beside it, as a seller ships it. Only the API that it asks is another.
 *
 * @param {string} apiBase
 */
export function makeDesktopApp(apiBase) {
  const folder = mkdtempSync(path.join(tmpdir(), 'halyard-'));
  const app = path.join(folder, 'app');
  cpSync(path.join(root, 'demo/desktop-webview'), app, { recursive: true });
  cpSync(path.join(root, 'dist/whop-license-check.iife.js'), path.join(app, 'whop-license-check.iife.js'));
  const page = path.join(app, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<whop-license-check', `$& api-base="${apiBase}"`));
  for (const name of ['profile', 'home', 'home/run']) mkdirSync(path.join(folder, name), { mode: 0o700 });
  return {
    app,
    profile: path.join(folder, 'profile'),
    home: path.join(folder, 'home'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
