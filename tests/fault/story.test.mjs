// The whole way in one test: signed in, made known, offline, three orders (typed, pasted, scanned),
// the browser killed right after the last "Saved", started again without a network, all there;
// online, each arrives once, its stock is reserved; one whose price changed meanwhile is an
// exception with both prices.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { enough_of, list_price, plain_customer, plain_products } from '../browser/company.mjs';
import { start_chromium } from './chromium.mjs';
import { pass } from './proxy.mjs';
import { at_rest, begin_order, cut, eventually, save_order, sign_in, start_show, status_of,
  type_line } from './show.mjs';

let show, customer, products, tablet;
before(async () => {
  show = await start_show();
  customer = plain_customer(show.facts);
  products = plain_products(show.facts, customer).filter((product) => product.gtin);
});
after(async () => {
  await tablet?.kill();
  await show?.stop();
});

async function scan(page, code) {
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  for (const letter of `${code}\n`) {
    timestamp += 0.01;
    const key = letter === '\n' ? { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }
      : { key: letter, text: letter, windowsVirtualKeyCode: letter.charCodeAt(0) };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp });
  }
  await session.detach();
  await at_rest(page);
}

async function take_three(page) {
  const [typed, pasted, scanned] = products;
  const papers = [];
  await begin_order(page, customer);
  await type_line(page, typed.sku, enough_of(show.facts, customer, typed.sku));
  papers.push(await save_order(page));

  await begin_order(page, customer);
  await page.evaluate((text) => navigator.clipboard.writeText(text),
    `SKU\tQuantity\r\n${pasted.sku}\t${enough_of(show.facts, customer, pasted.sku)}\r\n`);
  await page.keyboard.press('Control+V');
  await page.getByRole('button', { name: /^Take [1-9]/ }).click();
  await page.getByRole('grid', { name: 'Order lines' }).waitFor();
  papers.push(await save_order(page));

  await begin_order(page, customer);
  for (let left = Number(enough_of(show.facts, customer, scanned.sku)); left > 0; --left) {
    await scan(page, scanned.gtin);
  }
  papers.push(await save_order(page));
  return papers;
}

test('three orders at a show survive a killed browser and arrive once each', { timeout: 600000 },
  async () => {
    tablet = await start_chromium(show.profile);
    await tablet.context.grantPermissions(['clipboard-read', 'clipboard-write'],
      { origin: show.proxy.address });
    await sign_in(tablet.page, show.proxy.address);
    show.proxy.act = cut;
    const papers = await take_three(tablet.page);
    await tablet.kill();
    assert.equal(new Set(papers).size, 3);

    const changed = products[0].sku;
    const before_price = list_price(show.facts, customer, changed);
    const price = show.facts.prices.find((each) => each.sku === changed && !each.from);
    await show.change_price(price.list, changed, (before_price * 1.5).toFixed(2));

    tablet = await start_chromium(show.profile);
    await tablet.page.goto(`${show.proxy.address}/#/orders?state=device`);
    const grid = tablet.page.getByRole('grid', { name: 'Orders saved on this device' });
    for (const paper of papers) await grid.getByText(paper).first().waitFor();
    assert.match(await status_of(tablet.page), /3 orders wait since .* no network/);

    show.proxy.act = pass;
    await eventually('nothing waits, with no hand', async () =>
      !/wait/.test(await status_of(tablet.page)), 60000);
    const { orders } = await show.ask('/v1/orders?limit=50');
    assert.equal(orders.length, 3);
    assert.deepEqual(orders.map(({ state }) => state).sort(),
      ['accepted', 'accepted', 'waiting']);
    const waiting = orders.find(({ state }) => state === 'waiting');
    const [{ code, sentence, arguments: { told, now } }] = waiting.reasons;
    assert.equal(code, 'price_changed');
    assert.ok(now.minor > 1.4 * told.minor);
    for (const { minor } of [told, now]) assert.ok(sentence.includes((minor / 100).toFixed(2)));
    for (const { order_id, state } of orders) {
      const detail = await show.ask(`/v1/orders/${order_id}`);
      assert.equal(detail.reservations.length > 0, state === 'accepted');
    }
    assert.deepEqual(tablet.problems, []);
  });
