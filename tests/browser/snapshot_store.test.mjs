// The device's store of prices in Chromium: broken connections, damage, flips, what is kept.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start_browser } from '../../tools/browser/chromium.mjs';
import { changed, make_snapshot, open_window, serve_prices, some_bytes } from './price_server.mjs';

let browser;
before(async () => { browser = await start_browser(); });
after(() => browser.close());

const names_of = (...snapshots) =>
  [...new Set(snapshots.flatMap((each) => [...each.pieces.keys()]))].sort();

// A server, a device of its own, a first window.
async function device(t) {
  const prices = await serve_prices();
  const context = await browser.newContext();
  t.after(async () => {
    await context.close();
    await prices.close();
  });
  const window = await open_window(context, prices.address);
  const common = some_bytes(12);
  const scoped = some_bytes(1);
  const first = make_snapshot(1, common, scoped);
  prices.publish(first);
  return { prices, context, window, common, scoped, first,
    again: () => open_window(context, prices.address) };
}

test('prices come whole, six pieces at a time, and are there after a reload', async (t) => {
  const { prices, window, first, again } = await device(t);
  const came = await window.ask();
  assert.equal(came.status, 200);
  assert.equal(came.whole, first.whole);
  assert.equal(came.said.verified, true);
  assert.equal(came.said.manifest.digest, first.manifest.digest);
  assert.deepEqual([...prices.asked].sort(), names_of(first));
  assert.ok(prices.most_at_once <= 6, `${prices.most_at_once} at once`);
  const total = first.manifest.parts[0].bytes + first.manifest.parts[1].bytes;
  assert.deepEqual(came.reports[0], [0, total]);
  assert.deepEqual(came.reports.at(-1), [total, total]);
  prices.asked = [];
  const reloaded = await (await again()).ask();
  assert.equal(reloaded.whole, first.whole);
  assert.deepEqual(prices.asked, []);
  const unchanged = await window.ask({ have: first.manifest.digest });
  assert.equal(unchanged.whole, null);
  assert.equal(unchanged.said.manifest.number, 1);
});

test('a connection that breaks at several pieces goes on where it stopped', async (t) => {
  const { prices, window, first, again } = await device(t);
  const pieces = [...first.pieces.keys()];
  const refused = new Set([pieces[2], pieces[5], pieces[9]]);
  prices.fault = (name) => (refused.has(name) ? 'kill' : null);
  const broken = await window.ask();
  assert.equal(broken.status, 0);
  assert.equal(broken.whole, null);
  assert.match(broken.said.detail, /^\d\.\d of 3\.4 MB of new prices arrived, then the connection/);
  const here = await window.kept_pieces();
  assert.ok(here.length >= 2 && here.length < pieces.length, `${here.length} pieces`);
  await window.page.close();
  refused.delete(pieces[2]);
  const later = await again();
  assert.equal((await later.ask()).status, 0);
  const more = await later.kept_pieces();
  assert.ok(here.every((name) => more.includes(name)));
  prices.fault = () => null;
  prices.asked = [];
  const whole = await later.ask();
  assert.equal(whole.whole, first.whole);
  assert.deepEqual([...prices.asked].sort(), pieces.filter((name) => !more.includes(name)).sort());
});

test('what comes cut off, damaged, busy or from a portal is asked for again', async (t) => {
  const { prices, window, first } = await device(t);
  const pieces = [...first.pieces.keys()];
  const faults = new Map([[pieces[1], 'damage'], [pieces[4], 'kill'], [pieces[7], 'busy'],
    [pieces[8], 'portal']]);
  prices.fault = (name, times) => (times < 3 ? faults.get(name) : null);
  const came = await window.ask();
  assert.equal(came.whole, first.whole);
  for (const name of faults.keys()) {
    assert.equal(prices.asked.filter((asked) => asked === name).length, 3);
  }
  assert.deepEqual(await window.kept_pieces(), names_of(first));
});

test('a piece that was damaged on the device is fetched again, and only that', async (t) => {
  const { prices, window, first, again } = await device(t);
  await window.ask();
  const name = [...first.pieces.keys()][3];
  await window.page.evaluate(async (piece) => {
    const shelf = await globalThis.open_shelf();
    const bytes = new Uint8Array(await shelf.chunk(piece));
    bytes[1000] ^= 1;
    await shelf.put_chunk(piece, bytes.buffer);
    shelf.close();
  }, name);
  prices.asked = [];
  assert.equal((await (await again()).ask()).whole, first.whole);
  assert.deepEqual(prices.asked, [name]);
  prices.gone = true;
  assert.equal((await (await again()).ask()).whole, first.whole);
});

