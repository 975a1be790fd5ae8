// What the store called durable survives SIGKILL, in both copies; what the browser calls saved in
// localStorage does not, in the same runs. And who may write: one window, by its number.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { start_chromium } from './chromium.mjs';
import { at_part, kill_rounds } from './browser_kill_rounds.mjs';
import { open_store, serve_store } from './store_page.mjs';

const LONG = { timeout: 900000 };
const ROUNDS = Number(process.env.TALLYSTICK_KILL_ROUNDS ?? 30);

let folder, files;
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-store-'));
  files = await serve_store();
});
after(async () => {
  await files.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const eventually = async (what, ask, within_ms = 15000) => {
  for (const until = Date.now() + within_ms; Date.now() < until;) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited ${within_ms} ms for: ${what}`);
};
const told = (page) => page.evaluate(() => globalThis.store.told);
const capture = (page, key, value) =>
  page.evaluate(([k, v]) => globalThis.store.capture(k, v), [key, value]);

test(`killed ${ROUNDS} times while it captured: nothing lost, while localStorage loses`, LONG,
  async (context) => {
    const found = await kill_rounds({ rounds: ROUNDS, seed: 20261122, folder });
    context.diagnostic(`${found.durable} captures called durable in ${ROUNDS} rounds; ` +
      `capture p50 ${at_part(found.ms, 0.5).toFixed(1)} ms, ` +
      `p99 ${at_part(found.ms, 0.99).toFixed(1)} ms; localStorage lost ${found.control_lost}`);
    assert.ok(found.durable >= ROUNDS, `only ${found.durable} captures`);
    assert.equal(found.database_lost, 0);
    assert.equal(found.journal_lost, 0);
    assert.equal(found.changed, 0);
    assert.equal(found.refused, 0);
    assert.ok(found.control_lost > 0, 'the control must lose, or the harness proves nothing');
  });

test('a second window reads; it takes over, and the first can write no more', LONG, async () => {
  const browser = await start_chromium(path.join(folder, 'two'));
  try {
    const first = browser.page;
    assert.equal((await open_store(first, files.address)).state, 'owner');
    assert.equal((await capture(first, 'entry/b/1', 'one')).result, 'durable');
    const second = await browser.context.newPage();
    assert.equal((await open_store(second, files.address)).state, 'reader');
    assert.equal((await capture(second, 'entry/b/2', 'no')).result, 'fenced');
    await second.evaluate(() => globalThis.store.page.store_take_over());
    await eventually('the second owns', async () => (await told(second)).opened === 1);
    await eventually('the first knows', async () => (await told(first)).lost === 1);
    assert.equal((await capture(first, 'entry/b/2', 'no')).result, 'fenced');
    assert.equal((await capture(second, 'entry/b/2', 'two')).result, 'durable');
    const head = await second.evaluate(() => globalThis.store.head());
    assert.equal(head.state, 'owner');
    // The second goes: the first, which waits in line, owns the log again and sees all of it.
    await second.close();
    await eventually('the first owns again', async () => (await told(first)).opened === 1);
    const { database } = await first.evaluate(() => globalThis.store.copies());
    assert.deepEqual(database, { 'entry/b/1': 'one', 'entry/b/2': 'two' });
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.kill();
  }
});

test('a frozen owner is replaced; thawed, it writes nothing and is told', LONG, async () => {
  const browser = await start_chromium(path.join(folder, 'frozen'));
  try {
    const first = browser.page;
    await open_store(first, files.address);
    assert.equal((await capture(first, 'entry/c/1', 'one')).result, 'durable');
    const second = await browser.context.newPage();
    await open_store(second, files.address);
    // Its page stands still, as a tab that the system froze; its worker and its lock live on.
    const session = await browser.context.newCDPSession(first);
    await session.send('Debugger.enable');
    await session.send('Debugger.pause');
    const stands = first.evaluate(() => 1).catch(() => {});
    const started = Date.now();
    await second.evaluate(() => globalThis.store.page.store_take_over());
    await eventually('the second owns', async () => (await told(second)).opened === 1, 30000);
    assert.ok(Date.now() - started > 9000, 'a silent owner is given ten seconds');
    assert.equal((await capture(second, 'entry/c/2', 'two')).result, 'durable');
    await session.send('Debugger.resume').catch(() => {});
    await session.send('Debugger.disable');
    await stands;
    assert.equal((await capture(first, 'entry/c/2', 'from the dead')).result, 'fenced');
    await eventually('the first knows', async () => (await told(first)).lost === 1);
    // The first waits in line again, and finds only what the owner wrote.
    await second.close();
    await eventually('the first owns again', async () => (await told(first)).opened === 1);
    const { database } = await first.evaluate(() => globalThis.store.copies());
    assert.deepEqual(database, { 'entry/c/1': 'one', 'entry/c/2': 'two' });
  } finally {
    await browser.kill();
  }
});
