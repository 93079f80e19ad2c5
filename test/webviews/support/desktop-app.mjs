import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @typedef {ReturnType<typeof makeDesktopApp>} DesktopApp */

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Copies the desktop demo into a folder, with the built script next to it, as a seller would ship it. It uses the test API.
 *
 * @param {string} apiBase
 */
export function makeDesktopApp(apiBase) {
  const folder = mkdtempSync(path.join(tmpdir(), 'halyard-'));
  const app = path.join(folder, 'app');
  cpSync(path.join(root, 'demo/desktop-webview'), app, { recursive: true });
  cpSync(path.join(root, 'dist/whop-license-check.iife.js'), path.join(app, 'whop-license-check.iife.js'));
  const page = path.join(app, 'index.html');
  const markup = readFileSync(page, 'utf8');
  assert.ok(markup.includes('<whop-license-check id'), 'No test may call Whop itself.');
  writeFileSync(page, markup.replace('<whop-license-check', `$& api-base="${apiBase}" timeout="600000"`));
  for (const name of ['profile', 'home', 'home/run']) mkdirSync(path.join(folder, name), { mode: 0o700 });
  return {
    app,
    profile: path.join(folder, 'profile'),
    home: path.join(folder, 'home'),
    remove() {
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      } catch {
        // A webview's helper processes may still write to their caches. The system deletes temporary files later.
      }
    },
  };
}
