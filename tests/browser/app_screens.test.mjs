// Every screen: what assistive technology meets (golden), axe, the audit, rest, and a picture in
// each size and scheme (build/screenshots), where the audit is asked again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { plain_customer, plain_products, start_company, submit_order } from './company.mjs';
import { audit, axe_findings, check_golden, close_all, frames_drawn, pictures, settled }
  from './harness.mjs';

let company, orders, skus;
before(async () => {
  company = await start_company();
  skus = plain_products(company.facts, plain_customer(company.facts)).map((each) => each.sku);
  orders = [await submit_order(company, { skus: skus.slice(0, 4) }),
    await submit_order(company, { skus: skus.slice(4, 6), low: true }),
    await submit_order(company, { skus: skus.slice(6, 12) }),
    await submit_order(company, { skus: skus.slice(2, 5), low: true })];
});
after(async () => {
  await close_all();
  await company?.stop();
});

const LONG = { timeout: 240000 };

async function fill_order(page) {
  const customer = plain_customer(company.facts);
  await page.getByRole('combobox', { name: 'Customer' }).fill(customer.code);
  await page.getByRole('option', { name: customer.name }).first().click();
  const grid = page.getByRole('grid', { name: 'Order lines' });
  for (const [sku, quantity] of [[skus[0], '12'], [skus[5], '3'], ['NO-SUCH-THING', '4']]) {
    await grid.getByRole('row', { name: 'New line' }).getByRole('combobox', { name: 'SKU' })
      .fill(sku);
    await page.keyboard.press('Enter');
    await page.keyboard.type(quantity);
    await page.keyboard.press('Enter');
    await settled(page);
  }
}

async function paste_rows(page) {
  await page.getByRole('combobox', { name: 'SKU' }).last().focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text),
    `SKU\tQuantity\n${skus[0]}\t5\n${skus[1]}\tmany\nNO-SUCH-THING\t2\n${skus[2]}\t9\n`);
  await page.keyboard.press('Control+V');
  await page.getByRole('heading', { name: 'Paste preview' }).waitFor();
}

async function choose_product(page) {
  await page.getByRole('textbox', { name: 'Find products' })
    .or(page.getByRole('searchbox', { name: 'Find products' })).fill('stainless');
  await page.getByRole('grid').getByRole('button').first().click();
  await page.getByText(/As of|No warehouse/).first().waitFor();
}

async function choose_customer(page) {
  await page.getByRole('grid').getByRole('button').first().click();
}

async function ask_why(page) {
  await fill_order(page);
  await page.getByRole('row', { name: 'Line 1,' }).getByRole('button', { name: 'Why' }).click();
  await page.getByRole('dialog', { name: /^Line 1/ }).waitFor();
}

const SCREENS = [
  ['orders', 'rep', () => '#/orders',
    (page) => page.getByRole('row', { name: /S-000004/ }).waitFor()],
  ['drafts', 'rep', () => '#/orders?state=drafts', async () => {}],
  ['order_entry_empty', 'rep', () => '#/orders/new', async () => {}],
  ['order_entry', 'rep', () => '#/orders/new', fill_order],
  ['why', 'rep', () => '#/orders/new', ask_why],
  ['paste_preview', 'rep', () => '#/orders/new', paste_rows],
  ['order_detail', 'rep', () => `#/orders/show/${orders[0].order_id}`,
    (page) => page.getByRole('grid', { name: 'Order lines' }).waitFor()],
  ['products_empty', 'rep', () => '#/products', async () => {}],
  ['products', 'rep', () => '#/products', choose_product],
  ['customers', 'rep', () => '#/customers', choose_customer],
  ['desk', 'desk', () => '#/desk', (page) => page.getByRole('heading', { name: /^S-/ }).waitFor()],
  ['settings', 'rep', () => '#/settings', async () => {}],
  ['help', 'rep', () => '#/help', async () => {}],
];

for (const [name, login, route, prepare] of SCREENS) {
  test(`${name}: golden, axe, audit, rest; every size, light and dark`, LONG, async () => {
    const app = await company.open(login, route());
    const { page } = app;
    try {
      await prepare(page);
      await settled(page);
      assert.deepEqual(await audit(page), []);
      assert.deepEqual(await axe_findings(page), []);
      await check_golden(page, `app_${name}`);
      const before = await frames_drawn(page);
      await page.waitForTimeout(name === 'order_entry' ? 5000 : 1500);
      assert.equal(await frames_drawn(page) - before, 0, 'frames drawn at rest');
      await pictures(page, name);
      assert.deepEqual(app.problems, []);
    } finally {
      await app.close();
    }
  });
}
