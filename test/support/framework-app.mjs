import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages } from './installed-package.mjs';

/** @typedef {Awaited<ReturnType<typeof installApp>>} FrameworkApp */

const frameworks = path.resolve(import.meta.dirname, '../frameworks');
const require = createRequire(path.join(frameworks, 'package.json'));

/**
 * Tells whether to skip a suite that needs this framework, for `describe(…, { skip: … })`. Also logs the reason.
 *
 * @param {string} folder - The package folder in test/frameworks where the framework is installed.
 * @returns What is missing; `false` if nothing is.
 */
export function missingFromFrameworks(folder) {
  // All frameworks use Vite from the first folder.
  const notInstalled = ['.', folder].find((name) => !existsSync(path.join(frameworks, name, 'node_modules')));
  if (notInstalled === undefined) return false;
  const reason = `no ${folder === '.' ? 'frameworks' : folder}: npm ci --prefix ${path.join('test/frameworks', notInstalled)}`;
  console.error(`skipped: ${reason}`);
  return reason;
}

/**
 * Copies an app into a separate project with our package, installed from its tarball, and a link to the framework.
 *
 * @param {string} name - The app's folder in test/frameworks.
 * @param {string} folder - The package folder where its framework is installed.
 */
export async function installApp(name, folder) {
  const project = await installPackages(['whop-license-check'], { type: 'module' });
  const modules = path.join(project.folder, 'node_modules');
  linkPackages(path.join(frameworks, folder, 'node_modules'), modules);
  const app = path.join(project.folder, 'app');
  cpSync(path.join(frameworks, name), app, {
    recursive: true,
    filter: (file) => !/node_modules|package(-lock)?\.json$/.test(path.basename(file)),
  });
  cpSync(path.join(frameworks, 'settings.d.ts'), path.join(project.folder, 'settings.d.ts'));
  return {
    ...project,
    app,
    /**
     * Runs one of the framework's programs: its path in node_modules, then its arguments. APP stands for the app's folder.
     *
     * @param {string[]} command
     */
    runTool: ([program, ...args]) =>
      project.run(process.execPath, [
        path.join(frameworks, folder, 'node_modules', program),
        ...args.map((arg) => arg.replace('APP', app)),
      ]),
  };
}

/**
 * Builds an app with Vite: `public/` for the browser, `server/` for Node.
 *
 * @param {FrameworkApp} app
 * @param {object} options
 * @param {string} [options.plugin] - The framework's Vite plugin.
 * @param {object} [options.pluginOptions]
 * @param {string} options.extension - The extension of the app's two entry files: `ts` for `client.ts`.
 * @param {string} [options.entries] - The folder of the entry files, if a compiler wrote them.
 */
export async function buildApp({ folder, app }, { plugin, pluginOptions = {}, extension, entries = app }) {
  const { build } = await import(pathToFileURL(require.resolve('vite')).href);
  const plugins = async () => (plugin ? [await makePlugin(plugin, pluginOptions)] : []);
  // Only development builds have the frameworks' warnings and React's StrictMode.
  const common = { root: app, configFile: false, logLevel: 'error', mode: 'development' };
  process.env.NODE_ENV = 'development';
  /** @param {string} name */
  const entry = (name) => path.join(entries, `${name}.${extension}`);
  /** @param {string} file */
  const output = (file) => ({ entryFileNames: file, codeSplitting: false });
  await build({
    ...common,
    plugins: await plugins(),
    build: {
      outDir: path.join(folder, 'public'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { input: entry('client'), output: output('client.js') },
    },
  });
  await build({
    ...common,
    plugins: await plugins(),
    build: {
      ssr: entry('server'),
      outDir: path.join(folder, 'server'),
      emptyOutDir: true,
      rolldownOptions: { output: output('server.js') },
    },
  });
}

/**
 * @param {string} name
 * @param {object} options
 */
async function makePlugin(name, options) {
  const made = await import(pathToFileURL(require.resolve(name)).href);
  return (made.default ?? made.svelte)(options);
}

/**
 * Renders an app on a server, with the package that Node resolves.
 *
 * @param {FrameworkApp} app
 * @param {object} settings
 * @returns {Promise<{ head: string, markup: string }>} The markup for the page's head, and that of the app.
 */
export async function renderApp({ run }, settings) {
  const script = `const { head = '', render } = await import('./server/server.js');
console.log(JSON.stringify({ head, markup: await render(${JSON.stringify(settings)}) }));`;
  const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
    NODE_ENV: 'development',
  });
  assert.deepEqual([code, stderr], [0, '']);
  // Angular prints other lines first.
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

/**
 * Writes a page that loads the app.
 *
 * @param {FrameworkApp} app
 * @param {string} file
 * @param {object} settings
 * @param {string} markup
 * @param {string} head
 */
export function writePage({ folder }, file, settings, markup, head) {
  writeFileSync(
    path.join(folder, 'public', file),
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Shop</title>
<link rel="icon" href="data:,">
${head}
<script>window.settings = ${JSON.stringify(settings)};</script>
<div id="app">${markup}</div>
<script type="module" src="client.js"></script>
`,
  );
}

/**
 * Links what is installed in one folder into another, beside what is there; the packages of a scope (`@types`) one by one.
 *
 * @param {string} from
 * @param {string} to
 */
function linkPackages(from, to) {
  for (const entry of readdirSync(from).filter((entry) => !entry.startsWith('.'))) {
    const [source, target] = [path.join(from, entry), path.join(to, entry)];
    if (!existsSync(target)) symlinkSync(source, target);
    else if (entry.startsWith('@')) linkPackages(source, target);
  }
}
