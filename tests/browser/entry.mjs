// What the tests of order entry share: a company with a server, a new order that is open, the grid
// of its lines by role and name, and hands that type without looking.
// Importing it starts the company before the file's tests and takes it away after them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { plain_customer, plain_products, start_company } from './company.mjs';
import { audit, close_all, eventually, settled } from './harness.mjs';

export { said } from './harness.mjs';

export let company, customer, products;
// Orders of customers that the company does not know yet are taken, at the plain customer's prices.
const takes_new_customers = (facts) => {
  facts.policy = { ...facts.policy,
    new_customer: { price_list: plain_customer(facts).price_list } };
};
before(async () => {
  company = await start_company({ change: takes_new_customers });
  customer = plain_customer(company.facts);
  products = plain_products(company.facts, customer);
});
after(async () => {
  await close_all();
  await company?.stop();
});

export const LONG = { timeout: 180000 };

// Opens a new order as the rep, runs the steps, and expects no error and an empty audit.
export const in_order = (name, steps, options) => test(name, LONG, async () => {
  const app = await company.open('rep', '#/orders/new', options);
  try {
    await grid(app.page).waitFor();
    await settled(app.page);
    await steps(app.page, app);
    assert.deepEqual(app.problems, []);
    assert.deepEqual(await audit(app.page), []);
  } finally {
    await app.close();
  }
});

export const grid = (page) => page.getByRole('grid', { name: 'Order lines' });
export const line = (page, number) =>
  grid(page).getByRole('row', { name: number === 'new' ? 'New line' : `Line ${number},` });
export const cell = (page, number, name, role = 'textbox') =>
  line(page, number).getByRole(role, { name });
export const values = (page, name, role = 'textbox') => grid(page).getByRole(role, { name })
  .evaluateAll((all) => all.map((each) => each.value));
export const total = (page) => page.getByRole('region', { name: 'Summary' }).textContent();

// Keys without waiting for the page: the next goes down before the last was drawn. Each has its own
// time, ten milliseconds after the one before, however busy the machine is.
export async function type_blind(page, text) {
  const session = await page.context().newCDPSession(page);
  const sent = [];
  let timestamp = Date.now() / 1000;
  for (const letter of text) {
    const enter = letter === '\n';
    timestamp += 0.01;
    const key = { key: enter ? 'Enter' : letter, text: enter ? '\r' : letter,
      windowsVirtualKeyCode: enter ? 13 : letter.toUpperCase().charCodeAt(0), timestamp };
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }));
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }));
  }
  await Promise.all(sent);
  await session.detach();
}

export async function choose_customer(page, who = customer) {
  await page.getByRole('combobox', { name: 'Customer' }).fill(who.code);
  await page.getByRole('option', { name: who.name }).first().click();
  await eventually('the customer is chosen', async () => (await page
    .getByRole('combobox', { name: 'Customer' }).inputValue()).includes(who.name));
}
