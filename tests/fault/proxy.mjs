// A proxy for TCP between Chromium and the server that does to a connection what networks do:
// drops answers after the server has done its work, swallows everything without a word, cuts an
// answer at a byte, answers in the server's place. What it does is decided for each request, by a
// function or a seed. It reads HTTP only as far as it must: where a request begins and ends.
//
//     const proxy = await start_proxy(server_port);   proxy.act = () => ({ kind: 'hole' });
//     … proxy.address …   proxy.act = pass;           await proxy.close();
import net from 'node:net';

import { dice } from './chromium.mjs';

export const pass = () => ({ kind: 'pass' });

/** What can be done to a request:
 *  pass                        carried there and back
 *  refuse                      the connection is closed at once: no network
 *  hole                        the request is swallowed, nothing comes back, nothing is closed
 *  drop                        the server does it; its answer never comes and the line is cut
 *  cut    {bytes}              the answer's first bytes, then the line is cut
 *  short  {bytes}              only the request's first bytes reach the server, then both are cut
 *  answer {status, body, type} answered here; the server hears nothing
 */
export const answered = (status, body = '', type = 'text/plain') =>
  ({ kind: 'answer', status, body, type });

const HEAD_END = '\r\n\r\n';

// The first whole request in the bytes, or null while it is not whole.
function take_request(bytes) {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString('latin1');
  const [line, ...fields] = head.split('\r\n');
  const [method, path] = line.split(' ');
  const length = Number(/^content-length: *(\d+)/im.exec(fields.join('\n'))?.[1] ?? 0);
  const size = end + HEAD_END.length + length;
  if (bytes.length < size) return null;
  return { method, path, whole: bytes.subarray(0, size), rest: bytes.subarray(size) };
}

const text_answer = ({ status, body, type }) => Buffer.concat([Buffer.from(
  `HTTP/1.1 ${status} Said\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}` +
  '\r\nconnection: close\r\n\r\n'), Buffer.from(body)]);

// Carries one request on a connection of its own, so that its answer can be told from others.
function carry(request, port, client, what, on_answer) {
  const server = net.connect(port, '127.0.0.1');
  let sent_back = 0;
  const wants = request.whole.toString('latin1').replace(/\r\nconnection: [^\r]*/i, '');
  const head_end = wants.indexOf(HEAD_END);
  const closing = Buffer.from(wants.slice(0, head_end) + '\r\nconnection: close' +
    wants.slice(head_end), 'latin1');
  server.on('error', () => client.destroy());
  server.on('connect', () => {
    if (what.kind !== 'short') return server.write(closing);
    return server.write(closing.subarray(0, what.bytes), () => {
      server.destroy();
      client.destroy();
    });
  });
  server.on('data', (bytes) => {
    if (what.kind === 'drop') return;
    const room = what.kind === 'cut' ? Math.max(0, what.bytes - sent_back) : bytes.length;
    sent_back += Math.min(room, bytes.length);
    client.write(bytes.subarray(0, room));
    if (what.kind === 'cut' && sent_back >= what.bytes) client.destroySoon();
  });
  server.on('end', () => {
    // The server has answered: whatever it had to write is on its disk.
    if (what.kind === 'drop') client.destroy();
    else client.end(() => on_answer(request));
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
      proxy.seen.push({ method: request.method, path: request.path, ...what });
      if (what.kind === 'hole') return;
      if (what.kind === 'refuse') client.destroy();
      else if (what.kind === 'answer') client.end(text_answer(what));
      else carry(request, proxy.server_port, client, what, proxy.on_answer);
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

const STATUSES = [301, 302, 400, 401, 403, 404, 408, 409, 413, 418, 429, 500, 502, 503, 504, 511];
const PORTAL = '<html><title>Welcome to the fair</title><form>Room number?</form></html>';

// Faults from a seed for what `concerns` picks; everything else passes.
export function seeded_faults(seed, concerns = ({ path }) => path === '/v1/push') {
  const random = dice(seed);
  const below = (limit) => Math.floor(random() * limit);
  const faults = [
    () => ({ kind: 'drop' }),
    () => ({ kind: 'drop' }),
    () => ({ kind: 'refuse' }),
    () => ({ kind: 'cut', bytes: below(1200) }),
    () => ({ kind: 'short', bytes: below(3000) }),
    () => answered(STATUSES[below(STATUSES.length)], 'no'),
    () => answered(200, PORTAL, 'text/html'),
    () => answered(200, '{"tallystick":"push-answer/1"}', 'application/json'),
    pass,
  ];
  return (request) => (concerns(request) ? faults[below(faults.length)]() : pass());
}
