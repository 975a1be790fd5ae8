// Between the app and the server stands a proxy that does what networks do. Nothing leaves the
// outbox without a receipt, nothing arrives twice, and once the faults are over everything that
// waits has arrived within a minute, with no hand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { enough_of, plain_customer, plain_products } from '../browser/company.mjs';
import { start_chromium } from './chromium.mjs';
import { pass, seeded_faults } from './proxy.mjs';
import { begin_order, eventually, save_order, sign_in, start_show, status_of, type_line }
  from './show.mjs';

let show, customer, product, tablet;
before(async () => {
  show = await start_show();
  customer = plain_customer(show.facts);
  [product] = plain_products(show.facts, customer);
  tablet = await start_chromium(show.profile);
  await sign_in(tablet.page, show.proxy.address);
});
after(async () => {
  await tablet?.kill();
  await show?.stop();
});

const only_push = (what) => (request) => (request.path === '/v1/push' ? what : pass());
const order_count = async () => (await show.ask('/v1/orders?limit=200')).orders.length;

async function capture() {
  await begin_order(tablet.page, customer);
  await type_line(tablet.page, product.sku, enough_of(show.facts, customer, product.sku));
  return save_order(tablet.page);
}

const drained = () => eventually('nothing waits', async () =>
  !/wait/.test(await status_of(tablet.page)), 60000);

test('an answer dropped after the server had it: sent again, there once', { timeout: 300000 },
  async () => {
    const before_it = await order_count();
    show.proxy.act = only_push({ kind: 'drop' });
    await capture();
    await eventually('the server has it', async () => await order_count() === before_it + 1);
    assert.match(await status_of(tablet.page), /1 order waits/);
    show.proxy.act = pass;
    await drained();
    assert.equal(await order_count(), before_it + 1);
  });

test('a black hole: given up after 20 seconds, sent again', { timeout: 300000 }, async () => {
  const before_it = await order_count();
  show.proxy.act = only_push({ kind: 'hole' });
  await capture();
  await eventually('it was tried', () => show.proxy.seen.at(-1)?.kind === 'hole' ||
    show.proxy.seen.some(({ kind }) => kind === 'hole'));
  show.proxy.act = pass;
  await drained();
  assert.equal(await order_count(), before_it + 1);
});

test('a fair\'s sign-in page is named, and takes nothing', { timeout: 300000 }, async () => {
  show.proxy.act = only_push({ kind: 'answer', status: 200, body: '<html>Room?</html>',
    type: 'text/html' });
  await capture();
  await eventually('it is named', async () =>
    /the network wants a sign-in/.test(await status_of(tablet.page)));
  assert.match(await status_of(tablet.page), /1 order waits/);
  show.proxy.act = pass;
  await drained();
});

test('faults from a seed while orders are taken: each arrives once', { timeout: 600000 },
  async () => {
    const before_it = await order_count();
    show.proxy.act = seeded_faults(20261122);
    for (let left = 6; left > 0; --left) await capture();
    show.proxy.act = pass;
    await drained();
    assert.equal(await order_count(), before_it + 6);
    assert.deepEqual(tablet.problems, []);
  });
