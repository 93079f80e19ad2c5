import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

/**
 * Packs what a build left in a checkout's `dist`, as `npm publish` does it.
 *
 * @returns {Promise<string>} The tarball.
 */
export async function pack(into, checkout = root) {
  // Without scripts: a build would take `dist` away from under the other tests.
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', into], { cwd: checkout });
  return path.join(
    into,
    readdirSync(into).find((file) => file.endsWith('.tgz')),
  );
}

/** An empty project, on its own in a temporary folder, with the package installed from its tarball. */
export async function installPackage(settings = {}) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'whop-license-check-')));
  const project = {
    folder,
    tarball: '',
    remove: () => rmSync(folder, { recursive: true, force: true }),
    read: (file) => readFileSync(path.join(folder, file), 'utf8'),

    /** Runs a program in there, with nothing on its standard input. @returns how it ended, and what it said. */
    async run(command, args, env = {}) {
      const running = run(command, args, { cwd: folder, env: { ...process.env, ...env }, timeout: 120_000 });
      running.child.stdin.end();
      const { code = 0, stdout, stderr } = await running.catch((error) => error);
      return { code, stdout, stderr };
    },

    /** @param {Record<string, string>} files Their contents by name. @returns the folder they are in. */
    write(name, files) {
      const into = path.join(folder, name);
      mkdirSync(into, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(into, file), text);
      return into;
    },
  };
  try {
    project.tarball = await pack(folder);
    project.write('.', { 'package.json': JSON.stringify({ name: 'shop', private: true, ...settings }) });
    // What `npm ci` has brought already is taken from npm's cache.
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', project.tarball], { cwd: folder });
    return project;
  } catch (error) {
    project.remove();
    throw error;
  }
}
