// A rep at a window of the app, for tests that break the browser around it: takes an order with few
// keys, and hears what the app says, so that "Saved on this device as …" counts from the moment
// at which a person can have read it.
// In: a started Chromium, a show. Out: orders told apart by their quantity, which no two of them
// share; what was said; what the company has. It will not look into the device's store.
//
//     const ears = await listen(tablet);   await write_order(page, show, goods, 17);
//     await page.keyboard.press('Control+Enter');   await heard_saved(ears, 17);
import assert from 'node:assert/strict';

import { enough_of, plain_customer, plain_products } from '../browser/company.mjs';
import { pass } from './proxy.mjs';
import { at_rest, eventually } from './show.mjs';

export const goods_of = (show) => {
  const customer = plain_customer(show.facts);
  const [product] = plain_products(show.facts, customer);
  return { customer, sku: product.sku, least: Number(enough_of(show.facts, customer,
    product.sku)) };
};

// Runs in each page from its first moment: tells every saved order once, and each sentence when it
// is said, also where it was said before.
function tell_what_is_said() {
  const saved = new Set();
  const now = new WeakMap();
  const look = () => {
    for (const place of document.querySelectorAll('[role=status], [role=alert]')) {
      const words = place.textContent.trim();
      if (now.get(place) === words) continue;
      now.set(place, words);
      if (words) globalThis.tallyTell({ kind: 'said', words });
    }
    const shown = /Saved on this device as ([0-9A-Z]*\d[A-Z]+-\d{4})/g;
    for (const [, paper] of document.body?.textContent.matchAll(shown) ?? []) {
      if (saved.has(paper)) continue;
      saved.add(paper);
      globalThis.tallyTell({ kind: 'saved', words: paper });
    }
  };
  new MutationObserver(look).observe(document,
    { subtree: true, childList: true, characterData: true });
}

/** saved: numbers on paper in the order in which they were said; said: sentences. */
export async function listen(browser) {
  const ears = { saved: [], said: [], on_saved: () => {} };
  await browser.context.exposeBinding('tallyTell', (_, { kind, words }) => {
    if (kind === 'said') {
      ears.said.push(words);
    } else if (!ears.saved.includes(words)) {
      ears.saved.push(words);
      ears.on_saved(words);
    }
  });
  await browser.context.addInitScript(tell_what_is_said);
  return ears;
}

export const heard = (ears, words, within_ms) => eventually(`it says ${words}`,
  () => ears.said.some((each) => words.test(each)), within_ms);

/** An order with one line, ready to be submitted. */
export async function write_order(page, goods, quantity) {
  const place = `#/orders/new?customer=${goods.customer.code}`;
  await page.evaluate((hash) => { location.hash = hash; }, place);
  const sku = page.getByRole('grid', { name: 'Order lines' })
    .getByRole('row', { name: 'New line' }).getByRole('combobox', { name: 'SKU' });
  await sku.waitFor();
  await at_rest(page);
  await sku.fill(goods.sku);
  await page.keyboard.press('Enter');
  await at_rest(page);
  await page.keyboard.type(String(quantity));
  await page.keyboard.press('Enter');
  await at_rest(page);
}

export const submit = (page) => page.keyboard.press('Control+Enter');

/** Submits what is written; the number on paper, once it was said. */
export async function save(page, ears) {
  const before = ears.saved.length;
  await submit(page);
  await eventually('"Saved on this device"', () => ears.saved.length > before);
  return ears.saved.at(-1);
}

/** The app, at rest; signed in again where the browser was killed before it wrote the session. */
export async function open_app(page, show, place = '#/orders?state=device') {
  const status = page.getByRole('contentinfo', { name: 'Status' });
  const login = page.getByLabel('Login');
  await page.goto(`${show.proxy.address}/${place}`, { waitUntil: 'commit' });
  await status.or(login).first().waitFor();
  if (await login.isVisible()) {
    await login.fill('rep');
    await page.getByLabel('Password').fill('notch-rep');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await status.waitFor();
    await page.evaluate((hash) => { location.hash = hash; }, place);
  }
  await at_rest(page);
}

/** The papers of all orders that this device says it has and has not sent. */
export async function waiting_here(page, papers) {
  const grid = page.getByRole('grid', { name: 'Orders saved on this device' });
  for (const paper of papers) await grid.getByText(paper).first().waitFor();
}

/** What only pushes meet. */
export const only_push = (what) => (request) => (request.path === '/v1/push' ? what : pass());

async function all_orders(show) {
  const all = [];
  for (let before = ''; ;) {
    const page = await show.ask(`/v1/orders?limit=200${before && `&before=${before}`}`);
    all.push(...page.orders);
    if (!page.next) return all;
    before = page.next;
  }
}

/** Quantities of all orders that the company has, each with how often. */
export async function at_company(show) {
  const orders = await all_orders(show);
  const quantities = new Map();
  for (const { order_id } of orders) {
    const { order } = await show.ask(`/v1/orders/${order_id}`);
    const [{ quantity }] = JSON.parse(order).lines;
    quantities.set(Number(quantity), (quantities.get(Number(quantity)) ?? 0) + 1);
  }
  return quantities;
}

/** Every one of `wanted` is at the company once, and nothing else is. */
export async function all_arrive(show, wanted, within_ms = 60000) {
  const sorted = [...wanted].sort((left, right) => left - right);
  let now = [];
  const count = async () => (await all_orders(show)).length;
  await eventually(`${sorted.length} orders at the company`,
    async () => await count() >= sorted.length, within_ms);
  now = [...await at_company(show)].sort(([left], [right]) => left - right);
  assert.deepEqual(now, sorted.map((quantity) => [quantity, 1]));
}
