// A rep's tablet whose pushes meet one fault after another, and what must hold behind each.
// In: faults for tests/fault/proxy.mjs. Out: how many, how long, and what the status line said.
// It throws where something left the outbox without a receipt, where other bytes were sent again,
// where an order is missing or doubled at the company, or its goods are reserved twice.
// The app asks again by a timer; here it is told "online" all the time, so that a round takes some
// milliseconds. heal() alone leaves the app to itself.
//
//     const rounds = await start_push_rounds();
//     await rounds.cut_everywhere();   await rounds.check();   await rounds.stop();
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { enough_of, plain_customer, plain_products } from '../browser/company.mjs';
import { dice, start_chromium } from './chromium.mjs';
import { pass, seeded_faults, split_answer } from './proxy.mjs';
import { at_rest, begin_order, eventually, save_order, sign_in, start_show, status_of, type_line }
  from './show.mjs';
import { broken_answers, false_successes, password_windows, refusals }
  from './strange_answers.mjs';

const is_push = ({ path }) => path === '/v1/push';
const waits = (count) => `${count} ${count === 1 ? 'order waits' : 'orders wait'}`;

// --- in the page ---------------------------------------------------------------------------------

// Tells the app "online" again and again, and notes what the status line says meanwhile.
function begin_hurry() {
  const words = new Set();
  const beat = setInterval(() => {
    dispatchEvent(new Event('online'));
    words.add(document.querySelector('[role=contentinfo][aria-label=Status]').textContent);
  }, 12);
  globalThis.end_hurry = () => {
    clearInterval(beat);
    return [...words];
  };
}

// The receipts in the device's database, as [order, number].
async function read_receipts() {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open('tallystick'));
  const kept = await done(database.transaction('log').objectStore('log')
    .getAll(IDBKeyRange.bound('receipt/', 'receipt0')));
  database.close();
  const texts = kept.map((bytes) => new TextDecoder().decode(bytes));
  return texts.map((text) => JSON.parse(text.slice(text.indexOf('{'))))
    .map(({ order_id, number }) => [order_id, number]);
}

// -------------------------------------------------------------------------------------------------

class PushRounds {
  constructor(show, tablet) {
    this.show = show;
    this.proxy = show.proxy;
    this.tablet = tablet;
    this.page = tablet.page;
    this.papers = [];
    this.received = 0;
    this.customer = plain_customer(show.facts);
    [this.product] = plain_products(show.facts, this.customer);
  }

  get waiting() { return this.papers.length - this.received; }

  /** What is done to a push; everything else passes. */
  meet(act) { this.proxy.act = (request) => (is_push(request) ? act(request) : pass()); }

  async begin() {
    await begin_order(this.page, this.customer);
    await type_line(this.page, this.product.sku,
      enough_of(this.show.facts, this.customer, this.product.sku));
    this.papers.push(await save_order(this.page));
    await this.heal();
    [{ order_id: this.first_order }] = (await this.show.ask('/v1/orders?limit=1')).orders;
  }

  /** One more order: the first one again, a press and a key. */
  async take() {
    await this.page.evaluate((id) => { location.hash = `#/orders/show/${id}`; }, this.first_order);
    await this.page.getByRole('button', { name: 'Order again' }).click();
    await this.page.getByRole('grid', { name: 'Order lines' }).waitFor();
    await at_rest(this.page);
    this.papers.push(await save_order(this.page));
  }

  /** The same while no push gets through. */
  async capture() {
    await this.take();
    await eventually(waits(this.waiting),
      async () => (await status_of(this.page)).includes(waits(this.waiting)));
  }

  /** Waits for something while the app asks again and again; what the status line said. */
  async hurried(wait) {
    await this.page.evaluate(begin_hurry);
    let words;
    try {
      await wait();
    } finally {
      words = await this.page.evaluate(() => globalThis.end_hurry());
    }
    return words;
  }

  /** Waits for as long as something happens: a slow machine is no fault, a silent app is. */
  async until(what, is_done, how_far) {
    for (let last; !is_done();) {
      last = how_far();
      await eventually(`${what}, further than ${last}`,
        () => is_done() || how_far() !== last, 60000);
    }
  }

  /** One fault after another, each done to one push. That the next push comes, with the same
   *  bytes, shows that the one before took nothing. `says`: what the rep is told of the last. */
  async through(faults, says = '') {
    const bodies = new Set();
    let met = 0;
    const started = performance.now();
    this.meet(({ body }) => {
      bodies.add(createHash('sha256').update(body).digest('hex'));
      return faults[met++] ?? faults.at(-1);
    });
    const words = await this.hurried(async () => {
      await this.until('the next push', () => met > faults.length,
        () => `${met} ${JSON.stringify(faults[met - 1])}`);
      await eventually(`"${says}" is said`,
        async () => (await status_of(this.page)).includes(says));
    });
    const ms = performance.now() - started;
    assert.equal(bodies.size, 1, 'the same bytes are sent again');
    await this.still_waits(words);
    return { rounds: faults.length, ms };
  }

