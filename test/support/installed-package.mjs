import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * @typedef {keyof typeof PACKAGE_FOLDERS} PackageName
 *
 * @typedef {Awaited<ReturnType<typeof installPackages>>} Project
 */

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

/** The folder of each package in the checkout. */
export const PACKAGE_FOLDERS = { 'whop-license-check': '.', 'whop-license-relay': 'packages/relay' };

/**
 * Packs what a build left in a checkout's `dist` folders, as `npm publish` does it.
 *
 * @param {string} into - The folder for the tarball.
 * @param {PackageName} name - Which package.
 * @param {string} [checkout] - Default: this one.
 * @returns {Promise<string>} The tarball's path.
 */
export async function pack(into, name, checkout = root) {
  // A `prepack` script would build, and take `dist` away from the other tests.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', into], {
    cwd: path.join(checkout, PACKAGE_FOLDERS[name]),
  });
  const [{ filename }] = Object.values(JSON.parse(stdout));
  return path.join(into, filename);
}

/**
 * Makes an empty project in a temporary folder, and installs packages in it from their tarballs.
 *
 * @param {PackageName[]} names - Which packages. The relay depends on the tag, which npm would get from
 *   the registry: here it needs both tarballs.
 * @param {object} [settings] - More members for the project's package.json.
 */
export async function installPackages(names, settings = {}) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'whop-license-check-')));
  const project = {
    folder,
    /** The tarball of each package, by name. */
    tarballs: /** @type {Record<PackageName, string>} */ ({}),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    /** @param {string} file */
    read: (file) => readFileSync(path.join(folder, file), 'utf8'),

    /**
     * Runs a program in the project, with an empty standard input.
     *
     * @param {string} command
     * @param {string[]} args
     * @param {NodeJS.ProcessEnv} [env]
     * @returns {Promise<{ code: number | string, stdout: string, stderr: string }>} Its exit code and its output.
     */
    async run(command, args, env = {}) {
      const running = run(command, args, { cwd: folder, env: { ...process.env, ...env } });
      running.child.stdin.end();
      const { code = 0, stdout, stderr } = await running.catch((error) => error);
      return { code, stdout, stderr };
    },

    /**
     * @param {string} name
     * @param {Record<string, string>} files - Their contents by name.
     * @returns {string} The folder they are in.
     */
    write(name, files) {
      const into = path.join(folder, name);
      mkdirSync(into, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(into, file), text);
      return into;
    },
  };
  try {
    for (const name of names) project.tarballs[name] = await pack(folder, name);
    project.write('.', { 'package.json': JSON.stringify({ name: 'shop', private: true, ...settings }) });
    // npm's cache has what `npm ci` downloaded.
    const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', ...Object.values(project.tarballs)];
    await run('npm', args, { cwd: folder });
    return project;
  } catch (error) {
    project.remove();
    throw error;
  }
}
