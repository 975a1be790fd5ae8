// The device's two copies damaged one by one, thrown away while the app runs, without room, and put
// back to an older state, each in a real Chromium with the real server: what was said to be saved
// is there afterwards, arrives once, and the app says what happened. One tablet goes through all
// of it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { start_chromium } from './chromium.mjs';
import { pass } from './proxy.mjs';
import { all_arrive, goods_of, heard, listen, only_push, open_app, save, submit, waiting_here,
  write_order } from './rep.mjs';
import { at_rest, eventually, sign_in, start_show, status_of } from './show.mjs';
import { database_gone, entries_turned, journal_gone, journal_torn, journal_turned }
  from './store_damage.mjs';
import { small_disk } from './small_disk.mjs';

const LONG = { timeout: 120000 };
const ONE_COPY_GONE = /One of the two copies on this device was gone; it was made again/;
const no_push = only_push({ kind: 'refuse' });

let show, disk, goods, tablet, ears;
let quantity = 20;
const taken = [];    // quantities said to be saved
const papers = [];
before(async () => {
  show = await start_show();
  goods = goods_of(show);
  disk = small_disk(path.join(show.folder, 'disk'), 512);
  tablet = await start_chromium(show.profile);
  await sign_in(tablet.page, show.proxy.address);
  await start_again(() => tablet.close());  // so that the session is on the disk
});
after(async () => {
  await tablet?.kill();
  disk?.remove();
  await show?.stop();
});

async function start_again(end, while_off = () => {}, profile = show.profile) {
  await end();
  while_off();
  tablet = await start_chromium(profile);
  ears = await listen(tablet);
  await open_app(tablet.page, show);
}

function move_profile(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(from, to, { recursive: true });
}

// On a very small disk this browser's own sums sometimes leave it no room at all, which the app
// says; the next start of it reckons anew.
async function start_on_small_disk() {
  const profile = path.join(disk.folder, 'tablet');
  await start_again(() => tablet.close(), () => move_profile(show.profile, profile), profile);
  for (let left = 5; /Nothing can be saved/.test(await status_of(tablet.page)); --left) {
    assert.ok(left > 0, 'the browser keeps nothing on a small disk');
    await start_again(() => tablet.close(), () => {}, profile);
  }
  return profile;
}

async function take_order() {
  quantity += 1;
  await write_order(tablet.page, goods, quantity);
  papers.push(await save(tablet.page, ears));
  taken.push(quantity);
  return papers.at(-1);
}
// From here on; a device that is put back cannot know the numbers it gave since.
let numbers_from = 0;
const no_number_twice = () => assert.equal(new Set(papers.slice(numbers_from)).size,
  papers.length - numbers_from);
const letter_of = (paper) => /\d([A-Z]+)-/.exec(paper)[1];
// The app leaves its page, so that nothing holds the copies, and comes back.
async function damage_and_start(...damages) {
  await tablet.page.goto(`${show.proxy.address}/login`);
  for (const damage of damages) await tablet.page.evaluate(damage);
  ears.said.length = 0;
  await open_app(tablet.page, show);
}
const nothing_waits = () => eventually('nothing waits', async () =>
  !/wait/.test(await status_of(tablet.page)), 60000);

// One order, a copy of the profile, two orders more, and the copy in its place again. The number of
// the last one that the copy knows.
async function put_profile_back(network) {
  show.proxy.act = pass;
  const kept = await take_order();
  await nothing_waits();
  await start_again(() => tablet.close(), () => {
    move_profile(show.profile, `${show.folder}/older`);
  });
  await take_order();
  await take_order();
  await nothing_waits();
  await start_again(() => tablet.kill(), () => {
    move_profile(`${show.folder}/older`, show.profile);
    show.proxy.act = network;
  });
  return kept;
}
const has_others = /The company has other orders under this device's last numbers/;
const in_quarantine = async () => (await show.ask('/v1/quarantine?all=1')).entries;

test('a profile put back to an older copy hears of it, and goes on under a new letter', LONG,
  async () => {
    const kept = await put_profile_back(pass);
    await heard(ears, has_others);
    assert.notEqual(letter_of(await take_order()), letter_of(kept));
    await nothing_waits();
    await all_arrive(show, taken);
    assert.deepEqual(await in_quarantine(), []);
    assert.deepEqual(tablet.problems, []);
  });

