// The proxy does what it says, and the same for the same seed: what the other tests stand on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { answered, pass, seeded_faults, start_proxied } from './proxy.mjs';

let proxy;
const heard = [];
before(async () => {
  proxy = await start_proxied((request, response) => {
    let body = '';
    request.on('data', (bytes) => { body += bytes; });
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${body}`);
      response.end(`done ${body}`);
    });
  });
});
after(() => proxy.close());

const ask = async (what, within_ms = 5000) => {
  proxy.act = () => what;
  heard.length = 0;
  const answer = await fetch(`${proxy.address}/v1/push`,
    { method: 'POST', body: 'order', signal: AbortSignal.timeout(within_ms) })
    .then(async (came) => `${came.status} ${await came.text()}`).catch((error) => error.name);
  return { answer, heard: [...heard] };
};

test('what passes is carried there and back', async () => {
  assert.deepEqual(await ask(pass()), { answer: '200 done order',
    heard: ['POST /v1/push order'] });
});

test('a dropped answer: the server has done it, nobody hears of it', async () => {
  assert.deepEqual(await ask({ kind: 'drop' }), { answer: 'TypeError',
    heard: ['POST /v1/push order'] });
});

test('a hole: nothing arrives, nothing comes back, nothing is closed', async () => {
  assert.deepEqual(await ask({ kind: 'hole' }, 700), { answer: 'TimeoutError', heard: [] });
});

test('cut at any byte of the answer: never a whole one', async () => {
  for (const bytes of [0, 1, 12, 60, 100]) {
    const { answer } = await ask({ kind: 'cut', bytes });
    assert.notEqual(answer, '200 done order', `${bytes} bytes`);
  }
});

test('a request that is cut short is never heard whole', async () => {
  assert.deepEqual((await ask({ kind: 'short', bytes: 30 })).heard, []);
});

test('answered in the server\'s place: the server hears nothing', async () => {
  assert.deepEqual(await ask(answered(503, 'busy')), { answer: '503 busy', heard: [] });
});

test('the same seed does the same', () => {
  const request = { path: '/v1/push' };
  const twenty = (seed) => {
    const act = seeded_faults(seed);
    return Array.from({ length: 20 }, () => JSON.stringify(act(request)));
  };
  assert.deepEqual(twenty(7), twenty(7));
  assert.notDeepEqual(twenty(7), twenty(8));
  assert.equal(seeded_faults(7)({ path: '/v1/me' }).kind, 'pass');
});
