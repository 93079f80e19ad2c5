import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * A webview.
 *
 * @typedef {object} Host
 * @property {string} name
 * @property {string | null} [origin] - The `Origin` header that a relay gets; `null` if there is none.
 * @property {Record<string, string>} needs - The files that it needs, and the package that contains each.
 * @property {(app: string, profile: string) => string[]} command - Starts it with the app's folder and one for its data.
 * @property {boolean} [usesDevtoolsPipe]
 */

const folder = path.resolve(import.meta.dirname, '../hosts');
const PYTHON = '/usr/bin/python3';
const CHROMIUM = '/usr/bin/chromium';
const LIBRARIES = '/usr/lib/x86_64-linux-gnu';

/**
 * What each webview needs: a file, and the package that contains it.
 *
 * @type {Record<string, string>}
 */
const WEBKIT = {
  [`${LIBRARIES}/girepository-1.0/WebKit2-4.1.typelib`]: 'gir1.2-webkit2-4.1',
  '/usr/lib/python3/dist-packages/gi/__init__.py': 'python3-gi',
};
const QT = { '/usr/lib/python3/dist-packages/PyQt5/QtWebEngineCore.abi3.so': 'python3-pyqt5.qtwebengine' };
const WRY = {
  [path.resolve(folder, '../node_modules/webview-napi')]: 'webview-napi: npm ci --prefix test/webviews',
  [`${LIBRARIES}/libxdo.so.3`]: 'libxdo3',
};
const PYWEBVIEW = {
  '/usr/lib/python3/dist-packages/webview/__init__.py': 'python3-webview',
  [`${LIBRARIES}/girepository-1.0/WebKit2-4.0.typelib`]: 'gir1.2-webkit2-4.0',
};

/**
 * @param {string} file
 * @param {string[]} args
 */
const python = (file, ...args) => [PYTHON, path.join(folder, file), ...args];
/**
 * @param {string} page
 * @param {string} profile
 * @param {string[]} args
 */
const chromium = (page, profile, ...args) => [
  CHROMIUM,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...[
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
  `--app=file://${page}/index.html`,
  ...args,
];

/**
 * Every webview that is available here.
 *
 * @type {Host[]}
 */
export const hosts = [
  {
    name: 'WebKitGTK, file://',
    origin: 'null',
    needs: WEBKIT,
    command: (app, profile) => python('webkit.py', 'file', app, profile),
  },
  {
    name: 'WebKitGTK, the app’s own scheme',
    origin: 'app://localhost',
    needs: WEBKIT,
    command: (app, profile) => python('webkit.py', 'scheme', app, profile),
  },
  {
    name: 'wry (Tauri), file://',
    origin: 'null',
    needs: WRY,
    command: (app) => [process.execPath, path.join(folder, 'wry.mjs'), app],
  },
  { name: 'pywebview, file://', origin: 'null', needs: PYWEBVIEW, command: (app) => python('pywebview.py', app) },
  {
    name: 'Qt WebEngine 5 (Chromium 87), with access to servers',
    origin: null,
    needs: QT,
    command: (app, profile) => python('qt.py', 'remote', app, profile),
  },
  {
    name: 'Chromium --app',
    origin: 'null',
    needs: { [CHROMIUM]: 'chromium' },
    usesDevtoolsPipe: true,
    command: (app, profile) => chromium(app, profile),
  },
  {
    name: 'Chromium --app, with access to files (as in Electron)',
    origin: 'file://',
    needs: { [CHROMIUM]: 'chromium' },
    usesDevtoolsPipe: true,
    command: (app, profile) => chromium(app, profile, '--allow-file-access-from-files'),
  },
];

/**
 * Qt's default settings, under which a page from a file can't call any server.
 *
 * @type {Host}
 */
export const offlineHost = {
  name: 'Qt WebEngine 5 with default settings',
  needs: QT,
  command: (app, profile) => python('qt.py', 'default', app, profile),
};

/**
 * Returns what is missing for a host on this machine, or `false`.
 *
 * @param {Host} host
 */
export function missing({ needs }) {
  const [, missingPackage] =
    Object.entries({ ...needs, '/usr/bin/Xvfb': 'xvfb' }).find(([file]) => !existsSync(file)) ?? [];
  if (!missingPackage) return false;
  console.warn(`skipped: no ${missingPackage}`);
  return `no ${missingPackage}`;
}
