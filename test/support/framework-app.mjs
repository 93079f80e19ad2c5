import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages } from './installed-package.mjs';

const frameworks = path.resolve(import.meta.dirname, '../frameworks');
const require = createRequire(path.join(frameworks, 'package.json'));

/**
 * For `describe(…, { skip: … })`.
 *
 * @param {string} folder Of the package folders in test/frameworks, the one that the app's framework is installed in.
 * @returns Why an app cannot be built, which is said aloud too; `false`: it can.
 */
export function missingFromFrameworks(folder) {
  // Vite is in the first for all of them.
  const bare = ['.', folder].find((name) => !existsSync(path.join(frameworks, name, 'node_modules')));
  if (bare === undefined) return false;
  const why = `no ${folder === '.' ? 'frameworks' : folder}: npm ci --prefix ${path.join('test/frameworks', bare)}`;
  console.error(`skipped: ${why}`);
  return why;
}

/**
 * Copies an app into a project of its own, where the package is installed from its tarball and the framework is linked.
 *
 * @param {string} name The app's folder in test/frameworks.
 * @param {string} folder The package folder with its framework.
 */
export async function installApp(name, folder) {
  const project = await installPackages(['whop-license-check'], { type: 'module' });
  const modules = path.join(project.folder, 'node_modules');
  for (const entry of readdirSync(path.join(frameworks, folder, 'node_modules')).filter(
    (entry) => !entry.startsWith('.'),
  )) {
    if (!existsSync(path.join(modules, entry)))
      symlinkSync(path.join(frameworks, folder, 'node_modules', entry), path.join(modules, entry));
  }
  const app = path.join(project.folder, 'app');
  cpSync(path.join(frameworks, name), app, {
    recursive: true,
    filter: (file) => !/node_modules|package(-lock)?\.json$/.test(path.basename(file)),
  });
  cpSync(path.join(frameworks, 'settings.d.ts'), path.join(project.folder, 'settings.d.ts'));
  return {
    ...project,
    app,
    /** Runs a program of the framework's: its path in node_modules, and its arguments, where APP is the app's folder. */
    tool: ([program, ...args]) =>
      project.run(process.execPath, [
        path.join(frameworks, folder, 'node_modules', program),
        ...args.map((arg) => arg.replace('APP', app)),
      ]),
  };
}

/**
 * Builds an app with Vite: `public/` for the browser, `server/` for Node.
 *
 * @param {object} how
 * @param {string} [how.plugin] What the framework has for Vite.
 * @param {string} how.extension Of the app's two entries: `client.ts`.
 * @param {string} [how.entries] Their folder, where a compiler has written them.
 */
export async function buildApp({ folder, app }, { plugin, pluginOptions = {}, extension, entries = app }) {
  const { build } = await import(pathToFileURL(require.resolve('vite')));
  const plugins = async () => (plugin ? [await makePlugin(plugin, pluginOptions)] : []);
  // What a framework warns of, and React's StrictMode, are in its development build only.
  const common = { root: app, configFile: false, logLevel: 'error', mode: 'development' };
  process.env.NODE_ENV = 'development';
  const entry = (name) => path.join(entries, `${name}.${extension}`);
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

async function makePlugin(name, options) {
  const made = await import(pathToFileURL(require.resolve(name)));
  return (made.default ?? made.svelte)(options);
}

/**
 * What an app's server makes of the page, with the package that Node finds.
 *
 * @returns {Promise<{ head: string, markup: string }>} What the framework needs in the page's head, and the app.
 */
export async function renderApp({ run }, settings) {
  const script = `const { head = '', render } = await import('./server/server.js');
console.log(JSON.stringify({ head, markup: await render(${JSON.stringify(settings)}) }));`;
  const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
    NODE_ENV: 'development',
  });
  assert.deepEqual([code, stderr], [0, '']);
  // The last line: Angular has words before it.
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

/** Writes a page with an app. */
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
