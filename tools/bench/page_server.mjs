// Serves the bench's page, its modules and its files on a free port of this machine.
// The page is isolated (COOP, COEP), so that its clock counts in steps of five microseconds.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const types = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.html': 'text/html',
  '.wasm': 'application/wasm', '.json': 'application/json' };
const page = '<!doctype html><meta charset="utf-8"><title>bench</title>' +
  '<canvas id="canvas"></canvas>';

export function serve(folders) {
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://here').pathname.slice(1);
    const head = { 'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp' };
    if (name === '') {
      response.writeHead(200, { ...head, 'content-type': 'text/html' }).end(page);
      return;
    }
    const file = folders.map((folder) => join(folder, name))
      .find((path) => existsSync(path) && statSync(path).isFile());
    if (!file) {
      response.writeHead(404, head).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...head, 'content-type': type });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => { server.closeAllConnections(); server.close(); },
  })));
}