  /** What waits is in the outbox, and nothing else has a receipt. */
  async still_waits(words) {
    for (const each of [...words, await status_of(this.page)]) {
      assert.ok(each.includes(waits(this.waiting)), `${waits(this.waiting)}, not: ${each}`);
    }
    await this.receipts();
  }

  /** As many receipts as there should be. The app has one before it is written down. */
  async receipts() {
    let found;
    await eventually(`${this.received} receipts`, async () => {
      found = await this.page.evaluate(read_receipts);
      return found.length === this.received;
    });
    return found;
  }

  async count_at_company() {
    const counts = await this.show.ask('/v1/orders/counts');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  /** The faults are over. The app is left to itself, except where `hurried`; how many ms until
   *  nothing waits. */
  async heal({ hurried = false } = {}) {
    const started = performance.now();
    this.proxy.act = pass;
    const empty = () => eventually('nothing waits',
      async () => !/wait/.test(await status_of(this.page)), 60000);
    await (hurried ? this.hurried(empty) : empty());
    this.received = this.papers.length;
    return performance.now() - started;
  }

  /** Answers that never come though the server had each order by then: each order's first one, and
   *  as many more as `drops` wants. Some orders then come alone, some with others. */
  async drop_answers({ drops, orders, random }) {
    const before = this.proxy.seen.length;
    const started = performance.now();
    let met = 0;
    const act = () => {
      met += 1;
      return { kind: 'drop', reset: random() < 0.5 };
    };
    for (let order = 1; order <= orders; ++order) {
      this.meet(act);
      await this.capture();
      const wanted = Math.ceil(drops * order / orders);
      await this.still_waits(await this.hurried(
        () => this.until('the next push', () => met > wanted, () => met)));
      assert.equal(await this.count_at_company(), this.papers.length, 'there, and there once');
      if (order === orders || random() < 0.6) await this.heal({ hurried: true });
    }
    const dropped = this.proxy.seen.slice(before).filter(({ answer, kind }) => kind === 'drop' &&
      /^HTTP\/1.1 200 /.test(answer?.toString('latin1') ?? ''));
    assert.ok(dropped.length >= drops, `${dropped.length} answers were dropped`);
    return { rounds: dropped.length, orders, ms: performance.now() - started };
  }

  /** How long the push is that waits, in bytes; the server does not get it. */
  async request_size() {
    let size = null;
    this.meet(({ head_bytes, whole }) => {
      size = { head: head_bytes, whole: whole.length };
      return { kind: 'refuse' };
    });
    await this.hurried(() => eventually('a push', () => size));
    return size;
  }

  /** The answer to what waits, which never comes; the server has it then. */
  async measure() {
    const before = this.proxy.seen.length;
    const found = () => this.proxy.seen.slice(before).find(({ answer }) => answer)?.answer;
    this.meet(() => ({ kind: 'drop' }));
    await this.hurried(() => eventually('an answer to drop', found));
    const { body } = split_answer(found());
    const whole = found().length;
    return { whole, head: whole - body.length, body: body.length, text: body.toString() };
  }

  /** An order that the server has not heard of, and has not when all this is over. */
  async capture_unsent() {
    this.meet(() => ({ kind: 'refuse' }));
    await this.capture();
  }

  /** Every place, or every so many, at which one push can be cut: its request, its answer, and the
   *  answer's body as if it ended there. */
  async cut_everywhere({ every = 1, seed = 1 } = {}) {
    const orders = await this.count_at_company();
    await this.capture_unsent();
    const request = await this.request_size();
    const shorts = places_of(request.whole, { every, seed,
      besides: [...around(request.head), 0, request.whole - 1] });
    const cut_requests = await this.through(shorts.map((bytes) => ({ kind: 'short', bytes })));
    assert.equal(await this.count_at_company(), orders, 'half a request is none');
    const { head, body, whole } = await this.measure();
    const cuts = places_of(whole, { every, seed: seed + 1,
      besides: [...around(head), 0, whole - 1] });
    const cut_answers = await this.through(cuts.map((bytes, place) =>
      ({ kind: 'cut', bytes, reset: place % 2 === 1 })));
    const trims = places_of(body, { every, seed: seed + 2, besides: [0, 1, body - 1] });
    const trimmed = await this.through(trims.map((bytes) => ({ kind: 'trim', bytes })));
    assert.equal(await this.count_at_company(), orders + 1);
    await this.heal({ hurried: true });
    return { cut_requests, cut_answers, trimmed };
  }

  /** What others answer in the company's place, or make of its answer. */
  async answer_strangely() {
    await this.capture_unsent();
    const { text } = await this.measure();
    const found = [];
    for (const { name, says, faults } of [false_successes(text), broken_answers(text),
      password_windows(), ...refusals()]) {
      found.push({ name, ...await this.through(faults, says) });
    }
    await this.heal({ hurried: true });
    return found;
  }

  /** One fault, met once; then nothing but time. How many ms until the order is received. */
  async drain_after(fault) {
    let met = 0;
    this.meet(() => {
      met += 1;
      return fault;
    });
    await this.capture();
    await eventually('the fault is met', () => met > 0);
    await this.still_waits([]);
    return this.heal();
  }

  /** Nothing comes back of whatever is asked, until the browser has no connection left for one
   *  more question; then the order's turn comes, and only then the network heals. */
  async drain_after_silence() {
    await this.capture_unsent();
    const orders = (await this.show.ask('/v1/orders?limit=7')).orders;
    const before = this.proxy.seen.length;
    const hanging = (wanted) => this.proxy.seen.slice(before)
      .filter((each) => each.kind === 'hole' && is_push(each) === wanted).length;
    this.proxy.act = (request) => (is_push(request) ? { kind: 'refuse' } : { kind: 'hole' });
    for (const { order_id } of orders) {
      await this.page.evaluate((id) => { location.hash = `#/orders/show/${id}`; }, order_id);
      await at_rest(this.page);
    }
    await eventually('six questions hang', () => hanging(false) >= 6);
    this.proxy.act = () => ({ kind: 'hole' });
    await this.page.evaluate(() => { dispatchEvent(new Event('online')); });
    await eventually('the push hangs', () => hanging(true) > 0, 60000);
    await this.still_waits([]);
    return this.heal();
  }

  /** Faults from a seed while orders are taken. */
  async storm({ orders, seed }) {
    const before = this.proxy.seen.length;
    const started = performance.now();
    for (let left = orders; left > 0; --left) {
      this.proxy.act = seeded_faults(seed + left);
      await this.take();
      const wanted = this.proxy.seen.length + 20;
      await this.hurried(() => eventually('twenty pushes, or nothing waits', async () =>
        this.proxy.seen.length > wanted || !/wait/.test(await status_of(this.page)), 60000));
    }
    await this.heal({ hurried: true });
    return { rounds: this.proxy.seen.slice(before).filter(is_push).length, orders,
      ms: performance.now() - started };
  }

  async orders_at_company() {
    const found = [];
    for (let before = ''; before !== null;) {
      const page = await this.show.ask(`/v1/orders?limit=200${before && `&before=${before}`}`);
      for (const { order_id } of page.orders) {
        found.push(await this.show.ask(`/v1/orders/${order_id}`));
      }
      before = page.next;
    }
    return found;
  }

  /** Everything that was saved is at the company, once, its goods reserved once; the device holds
   *  a receipt for each, with the company's numbers. */
  async check() {
    const orders = await this.orders_at_company();
    assert.deepEqual(orders.map(({ paper }) => paper).sort(), [...this.papers].sort());
    assert.equal(new Set(orders.map(({ number }) => number)).size, orders.length);
    const numbers = new Map(orders.map(({ order_id, number }) => [order_id, number]));
    const receipts = await this.receipts();
    assert.deepEqual(new Map(receipts), numbers);
    assert.equal(receipts.length, orders.length);
    const sum = (list) => list.reduce((total, { quantity }) => total + quantity, 0);
    for (const { number, state, outcome, reservations, backorders } of orders) {
      if (state !== 'accepted') continue;
      assert.equal(sum(reservations) + sum(backorders), sum(JSON.parse(outcome).lines), number);
    }
    const stock = await this.show.ask(`/v1/stock?sku=${this.product.sku}`);
    const reserved = stock.reduce((total, each) => total + each.reserved, 0);
    assert.equal(reserved, orders.reduce((total, each) => total + sum(each.reservations), 0));
    assert.deepEqual(this.tablet.problems, []);
    return { orders: orders.length, reserved };
  }

  async stop() {
    await this.tablet.kill();
    await this.show.stop();
  }
}

export async function start_push_rounds() {
  const show = await start_show();
  let tablet;
  try {
    tablet = await start_chromium(show.profile);
    await sign_in(tablet.page, show.proxy.address);
    // A smaller window is drawn faster, and its buttons are the same.
    await tablet.page.setViewportSize({ width: 700, height: 500 });
    const rounds = new PushRounds(show, tablet);
    await rounds.begin();
    return rounds;
  } catch (error) {
    await tablet?.kill();
    await show.stop();
    throw error;
  }
}

// The places where a head ends, its blank line with it, and the first byte behind it.
const around = (head) => [head - 4, head - 3, head - 2, head - 1, head, head + 1];

/** Every so many places from a seeded first one, and those where something begins or ends. */
function places_of(size, { every = 1, seed = 1, besides = [] } = {}) {
  const first = Math.floor(dice(seed)() * every);
  const places = new Set(besides.filter((place) => place >= 0 && place < size));
  for (let place = first; place < size; place += every) places.add(place);
  return [...places].sort((left, right) => left - right);
}
