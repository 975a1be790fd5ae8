// The command behind tools/cut-network: every fault of push_rounds.mjs, as often as asked for.
// In: rounds, orders, every how many bytes, a seed. Out: a line for each kind of fault; it throws
// where something did not hold.
import assert from 'node:assert/strict';

import { dice } from './chromium.mjs';
import { PORTAL, answered } from './proxy.mjs';
import { start_push_rounds } from './push_rounds.mjs';
import { wants_password } from './strange_answers.mjs';

const [count, orders, every, seed] = process.argv.slice(2).map(Number);
const tell = (what, { rounds, ms }) => console.log(
  `${what.padEnd(60)} ${String(rounds).padStart(6)} in ${(ms / 1000).toFixed(1)} s`);

// What heals by itself; the server's own wish to be left alone is the longest.
const HEALED_ALONE = [
  ['no network', { kind: 'refuse' }],
  ['an answer dropped', { kind: 'drop' }],
  ['a request cut off', { kind: 'short', bytes: 900 }],
  ['an answer cut off', { kind: 'cut', bytes: 700 }],
  ['an answer that stops and stays open', { kind: 'stall', bytes: 700 }],
  ['a black hole', { kind: 'hole' }],
  ['a sign-in page', answered(200, PORTAL, 'text/html', ['retry-after: 3600'])],
  ['a 401 that wants a password', wants_password],
  ['a 403', answered(403)],
  ['a 429 that wants five minutes', answered(429, '', 'text/plain', ['retry-after: 300'])],
  ['a 500', answered(500)],
  ['a 503 that wants five minutes', answered(503, '', 'text/plain', ['retry-after: 300'])],
];

async function heal_alone(rounds) {
  for (const [name, fault] of HEALED_ALONE) {
    const ms = await rounds.drain_after(fault);
    assert.ok(ms < 60000, name);
    tell(`arrived by itself after ${name}`, { rounds: 1, ms });
  }
  // The longest pause between two tries.
  await rounds.capture_unsent();
  await rounds.through(Array(50).fill({ kind: 'refuse' }));
  tell('arrived by itself after 50 tries in vain', { rounds: 1, ms: await rounds.heal() });
  tell('arrived by itself after all went silent',
    { rounds: 1, ms: await rounds.drain_after_silence() });
}

const rounds = await start_push_rounds();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await rounds.stop();
    process.exit(1);
  });
}
try {
  tell(`answers dropped, ${orders} orders`,
    await rounds.drop_answers({ drops: count, orders, random: dice(seed) }));
  await rounds.check();
  const { cut_requests, cut_answers, trimmed } = await rounds.cut_everywhere({ every, seed });
  tell('requests cut', cut_requests);
  tell('answers cut', cut_answers);
  tell('answers cut and called whole', trimmed);
  for (const found of await rounds.answer_strangely()) tell(found.name, found);
  tell('pushes in a storm', await rounds.storm({ orders: 20, seed }));
  await rounds.check();
  await heal_alone(rounds);
  const found = await rounds.check();
  console.log(`${found.orders} orders, each at the company once, with ${found.reserved / 1000} ` +
    'pieces reserved for them; nothing waits.');
  await rounds.show.examine();
} finally {
  await rounds.stop();
}
