import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Returns launch options for the Chromium that the tests use: `CHROME_PATH`, or the one in @sparticuz/chromium (Linux x64
 * only), or an installed Chrome. It doesn't use that package's own arguments, because they turn web security off, and the
 * tests need CORS.
 *
 * @returns {Promise<import('puppeteer-core').LaunchOptions>}
 */
export async function findChromium() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return { executablePath: CHROME_PATH, headless: true, args };
  if (process.platform === 'linux' && process.arch === 'x64') return { ...bundledChromium(), headless: 'shell', args };
  return { headless: true, args: [] };
}

function bundledChromium() {
  const { version } = JSON.parse(
    readFileSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const cache = path.join(root, 'node_modules/.cache');
  const dir = path.join(cache, `sparticuz-chromium-${version}`);
  if (!existsSync(dir)) {
    // Unpack to another folder and rename it, so that two simultaneous runs never see an incomplete browser.
    mkdirSync(cache, { recursive: true });
    const unpacked = mkdtempSync(path.join(cache, 'unpack-'));
    unpack(unpacked);
    // The package's fonts.conf names a fixed folder. Without a font, text has no size and the runner hangs.
    writeFileSync(
      path.join(unpacked, 'fonts/fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${dir}/fonts</dir><cachedir>${dir}/fonts-cache</cachedir></fontconfig>
`,
    );
    try {
      renameSync(unpacked, dir);
    } catch {
      rmSync(unpacked, { recursive: true, force: true });
    }
  }
  return {
    executablePath: path.join(dir, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [path.join(dir, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: path.join(dir, 'fonts'),
    },
  };
}

/**
 * The package unpacks to the temporary folder, and unpacks its NSS libraries only if it seems to run on AWS Lambda.
 *
 * @param {string} folder
 */
function unpack(folder) {
  const code = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, env });
}
