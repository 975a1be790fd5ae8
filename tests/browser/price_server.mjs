// A server of prices that fails when it is told to, and a page that asks it, for the tests of the
// device's price store. In: which manifest is current, and for a piece what goes wrong with it.
// Out: what was asked for. It decides no prices: its bytes are random.
//
//     const prices = await serve_prices();   prices.fault = (name) => name === bad && 'kill';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { ROOT } from './harness.mjs';

const CHUNK = 262144;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function describe_part(name, bytes) {
  const chunks = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    chunks.push(sha256(bytes.subarray(at, at + CHUNK)));
  }
  const lines = [`bytes ${bytes.length}`, ...chunks].map((line) => `${line}\n`).join('');
  return { name, digest: sha256(lines), bytes: bytes.length, chunks };
}

// A snapshot of these bytes, as the server would describe it.
export function make_snapshot(number, common, scoped) {
  const parts = [describe_part('common', common), describe_part('scoped', scoped)];
  const digest = sha256('tallystick snapshot 4\n' +
    parts.map((part) => `${part.name} ${part.digest}\n`).join(''));
  const manifest = { format: 4, number, digest, built: '2026-09-21T08:00:00.000Z',
    company: 'Harbour Supply', parts };
  const pieces = new Map();
  [common, scoped].forEach((bytes, part) => parts[part].chunks.forEach((name, at) =>
    pieces.set(name, bytes.subarray(at * CHUNK, (at + 1) * CHUNK))));
  return { manifest, pieces, whole: sha256(Buffer.concat([common, scoped])) };
}

export const some_bytes = (pieces) => randomBytes(pieces * CHUNK - 1000);
// The same with one byte changed in that piece.
export function changed(bytes, piece) {
  const copy = Buffer.from(bytes);
  copy[piece * CHUNK + 7] ^= 255;
  return copy;
}

function answer_piece(state, name, response) {
  const bytes = state.pieces.get(name);
  const fault = state.fault(name, state.asked.filter((asked) => asked === name).length);
  if (!bytes || fault === 404) return response.writeHead(404).end();
  if (fault === 'kill') {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    return response;
  }
  if (fault === 'busy') return response.writeHead(503, { 'retry-after': '1' }).end();
  if (fault === 'portal') return response.writeHead(200).end('<html>Please sign in</html>');
  return response.writeHead(200, { 'content-length': bytes.length })
    .end(fault === 'damage' ? changed(bytes, 0) : bytes);
}

function answer_file(name, response) {
  const file = path.join(ROOT, 'web', name);
  if (!/^\/\w+\.js$/.test(name) || !fs.existsSync(file)) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>t</title>');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/javascript' }).end(fs.readFileSync(file));
}

export async function serve_prices() {
  const state = { snapshot: null, pieces: new Map(), asked: [], fault: () => null, gone: false,
    at_once: 0, most_at_once: 0 };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://here');
    if (!pathname.startsWith('/v1/')) return answer_file(pathname, response);
    if (state.gone) return request.socket.destroy();
    if (pathname === '/v1/snapshot') return response.end(JSON.stringify(state.snapshot.manifest));
    const name = pathname.split('/').at(-1);
    state.asked.push(name);
    state.at_once += 1;
    state.most_at_once = Math.max(state.most_at_once, state.at_once);
    return setTimeout(() => {
      state.at_once -= 1;
      answer_piece(state, name, response);
    }, 10);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(state, {
    address: `http://127.0.0.1:${server.address().port}`,
    publish: (snapshot) => {
      state.snapshot = snapshot;
      snapshot.pieces.forEach((bytes, name) => state.pieces.set(name, bytes));
      state.asked = [];
    },
    close: () => new Promise((ended) => { server.closeAllConnections(); server.close(ended); }),
  });
}

// A window of the device: its store asks the server above, with pauses cut short.
export async function open_window(context, address) {
  const page = await context.newPage();
  await page.goto(`${address}/`);
  await page.evaluate(async () => {
    const { make_snapshot_store } = await import('/snapshot_store.js');
    const { open_shelf } = await import('/price_shelf.js');
    globalThis.open_shelf = open_shelf;
    globalThis.store = make_snapshot_store({ wait: () => Promise.resolve() });
  });
  const ask = (question = {}) => page.evaluate(async (asked) => {
    const reports = [];
    const { status, bytes } = await globalThis.store.prices(
      { login: 'kim', have: '', keep: [], ...asked }, (done, total) => reports.push([done, total]));
    const end = bytes.indexOf(10);
    const line = end < 0 ? bytes : bytes.subarray(0, end);
    const parts = bytes.subarray(end + 9);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', parts));
    const whole = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    let said;
    try { said = JSON.parse(new TextDecoder().decode(line)); } catch { said = null; }
    return { status, said, reports, whole: end < 0 || end + 1 === bytes.length ? null : whole };
  }, question);
  const kept_pieces = () => page.evaluate(async () => {
    const shelf = await globalThis.open_shelf();
    const names = [...await shelf.chunk_names()];
    shelf.close();
    return names.sort();
  });
  return { page, ask, kept_pieces };
}
