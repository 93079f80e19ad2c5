/**
 * The rest of `npm run version-packages`: changesets has given both packages their new version, and this gives it to the
 * examples and the lock files.
 */
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { name, version } = JSON.parse(readFileSync('packages/relay/package.json', 'utf8'));

for (const example of ['relay-node', 'relay-workers'])
  npm(`pkg set "dependencies.${name}=^${version}"`, `examples/${example}`);
for (const folder of ['.', 'test/runtimes'])
  npm('install --package-lock-only --prefer-offline --no-audit --no-fund', folder);

/**
 * @param {string} command
 * @param {string} cwd
 */
function npm(command, cwd) {
  execSync(`npm ${command}`, { cwd, stdio: 'inherit' });
}
