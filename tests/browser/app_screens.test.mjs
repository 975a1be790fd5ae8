// Every screen: what assistive technology meets (golden), axe, the audit, rest, and a picture in
// each size and scheme (build/screenshots). Times and ids differ from run to run and are masked.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { plain_customer, plain_products, start_company, submit_order } from './company.mjs';
import {ROOT, audit, axe_findings, close_all, frames_drawn, picture, settled} from './harness.mjs';

let company, orders, skus;
before(async () => {
  company = await start_company();
  skus = plain_products(company.facts, plain_customer(company.facts)).map((each) => each.sku);
  orders = [await submit_order(company, { skus: skus.slice(0, 4) }),
    await submit_order(company, { skus: skus.slice(4, 6), agreed: '0.01' }),
    await submit_order(company, { skus: skus.slice(6, 12) }),
    await submit_order(company, { skus: skus.slice(2, 5), agreed: '0.50' })];
});
after(async () => {
  await close_all();
  await company?.stop();
});

const SIZES = [[1280, 800], [1024, 768], [390, 844]];
const LONG = { timeout: 240000 };

async function fill_order(page) {
  const customer = plain_customer(company.facts);
  await page.getByRole('combobox', { name: 'Customer' }).fill(customer.code);
  await page.getByRole('option', { name: customer.name }).first().click();
  const grid = page.getByRole('grid', { name: 'Order lines' });
  for (const [sku, quantity] of [[skus[0], '12'], [skus[5], '3'], ['NO-SUCH-THING', '4']]) {
    await grid.getByRole('row', {name: 'New line'}).getByRole('combobox', {name: 'SKU'}).fill(sku);
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

const SCREENS = [
  [
    'orders', 'rep', () => '#/orders', (page) => page.getByRole('row', {name: /S-000004/}).waitFor()
  ],
  ['drafts', 'rep', () => '#/orders?state=drafts', async () => {}],
  ['order_entry_empty', 'rep', () => '#/orders/new', async () => {}],
  ['order_entry', 'rep', () => '#/orders/new', fill_order],
  ['paste_preview', 'rep', () => '#/orders/new', paste_rows],
  [
    'order_detail', 'rep', () => `#/orders/show/${orders[0].order_id}`,
    (page) => page.getByRole('grid', {name: 'Order lines'}).waitFor()
  ],
  [
    'products', 'rep', () => '#/products',
    async (page) => {
      await page.getByRole('searchbox', {name: 'Find products'})
          .or(page.getByRole('textbox', {name: 'Find products'}))
          .fill('stainless');
      await page.getByRole('grid').getByRole('button').first().click();
      await page.getByText(/As of|No warehouse/).first().waitFor();
    }
  ],
  [
    'customers', 'rep', () => '#/customers',
    async (page) => {
      await page.getByRole('grid').getByRole('button').first().click();
    }
  ],
  ['desk', 'desk', () => '#/desk', (page) => page.getByRole('heading', {name: /^S-/}).waitFor()],
  ['settings', 'rep', () => '#/settings', async () => {}],
  ['help', 'rep', () => '#/help', async () => {}],
];

// What changes with the day and the run, not with the app.
const masked = (text) => text
  .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
  .replace(/\b\d{2}:\d{2}\b/g, 'TIME')
  .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]+ \d{4}\b/g, 'DAY')
  .replace(/\b[0-9a-f]{12}…/g, 'DIGEST…')
  .replace(/\b(just now|\d+ (min|h|days))\b/g, 'AGE');

async function check_golden(page, name) {
  const snapshot = masked(await page.locator('#mirror').ariaSnapshot()) + '\n';
  const file = path.join(ROOT, 'tests/browser/golden', `app_${name}.yaml`);
  if (process.env.UPDATE_GOLDEN === '1') fs.writeFileSync(file, snapshot);
  assert.ok(fs.existsSync(file), `${file} is missing: run with UPDATE_GOLDEN=1`);
  assert.equal(snapshot, fs.readFileSync(file, 'utf8'), `the aria snapshot ${name} changed`);
}

async function open_screen([name, login, route, prepare], options) {
  const app = await company.open(login, route(), options);
  await prepare(app.page);
  await settled(app.page);
  return app;
}

for (const screen of SCREENS) {
  const [name] = screen;
  test(`${name}: golden, axe, audit and rest`, LONG, async () => {
    const app = await open_screen(screen, {});
    try {
      assert.deepEqual(await audit(app.page), []);
      assert.deepEqual(await axe_findings(app.page), []);
      await check_golden(app.page, name);
      const before = await frames_drawn(app.page);
      await app.page.waitForTimeout(5000);
      assert.equal(await frames_drawn(app.page) - before, 0, 'frames drawn at rest in 5 s');
      assert.deepEqual(app.problems, []);
    } finally {
      await app.close();
    }
  });

  test(`${name}: pictures in every size, light and dark`, LONG, async () => {
    for (const [width, height] of SIZES) {
      for (const dark of [false, true]) {
        const app = await open_screen(screen, { width, height, dark });
        try {
          await picture(app.page, `${name}_${width}x${height}_${dark ? 'dark' : 'light'}`);
          assert.deepEqual(await audit(app.page), []);
        } finally {
          await app.close();
        }
      }
    }
  });
}

test('every key of the table stands in the documents', async () => {
  const table = fs.readFileSync(path.join(ROOT, 'wasm/screens/key_table.cpp'), 'utf8');
  const pages = ['rep', 'desk'].map((name) =>
    fs.readFileSync(path.join(ROOT, `docs/${name}.md`), 'utf8')).join('\n');
  const lines = [...table.matchAll(/\{"([^"]+)",\s*"[^"]*",\s*"([^"]+)"/g)];
  assert.ok(lines.length > 10);
  for (const [, chord, name] of lines) {
    assert.ok(pages.includes(`| ${chord} | ${name} |`), `${chord} (${name}) is in no document`);
  }
});
