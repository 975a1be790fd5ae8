// Between the app and the server stands a proxy that does what networks do. Nothing leaves the
// outbox without a receipt, nothing arrives twice, and once the faults are over everything that
// waits has arrived within a minute, with no hand. tools/cut-network does the same to every byte.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { answered, PORTAL } from './proxy.mjs';
import { dice } from './chromium.mjs';
import { start_push_rounds } from './push_rounds.mjs';
import { status_of } from './show.mjs';
import { wants_password } from './strange_answers.mjs';

const SEED = 20261122;
const LONG = { timeout: 240000 };

let rounds;
before(async () => { rounds = await start_push_rounds(); });
after(() => rounds?.stop());

test('answers dropped after the server had the order: sent again, there once', LONG, async () => {
  await rounds.drop_answers({ drops: 80, orders: 2, random: dice(SEED) });
  await rounds.check();
});

test('a push cut off, on its way or on the way back: sent again, there once', LONG, async () => {
  await rounds.cut_everywhere({ every: 41, seed: SEED });
  await rounds.check();
});

test('whatever others answer takes nothing out of the outbox', LONG, async () => {
  await rounds.answer_strangely();
  await rounds.check();
});

for (const [name, fault] of [
  ['an answer that never came', { kind: 'drop' }],
  ['a sign-in page that wants five minutes', answered(200, PORTAL, 'text/html',
    ['retry-after: 300'])],
  ['a 401 that wants a password', wants_password],
]) {
  test(`left to itself after ${name}, everything arrives`, LONG, async (context) => {
    const ms = await rounds.drain_after(fault);
    context.diagnostic(`${Math.round(ms)} ms`);
    assert.ok(ms < 60000);
  });
}

test('left to itself after a black hole that swallowed everything', LONG, async (context) => {
  const ms = await rounds.drain_after_silence();
  context.diagnostic(`${Math.round(ms)} ms`);
  assert.ok(ms < 60000);
  assert.doesNotMatch(await status_of(rounds.page), /wait/);
  await rounds.check();
});
