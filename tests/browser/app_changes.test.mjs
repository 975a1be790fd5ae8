// What the company says reaches the app by itself: an answer of the desk, a message, stock, goods
// set aside. Nobody presses anything.
import assert from 'node:assert/strict';

import { enough_of, low_price } from './company.mjs';
import { cell, choose_customer, company, customer, grid, in_order, products, said }
  from './entry.mjs';

in_order('the desk answers, and the rep sees it without a hand', async (page) => {
  await choose_customer(page);
  await cell(page, 'new', 'SKU', 'combobox').fill(products[0].sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type(enough_of(company.facts, customer, products[0].sku));
  await page.keyboard.press('Tab');
  await cell(page, 1, 'Price').fill(low_price(company.facts, customer, products[0].sku));
  await page.keyboard.press('Enter');
  await cell(page, 1, 'Reason for the price').fill('show price');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await said(page, 'Saved on this device as ');
  await page.evaluate(() => { location.hash = '#/orders?state=device'; });
  const mine = page.getByRole('grid', { name: 'Orders saved on this device' });
  await mine.getByText('Waiting for the order desk').first().waitFor();
  const { orders } = await company.ask('desk', 'GET', '/v1/orders?limit=1');
  await company.ask('desk', 'POST', `/v1/orders/${orders[0].order_id}/approve`, {});
  await mine.getByText(/^Accepted by desk/).first().waitFor();
});

in_order('a message of the desk is told', async (page) => {
  await company.ask('desk', 'POST', '/v1/notices',
    { to: 'login:rep', words: 'The van leaves at nine.' });
  await said(page, 'The van leaves at nine.');
});

in_order('stock is a hint until it is set aside', async (page) => {
  const [product] = products;
  await choose_customer(page);
  await cell(page, 'new', 'SKU', 'combobox').fill(product.sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type('3');
  const main = page.getByRole('main', { name: 'Content' });
  await main.getByText(/^About [\d,]+ free as of .*a hint, not a promise$/).waitFor();
  const set_aside = await company.ask('desk', 'POST', '/v1/allotments',
    { sku: product.sku, quantity: 3000, login: 'rep', expires_ms: Date.now() + 3600000 });
  assert.ok(set_aside.id);
  await main.getByText(/^Set aside for you: 3, until /).waitFor();
  await grid(page).waitFor();
});
