// The device's store alone in a page of its own: web/device_store.js and its worker, without the
// app. In: the browser. Out: what lies in each copy, and captures that say when they are durable.
// It writes as the app does: one entry in the database and in a frame of the journal.
//
//     const files = await serve_store();   await open_store(page, files.address);
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));
const SCRIPTS = new Set(['device_store.js', 'storage_worker.js', 'device_key.js',
  'log_ownership.js', 'packed_fields.js']);

export function serve_store() {
  const server = http.createServer((request, response) => {
    const name = request.url.slice(1);
    if (SCRIPTS.has(name)) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      fs.createReadStream(path.join(WEB, name)).pipe(response);
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Store');
    }
  });
  return new Promise((resolve) => {
    server.listen(Number(process.env.TALLYSTICK_STORE_PORT ?? 0), '127.0.0.1', () => resolve({
      address: `http://127.0.0.1:${server.address().port}`,
      close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
    }));
  });
}

// Runs in the page.
async function begin() {
  const { open_device_store } = await import('/device_store.js');
  const { pack_fields, unpack_fields } = await import('/packed_fields.js');
  const text = (bytes) => new TextDecoder().decode(bytes);
  const answers = new Map();
  const store = await open_device_store();
  const told = { opened: 0, lost: 0 };
  store.use({
    stored: (id, result, why) => { answers.get(id)({ result, why }); answers.delete(id); },
    store_opened: () => { told.opened += 1; },
    store_lost: () => { told.lost += 1; },
    wake: () => {},
  });
  let next = 1;
  globalThis.store = {
    told,
    page: store.page,
    head: () => JSON.parse(text(unpack_fields(store.page.store_opening())[0])),
    // What each copy holds, the database's entries and the journals' frames.
    copies: () => {
      const [head, ...fields] = unpack_fields(store.page.store_opening());
      const { log } = JSON.parse(text(head));
      const database = {};
      for (let i = 0; i < log; ++i) database[text(fields[2 * i])] = text(fields[2 * i + 1]);
      return { database, journals: fields.slice(2 * log).map(text).join('') };
    },
    capture: (key, value, forget = []) => new Promise((resolve) => {
      const id = next++;
      answers.set(id, resolve);
      const head = { puts: 1, drops: 0, forget: forget.length, first: false };
      store.page.store_commit(id, pack_fields([JSON.stringify(head), key, value, ...forget,
        `[${key}=${value}]`]));
    }),
  };
}

export async function open_store(page, address) {
  await page.goto(address);
  await page.evaluate(begin);
  return page.evaluate(() => globalThis.store.head());
}
