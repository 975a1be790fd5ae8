// The order desk: exceptions with their reasons, one key for each answer, the next by itself; and
// what the rep then sees. Everything by role and name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { plain_customer, plain_products, start_company, submit_order } from './company.mjs';
import { audit, close_all, described, eventually, settled, shows } from './harness.mjs';

let company, skus;
const waiting = [];
before(async () => {
  company = await start_company();
  skus = plain_products(company.facts, plain_customer(company.facts)).map((each) => each.sku);
  for (let place = 0; place < 6; ++place) {
    waiting.push(await submit_order(company, { skus: [skus[place], skus[place + 1]], low: true }));
  }
});
after(async () => {
  await close_all();
  await company?.stop();
});

const LONG = { timeout: 120000 };
const at_desk = (name, steps) => test(name, LONG, async () => {
  const app = await company.open('desk', '#/desk');
  try {
    await page_ready(app.page);
    await steps(app.page);
    // The browser's own line about an answer that says no is no fault of the app.
    assert.deepEqual(app.problems.filter((each) => !each.includes('409 (Conflict)')), []);
    assert.deepEqual(await audit(app.page), []);
  } finally {
    await app.close();
  }
});

const page_ready = async (page) => {
  await page.getByRole('grid', { name: 'Waiting orders' }).waitFor();
  await settled(page);
};
const on_the_table = (page, number) =>
  page.getByRole('heading', { name: new RegExp(`^${number}`) }).waitFor();
const state_of = async (order) =>
  (await company.ask('desk', 'GET', `/v1/orders/${order.order_id}`)).state;
const becomes = (order, state) => eventually(`${order.number} is ${state}`, async () =>
  (await state_of(order)) === state);

test('someone of the desk starts at the desk', LONG, async () => {
  const app = await company.open('desk', '');
  await app.page.getByRole('heading', { name: 'Order desk' }).waitFor();
  await app.close();
});

at_desk('the oldest exception lies on the table with its reason and figures', async (page) => {
  await on_the_table(page, waiting[0].number);
  await page.getByText(/% below the list price of/).first().waitFor();
  await page.getByRole('region', { name: 'Total', exact: true }).waitFor();
  await page.getByRole('grid', { name: 'Order lines' }).getByText(skus[0], { exact: true })
    .waitFor();
});

at_desk('one key approves, and the next comes by itself', async (page) => {
  await on_the_table(page, waiting[0].number);
  await page.keyboard.press('a');
  await on_the_table(page, waiting[1].number);
  await becomes(waiting[0], 'accepted');
});

at_desk('sending back needs words, and the rep reads them', async (page) => {
  await on_the_table(page, waiting[1].number);
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: `Send ${waiting[1].number} back` });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Send back' }).click();
  await eventually('the sentence stands with the field', async () =>
    /The rep needs to know what to change/.test(await described(dialog
      .getByRole('textbox', { name: 'Words for the rep' }))));
  await dialog.getByRole('textbox', { name: 'Words for the rep' })
    .pressSequentially('Ten percent is right.', { delay: 40 });
  await page.keyboard.press('Enter');
  await on_the_table(page, waiting[2].number);
  await becomes(waiting[1], 'sent_back');

  const rep = await company.open('rep', '#/orders?state=sent_back');
  const row = rep.page.getByRole('grid', { name: 'Orders' })
    .getByRole('row', { name: waiting[1].number });
  await row.waitFor();
  assert.match(await row.textContent(), /Sent back by desk/);
  await row.getByRole('link', { name: waiting[1].number }).click();
  await rep.page.getByText('Ten percent is right.').first().waitFor();
  await rep.page.getByRole('button', { name: 'Change and send again' }).click();
  const lines = rep.page.getByRole('grid', { name: 'Order lines' });
  await lines.getByRole('row', { name: /^Line 2,/ }).waitFor();
  await shows(() => lines.getByRole('combobox', { name: 'SKU' })
    .evaluateAll((all) => all.map((each) => each.value)), [skus[1], skus[2], '']);
  await rep.close();
});

at_desk('j and k go through the queue without answering', async (page) => {
  await on_the_table(page, waiting[2].number);
  await page.keyboard.press('j');
  await on_the_table(page, waiting[3].number);
  await page.keyboard.press('k');
  await on_the_table(page, waiting[2].number);
  await shows(() => state_of(waiting[2]), 'waiting');
});

at_desk('an order that someone else answered meanwhile says so', async (page) => {
  await on_the_table(page, waiting[2].number);
  await company.ask('admin', 'POST', `/v1/orders/${waiting[2].order_id}/cancel`, { note: 'twice' });
  await page.keyboard.press('a');
  await page.getByText(new RegExp(`Order ${waiting[2].number} was not approved`)).first().waitFor();
  await shows(() => state_of(waiting[2]), 'cancelled');
});

at_desk('the queue is worked off in a row of keys, and then nothing waits', async (page) => {
  const left = waiting.slice(3);
  await on_the_table(page, left[0].number);
  for (const _ of left) await page.keyboard.press('a');
  await page.getByText('Nothing waits for a decision').first().waitFor();
  for (const order of left) await becomes(order, 'accepted');
});
