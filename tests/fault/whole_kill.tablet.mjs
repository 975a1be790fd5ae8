// Chromium with the whole app is killed while it saves and while it sends, again and again, behind
// a network that drops answers: every order that was said to be saved is at the company, once.
// More rounds: tools/kill-browser --whole --rounds 200.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { whole_rounds } from './whole_rounds.mjs';

const ROUNDS = 30;

test(`the app killed ${ROUNDS} times while it saves and sends: each saved order arrives once`,
  { timeout: 900000 }, async (context) => {
    const found = await whole_rounds({ rounds: ROUNDS, seed: 20261122 });
    context.diagnostic(
      `${found.promised} orders saved of ${found.tried}, ${found.arrived} arrived; ` +
      `${found.pushes} pushes, ${found.dropped} answers dropped`);
    assert.ok(found.promised >= ROUNDS / 2, `only ${found.promised} orders were saved`);
    assert.ok(found.dropped > 0, 'no answer was dropped, so sending was not tried');
    assert.deepEqual(found.lost, []);
    assert.deepEqual(found.doubled, []);
    assert.deepEqual(found.unknown, []);
    assert.deepEqual(found.problems, []);
  });