test('put back without a network: every order arrives once, what did not fit is kept', LONG,
  async () => {
    const kept = await put_profile_back(() => ({ kind: 'refuse' }));
    await take_order();
    // The order goes before the feed is asked: whichever comes first tells the device, and only
    // what was sent under a number of before is kept.
    show.proxy.act = (request) => (/^\/v1\/changes/.test(request.path)
      ? { kind: 'refuse' } : pass(request));
    await heard(ears, has_others, 60000);
    show.proxy.act = pass;
    await nothing_waits();
    assert.notEqual(letter_of(await take_order()), letter_of(kept));
    await nothing_waits();
    await all_arrive(show, taken);
    // What did not fit is kept with its bytes, and settled when the order came under its new place.
    const entries = await in_quarantine();
    assert.equal(entries.length, 1);
    assert.equal(entries[0].why, 'forked');
    assert.ok(entries[0].resolved);
    numbers_from = papers.length;
    tablet.problems.length = 0;  // the browser's own lines about the network that was not there
  });

test('each copy damaged alone: all orders are there, no number is used again, it is said', LONG,
  async (context) => {
    show.proxy.act = no_push;
    await take_order();
    await take_order();
    const cases = [
      ['the database deleted', database_gone, ONE_COPY_GONE],
      ['entries altered in the database', entries_turned],
      ['the journal cut in half', journal_torn],
      ['a byte of the journal turned', journal_turned],
      ['the journal deleted', journal_gone, ONE_COPY_GONE],
    ];
    for (const [what, damage, says] of cases) {
      await damage_and_start(damage);
      await waiting_here(tablet.page, papers.slice(numbers_from));
      if (!says) continue;
      await heard(ears, says);
      const letter = letter_of(papers.at(-1));
      assert.notEqual(letter_of(await take_order()), letter, `${what}: the letter goes on`);
    }
    no_number_twice();
    show.proxy.act = pass;
    await nothing_waits();
    await all_arrive(show, taken);
    assert.deepEqual(tablet.problems, []);
    context.diagnostic(`${cases.length} damages, papers ${papers.join(' ')}`);
  });

test('the database thrown away while the app runs: NOT SAVED, then made again and saved', LONG,
  async () => {
    show.proxy.act = no_push;
    await take_order();
    quantity += 1;
    await write_order(tablet.page, goods, quantity);
    await tablet.page.evaluate(database_gone);
    ears.said.length = 0;
    await submit(tablet.page);
    await heard(ears, /NOT SAVED/);
    await heard(ears, ONE_COPY_GONE);
    await at_rest(tablet.page);
    papers.push(await save(tablet.page, ears));
    taken.push(quantity);
    no_number_twice();
    await start_again(() => tablet.kill());
    await waiting_here(tablet.page, papers.slice(-2));
    show.proxy.act = pass;
    await nothing_waits();
    await all_arrive(show, taken);
  });

test('a full disk: NOT SAVED, the form stays; with room it is saved; nothing saved is lost', LONG,
  async (context) => {
    if (disk.why_not) return context.skip(disk.why_not);
    show.proxy.act = no_push;
    const profile = await start_on_small_disk();
    await take_order();
    disk.fill();
    ears.said.length = 0;
    // What is left of the files' last blocks may still take an order or two.
    let left = 5;
    for (; left > 0; --left) {
      quantity += 1;
      await write_order(tablet.page, goods, quantity);
      const before = ears.saved.length;
      await submit(tablet.page);
      await eventually('an answer', () => ears.saved.length > before ||
        ears.said.some((words) => /NOT SAVED/.test(words)));
      if (ears.saved.length === before) break;
      papers.push(ears.saved.at(-1));
      taken.push(quantity);
    }
    assert.ok(left > 0, 'the disk never was full');
    assert.match(await status_of(tablet.page), /NOT SAVED/i);
    const line = tablet.page.getByRole('grid', { name: 'Order lines' })
      .getByRole('textbox', { name: 'Quantity' }).first();
    assert.equal(await line.inputValue(), String(quantity));
    disk.make_room();
    const before = ears.saved.length;
    await eventually('it is saved', async () => {
      await submit(tablet.page);
      return ears.saved.length > before;
    });
    papers.push(ears.saved.at(-1));
    taken.push(quantity);
    await start_again(() => tablet.kill(), () => move_profile(profile, show.profile));
    await waiting_here(tablet.page, papers.slice(-2));
    show.proxy.act = pass;
    await nothing_waits();
    await all_arrive(show, taken);
  });

test('both copies gone: it goes on with a new log, and what was sent stays', LONG, async () => {
  show.proxy.act = pass;
  await damage_and_start(database_gone, journal_gone);
  await take_order();
  await nothing_waits();
  await all_arrive(show, taken);
  assert.deepEqual(tablet.problems, []);
});