test('one changed price fetches one piece; the old prices stay while an order names them',
  async (t) => {
    const { prices, window, common, scoped, first } = await device(t);
    await window.ask();
    const second = make_snapshot(2, changed(common, 5), scoped);
    prices.publish(second);
    const came = await window.ask({ have: first.manifest.digest });
    assert.equal(came.whole, second.whole);
    assert.deepEqual(prices.asked, [second.manifest.parts[0].chunks[5]]);
    assert.deepEqual(came.reports.at(-1), [262144, 262144]);
    assert.deepEqual(await window.kept_pieces(), names_of(first, second));
    const third = make_snapshot(3, changed(common, 6), scoped);
    prices.publish(third);
    const keep = [first.manifest.digest];
    assert.equal((await window.ask({ have: second.manifest.digest, keep })).whole, third.whole);
    const fourth = make_snapshot(4, changed(common, 7), scoped);
    prices.publish(fourth);
    assert.equal((await window.ask({ have: third.manifest.digest, keep })).whole, fourth.whole);
    // The first is named, the third was open a moment ago, the second is nobody's.
    assert.deepEqual(await window.kept_pieces(), names_of(first, third, fourth));
    const older = await window.page.evaluate(async (digest) =>
      (await globalThis.store.older('kim', digest)).length, first.manifest.digest);
    assert.ok(older > common.length + scoped.length);
    await window.page.evaluate(() => globalThis.store.keep('kim', []));
    assert.deepEqual(await window.kept_pieces(), names_of(third, fourth));
  });

test('without the server, or with half of the new prices, the last whole ones open', async (t) => {
  const { prices, window, common, scoped, first, again } = await device(t);
  await window.ask();
  const second = make_snapshot(2, changed(changed(common, 1), 8), scoped);
  prices.publish(second);
  prices.fault = (name) => (name === second.manifest.parts[0].chunks[8] ? 'kill' : null);
  const half = await (await again()).ask();
  assert.equal(half.status, 0);
  assert.equal(half.whole, first.whole);
  assert.equal(half.said.manifest.digest, first.manifest.digest);
  prices.gone = true;
  assert.equal((await (await again()).ask()).whole, first.whole);
  prices.gone = false;
  prices.fault = () => null;
  prices.asked = [];
  assert.equal((await (await again()).ask()).whole, second.whole);
  assert.deepEqual(prices.asked, [second.manifest.parts[0].chunks[8]]);
});

test('a list of pieces that is not what its name says is refused in words', async (t) => {
  const { prices, window, common, scoped, first, again } = await device(t);
  await window.ask();
  const wrong = make_snapshot(2, changed(common, 1), scoped);
  wrong.manifest.parts[0].chunks.reverse();
  prices.publish(wrong);
  const refused = await (await again()).ask({ login: 'lee' });
  assert.equal(refused.whole, null);
  assert.match(refused.said.detail, /is not the one its name stands for/);
  assert.deepEqual(prices.asked, []);
  assert.equal((await (await again()).ask()).whole, first.whole);
  const newer = make_snapshot(3, common, scoped);
  newer.manifest.format = 5;
  prices.publish(newer);
  assert.match((await window.ask({ login: 'lee' })).said.detail, /have format 5; this program/);
  prices.snapshot = { manifest: '<html>' };
  assert.equal((await window.ask()).whole, first.whole);
});

test('of two people on one device each has their own, and what both have lies there once',
  async (t) => {
    const { prices, window, common, scoped, first } = await device(t);
    await window.ask();
    const lees = make_snapshot(1, common, some_bytes(1));
    prices.publish(lees);
    assert.equal((await window.ask({ login: 'lee' })).whole, lees.whole);
    assert.deepEqual(prices.asked, lees.manifest.parts[1].chunks);
    prices.gone = true;
    assert.equal((await window.ask()).whole, first.whole);
    assert.equal((await window.ask({ login: 'lee' })).whole, lees.whole);
    assert.equal((await window.ask({ login: 'mia' })).whole, null);
  });

test('a newer snapshot of another window is not put back by an older one', async (t) => {
  const { prices, window, common, scoped, first, again } = await device(t);
  const second = make_snapshot(2, changed(common, 3), scoped);
  prices.fault = () => null;
  await window.page.evaluate(() => {
    const fetch_now = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      const answer = await fetch_now(...asked);
      if (String(asked[0]).includes('/chunks/')) await globalThis.held;
      return answer;
    };
  });
  await window.page.evaluate(async () => {
    const { make_snapshot_store } = await import('/snapshot_store.js');
    globalThis.held = new Promise((resolve) => { globalThis.release = resolve; });
    globalThis.store = make_snapshot_store();
  });
  const slow = window.ask();
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  prices.publish(second);
  const other = await again();
  assert.equal((await other.ask()).whole, second.whole);
  await window.page.evaluate(() => globalThis.release());
  assert.equal((await slow).whole, first.whole);
  prices.gone = true;
  assert.equal((await other.ask()).whole, second.whole);
});
