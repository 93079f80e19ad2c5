/** A window of wry, Tauri's webview. `wry.mjs FOLDER`: FOLDER/index.html, from file://; it keeps its data in the user's home. */
import { createServer } from 'node:http';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Application } from 'webview-napi';

const [folder] = process.argv.slice(2);
const app = new Application();
const webview = app
  .createBrowserWindow({ title: 'Halyard', width: 800, height: 600 })
  .createWebview({ url: pathToFileURL(`${folder}/index.html`).href });

// wry's own messages cannot come from file://, where it breaks down on the page's address.
const answers = createServer(async (request, response) => {
  const chunks = await request.toArray();
  process.stdout.write(`ANSWER ${Buffer.concat(chunks)}\n`);
  response.end();
});
answers.listen(0, '127.0.0.1');
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { number, expression } = JSON.parse(line);
  const answer = `JSON.stringify({ number: ${number}, text: ${expression} })`;
  webview.evaluateScript(
    `fetch('http://127.0.0.1:${answers.address().port}', { method: 'POST', mode: 'no-cors', body: ${answer} })`,
  );
});

const turn = setInterval(() => app.pollEvents(), 10);
process.on('SIGTERM', () => {
  clearInterval(turn);
  process.exit();
});
