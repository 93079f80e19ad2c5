/**
 * Runs as a part of `npm version`, after npm has changed the version of the tag's package: gives the relay the same
 * version, and lets the relay and the examples depend on it.
 */
import { execFileSync } from 'node:child_process';

const { npm_package_version: version } = process.env;

npm('packages/relay', 'pkg', 'set', `version=${version}`, `dependencies.whop-license-check=^${version}`);
for (const example of ['relay-node', 'relay-workers'])
  npm(`examples/${example}`, 'pkg', 'set', `dependencies.whop-license-relay=^${version}`);
for (const folder of ['.', 'test/runtimes'])
  npm(folder, 'install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund');

/**
 * @param {string} folder
 * @param {string[]} args
 */
function npm(folder, ...args) {
  execFileSync('npm', ['--prefix', folder, ...args], { stdio: 'inherit' });
}
