// A proxy for TCP between Chromium and the server that does to a connection what networks do:
// drops answers after the server has done its work, swallows everything without a word, cuts a
// request or an answer at a byte, answers in the server's place. What it does is decided for each
// request, by a function or a seed. It reads HTTP only as far as it must: where a request begins
// and ends, and where an answer's head does.
//
//     const proxy = await start_proxy(server_port);   proxy.act = () => ({ kind: 'hole' });
//     … proxy.address …   proxy.act = pass;           await proxy.close();
import http from 'node:http';
import net from 'node:net';

import { dice } from './chromium.mjs';

export const pass = () => ({ kind: 'pass' });

/** What can be done to a request; `reset` cuts with a reset instead of an end:
 *  pass                        carried there and back
 *  refuse {reset}              the connection is closed at once: no network
 *  hole                        the request is swallowed, nothing comes back, nothing is closed
 *  drop   {reset}              the server does it; its answer never comes and the line is cut
 *  cut    {bytes, reset}       the answer's first bytes, then the line is cut
 *  stall  {bytes}              the answer's first bytes, then nothing, and nothing is closed
 *  trim   {bytes}              the first bytes of the answer's body, as if they were all of it
 *  short  {bytes}              only the request's first bytes reach the server, then both are cut
 *  answer {status, body, type, fields}   answered here; the server hears nothing
 */
export const answered = (status, body = '', type = 'text/plain', fields = []) =>
  ({ kind: 'answer', status, body, type, fields });

const HEAD_END = '\r\n\r\n';

// The first whole request in the bytes, as it is carried (on a connection of its own, so that its
// answer can be told from others), or null while it is not whole.
function take_request(bytes) {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString('latin1');
  const [line, ...fields] = head.split('\r\n');
  const [method, path] = line.split(' ');
  const length = Number(/^content-length: *(\d+)/im.exec(fields.join('\n'))?.[1] ?? 0);
  const size = end + HEAD_END.length + length;
  if (bytes.length < size) return null;
  const carried = [line, ...fields.filter((field) => !/^connection:/i.test(field)),
    'connection: close'].join('\r\n') + HEAD_END;
  const body = bytes.subarray(size - length, size);
  return { method, path, body, head_bytes: carried.length, rest: bytes.subarray(size),
    whole: Buffer.concat([Buffer.from(carried, 'latin1'), body]) };
}

function text_answer({ status, body, type, fields = [] }) {
  const lines = [`HTTP/1.1 ${status} Said`, 'connection: close', ...fields];
  // These have no body, whatever is said of one.
  const bare = status < 200 || status === 204 || status === 304;
  if (!bare) lines.push(`content-type: ${type}`, `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(lines.join('\r\n') + HEAD_END + (bare ? '' : body));
}

export function split_answer(answer) {
  const end = answer.indexOf(HEAD_END);
  return { head: answer.subarray(0, end).toString('latin1'),
    body: answer.subarray(end + HEAD_END.length) };
}

function trimmed(answer, bytes) {
  const { head, body } = split_answer(answer);
  return Buffer.concat([Buffer.from(head.replace(/^content-length: *\d+/im,
    `content-length: ${Math.min(bytes, body.length)}`) + HEAD_END, 'latin1'),
  body.subarray(0, bytes)]);
}

const cut_line = (client, { reset }) => {
  if (reset) client.resetAndDestroy();
  else client.destroy();
};

// The server has answered, and whatever it had to write is on its disk: what the client gets.
function hand_back(answer, client, what) {
  if (what.kind === 'drop') return cut_line(client, what);
  if (what.kind === 'trim') return client.end(trimmed(answer, what.bytes));
  const first = answer.subarray(0, what.bytes);
  if (what.kind === 'stall') return client.write(first);
  return what.reset ? client.write(first, () => client.resetAndDestroy()) : client.end(first);
}

// Carries one request on a connection of its own, so that its answer can be told from others.
function carry(request, port, client, what, { record, on_answer }) {
  const server = net.connect(port, '127.0.0.1');
  const heard = [];
  server.on('error', () => client.destroy());
  server.on('connect', () => {
    if (what.kind !== 'short') return server.write(request.whole);
    return server.write(request.whole.subarray(0, what.bytes), () => {
      server.destroy();
      client.destroy();
    });
  });
  server.on('data', (bytes) => {
    if (what.kind === 'pass') client.write(bytes);
    else heard.push(bytes);
  });
  server.on('end', () => {
    if (what.kind === 'pass') return client.end(() => on_answer(request));
    record.answer = Buffer.concat(heard);
    return hand_back(record.answer, client, what);
  });
  client.on('close', () => server.destroy());
}

export async function start_proxy(server_port, { port = 0 } = {}) {
  const clients = new Set();
  const proxy = { act: pass, server_port, seen: [], on_answer: () => {} };
  const listener = net.createServer((client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => {});
    let waiting = Buffer.alloc(0);
    let busy = false;
    client.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      const request = busy ? null : take_request(waiting);
      if (!request) return;
      waiting = request.rest;
      busy = true;  // each answer ends its connection
      const what = proxy.act(request);
      const record = { method: request.method, path: request.path, ...what };
      proxy.seen.push(record);
      if (what.kind === 'hole') return;
      if (what.kind === 'refuse') cut_line(client, what);
      else if (what.kind === 'answer') client.end(text_answer(what));
      else {
        carry(request, proxy.server_port, client, what,
          { record, on_answer: proxy.on_answer });
      }
    });
  });
  await new Promise((resolve) => { listener.listen(port, '127.0.0.1', resolve); });
  proxy.port = listener.address().port;
  proxy.address = `http://127.0.0.1:${proxy.port}`;
  proxy.close = () => new Promise((resolve) => {
    clients.forEach((client) => client.destroy());
    listener.close(resolve);
  });
  return proxy;
}

/** A server of the test's own behind a proxy; both end together. */
export async function start_proxied(answer) {
  const server = http.createServer(answer);
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const proxy = await start_proxy(server.address().port);
  const close_proxy = proxy.close;
  proxy.close = async () => {
    await close_proxy();
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  };
  return proxy;
}

// What servers, proxies and sign-in pages of networks say, the rarely heard among it.
export const STATUSES = [300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406,
  407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425,
  426, 428, 429, 430, 431, 440, 444, 449, 450, 451, 460, 463, 464, 494, 495, 496, 497, 498, 499,
  500, 501, 502, 503, 504, 505, 506, 507, 508, 509, 510, 511, 520, 521, 522, 523, 524, 525, 526,
  527, 529, 530, 540, 561, 598, 599];
export const PORTAL = '<html><title>Welcome to the fair</title><form>Room number?</form></html>';

// Faults from a seed for what `concerns` picks; everything else passes.
export function seeded_faults(seed, concerns = ({ path }) => path === '/v1/push') {
  const random = dice(seed);
  const below = (limit) => Math.floor(random() * limit);
  const faults = [
    () => ({ kind: 'drop', reset: below(2) === 1 }),
    () => ({ kind: 'drop', reset: below(2) === 1 }),
    () => ({ kind: 'refuse', reset: below(2) === 1 }),
    () => ({ kind: 'cut', bytes: below(1200), reset: below(2) === 1 }),
    () => ({ kind: 'trim', bytes: below(600) }),
    () => ({ kind: 'short', bytes: below(3000) }),
    () => answered(STATUSES[below(STATUSES.length)], 'no'),
    () => answered(200, PORTAL, 'text/html'),
    () => answered(200, '{"tallystick":"push-answer/1"}', 'application/json'),
    pass,
  ];
  return (request) => (concerns(request) ? faults[below(faults.length)]() : pass());
}
