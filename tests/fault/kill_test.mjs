// kill -9 under load, 50 rounds: nothing acknowledged is lost, nothing is there twice.
// More rounds: tools/crash --rounds 1000.
import assert from 'node:assert/strict';
import test from 'node:test';
import { kill_rounds } from './kill_rounds.mjs';

test('50 times kill -9 under load: each acknowledged order is there, once', async () => {
  const report = await kill_rounds(50, 1);
  // A round in which nothing was under way would prove nothing.
  assert.ok(report.answered >= 50, `only ${report.answered} pushes were answered`);
  assert.ok(report.unknown >= 50, `only ${report.unknown} pushes were cut off`);
});
