/** Opens FOLDER/index.html from file:// in wry, Tauri's webview, which keeps its data in the user's home. Usage: `wry.mjs FOLDER` */
import { createServer } from 'node:http';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Application } from 'webview-napi';
import { listen } from '../../../tools/listen.mjs';

const [folder] = process.argv.slice(2);
const app = new Application();
const webview = app
  .createBrowserWindow({ title: 'Halyard', width: 800, height: 600 })
  .createWebview({ url: pathToFileURL(`${folder}/index.html`).href });

// wry's own messages don't work on file:// pages, because it can't parse their URL. So values come back over HTTP.
const replyServer = createServer(async (request, response) => {
  const chunks = await request.toArray();
  process.stdout.write(`REPLY ${Buffer.concat(chunks)}\n`);
  response.end();
});
const port = await listen(replyServer);
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { number, expression } = JSON.parse(line);
  const reply = `JSON.stringify({ number: ${number}, text: ${expression} })`;
  webview.evaluateScript(`fetch('http://127.0.0.1:${port}', { method: 'POST', mode: 'no-cors', body: ${reply} })`);
});

const polling = setInterval(() => app.pollEvents(), 10);
process.on('SIGTERM', () => {
  clearInterval(polling);
  process.exit();
});
