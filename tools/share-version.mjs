/**
 * Runs as a part of `npm version`, after npm has changed the version of the tag's package: gives the relay the same
 * version, and lets the relay and the examples depend on it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = process.cwd();
const { name: tag, version } = readJson('package.json');
const { name: relay } = readJson('packages/relay/package.json');

changeJson('packages/relay/package.json', (json) => {
  json.version = version;
  json.dependencies[tag] = `^${version}`;
});
for (const example of ['relay-node', 'relay-workers'])
  changeJson(`examples/${example}/package.json`, (json) => {
    json.dependencies[relay] = `^${version}`;
  });
for (const folder of ['.', 'test/runtimes'])
  execFileSync('npm', ['install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: path.join(root, folder),
    stdio: 'inherit',
  });

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

/**
 * @param {string} file
 * @param {(json: { version: string, dependencies: Record<string, string> }) => void} change
 */
function changeJson(file, change) {
  const json = readJson(file);
  change(json);
  writeFileSync(path.join(root, file), `${JSON.stringify(json, null, 2)}\n`);
}
