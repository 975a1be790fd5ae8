// A question of the app's ends: with its answer, however slowly that comes, or with none once
// nothing moved for too long. Otherwise six that hang would keep everything else from the server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask_server } from '../../web/asking.js';
import { pass, start_proxied } from './proxy.mjs';

const PIECES = 8;
const PIECE_MS = 150;
const SILENT_MS = 600;

let proxy;
before(async () => {
  proxy = await start_proxied((request, response) => {
    response.writeHead(200, { 'content-length': PIECES });
    let left = PIECES;
    const timer = setInterval(() => {
      response.write('x');
      if (--left > 0) return;
      clearInterval(timer);
      response.end();
    }, PIECE_MS);
  });
});
after(() => proxy.close());

const ask = (what, report) => {
  proxy.act = () => what;
  return ask_server(`${proxy.address}/v1/orders`, {}, report, SILENT_MS);
};

test('an answer that takes longer than a silence may is read to its end', async () => {
  const told = [];
  const { answer, bytes } = await ask(pass(), (...each) => told.push(each));
  assert.equal(answer.status, 200);
  assert.equal(new TextDecoder().decode(bytes), 'x'.repeat(PIECES));
  assert.deepEqual(told.at(-1), [PIECES, PIECES]);
});

for (const [name, what] of [['swallowed', { kind: 'hole' }],
  ['answered by half, and left open', { kind: 'stall', bytes: 20 }],
  ['cut off', { kind: 'drop' }]]) {
  test(`a question that is ${name} ends without an answer`, { timeout: 20000 },
    () => assert.rejects(ask(what)));
}
