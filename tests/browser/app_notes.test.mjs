// The warehouse: notes of ship-tos read in full, acknowledged by one key, in the list and at the
// order; and a note that was changed comes back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { plain_customer, plain_products, start_company, submit_order } from './company.mjs';
import { audit, axe_findings, check_golden, close_all, eventually, pictures, said, settled }
  from './harness.mjs';

const NOTE = 'Dock 4 only, call before. Ask for the yard master at the gate; trucks above 12 t ' +
  'turn in the side road, and nothing is left without a signature.';

let company, customer, skus;
before(async () => {
  company = await start_company({ change: (facts) => {
    for (const each of facts.customers) {
      for (const place of each.ship_tos) delete place.delivery_note;
    }
    plain_customer(facts).ship_tos[0].delivery_note = NOTE;
  } });
  customer = plain_customer(company.facts);
  skus = plain_products(company.facts, customer).map((each) => each.sku);
});
after(async () => {
  await close_all();
  await company?.stop();
});

const LONG = { timeout: 180000 };
const detail = (order) => company.ask('warehouse', 'GET', `/v1/orders/${order.order_id}`);

async function at(login, route, steps) {
  const app = await company.open(login, route);
  try {
    await settled(app.page);
    await steps(app.page);
    assert.deepEqual(app.problems, []);
    assert.deepEqual(await audit(app.page), []);
  } finally {
    await app.close();
  }
}

test('the warehouse begins with the notes, reads them in full and acknowledges by a key', LONG,
  async () => {
    const first = await submit_order(company, { skus: skus.slice(0, 2) });
    const second = await submit_order(company, { skus: skus.slice(2, 3) });
    await at('warehouse', '#/', async (page) => {
      await page.getByRole('heading', { name: 'Delivery notes', level: 1 }).waitFor();
      await page.getByText('2 notes to read and acknowledge before goods leave').waitFor();
      await page.getByText(NOTE).first().waitFor();
      await settled(page);
      await check_golden(page, 'app_notes');
      assert.deepEqual(await axe_findings(page), []);
      await pictures(page, 'app_notes');
      await page.keyboard.press('a');
      await said(page, 'Acknowledged for ');
      await eventually('the first one is acknowledged', async () =>
        (await detail(first)).delivery_notes[0].state === 'acknowledged');
      await page.getByText('1 note to read and acknowledge before goods leave').waitFor();
      assert.equal((await detail(second)).delivery_notes[0].state, 'unacknowledged');
      await page.getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByText('Every note is acknowledged').waitFor();
    });
  });

test('at the order: above the lines, acknowledged there, and again where it was changed', LONG,
  async () => {
    const order = await submit_order(company, { skus: skus.slice(0, 1) });
    await at('warehouse', `#/orders/show/${order.order_id}`, async (page) => {
      const notes = page.getByRole('region', { name: 'Delivery notes' });
      await notes.getByText('Not acknowledged yet.').waitFor();
      await page.keyboard.press('a');
      await notes.getByText(/^Acknowledged by warehouse, /).waitFor();
      await page.getByText('Delivery note acknowledged').waitFor();
    });
    const key = customer.code;
    const { record, digest } = await company.ask('admin', 'GET', `/v1/masters/customers/${key}`);
    record.ship_tos[0].delivery_note = 'Dock 5 only';
    await company.ask('admin', 'POST', '/v1/masters/customers',
      { record, key, based_on: digest });
    await at('warehouse', `#/orders/show/${order.order_id}`, async (page) => {
      const notes = page.getByRole('region', { name: 'Delivery notes' });
      await notes.getByText('Dock 5 only').waitFor();
      await notes.getByText(/^Changed since it was acknowledged by warehouse, .*Dock 4/).waitFor();
      await settled(page);
      await pictures(page, 'app_order_notes');
      await notes.getByRole('button', { name: 'Acknowledge for ' }).click();
      await notes.getByText(/^Acknowledged by warehouse, /).waitFor();
    });
  });

test('a rep sees what the warehouse has to read, and cannot acknowledge it', LONG, async () => {
  const order = await submit_order(company, { skus: skus.slice(0, 1) });
  await at('rep', `#/orders/show/${order.order_id}`, async (page) => {
    const notes = page.getByRole('region', { name: 'Delivery notes' });
    await notes.getByText('Not acknowledged yet.').waitFor();
    assert.equal(await notes.getByRole('button').count(), 0);
    assert.equal(await page.getByRole('link', { name: /^Notes/ }).count(), 0);
  });
});
