// A lost tablet: the desk ends it; what it sends afterwards is set aside, shown where the desk
// looks anyway, written anew as an order and settled with words. Everything by role and name.
import assert from 'node:assert/strict';

import { enough_of } from './company.mjs';
import { cell, choose_customer, company, customer, in_order, products, said } from './entry.mjs';
import { audit, axe_findings, described, eventually, pictures, settled } from './harness.mjs';

const row = (page, grid) => page.getByRole('grid', { name: grid }).getByRole('row').nth(1);

async function end_device(desk) {
  await desk.evaluate(() => { location.hash = '#/devices?show=all'; });
  await row(desk, 'Devices').getByText('May send orders').waitFor();
  await settled(desk);
  await row(desk, 'Devices').getByRole('button', { name: 'End this device' }).click();
  const asks = desk.getByRole('dialog', { name: /^End / });
  await asks.getByRole('button', { name: 'Leave it' }).click();
  await row(desk, 'Devices').getByText('May send orders').waitFor();
  await settled(desk);
  await row(desk, 'Devices').getByRole('button', { name: 'End this device' }).click();
  await asks.getByRole('button', { name: 'End this device' }).click();
  await row(desk, 'Devices').getByText(/^Ended/).waitFor();
}

async function take_order(page, quantity) {
  await choose_customer(page);
  await cell(page, 'new', 'SKU', 'combobox').fill(products[0].sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type(quantity);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await said(page, 'Saved on this device as ');
}

async function look(page, name) {
  await settled(page);
  assert.deepEqual(await audit(page), []);
  assert.deepEqual(await axe_findings(page), []);
  await pictures(page, name);
  await page.setViewportSize({ width: 1280, height: 800 });
  await settled(page);
}

in_order('an ended device: its orders wait at the desk until somebody has settled them',
  async (page) => {
    const app = await company.open('desk', '#/desk');
    const desk = app.page;
    try {
      await end_device(desk);
      await look(desk, 'devices');
      await take_order(page, enough_of(company.facts, customer, products[0].sku));
      await page.evaluate(() => { location.hash = '#/orders?state=device'; });
      await page.getByRole('grid', { name: 'Orders saved on this device' })
        .getByText('Received, set aside for a person at the company').first().waitFor();
      await desk.evaluate(() => { location.hash = '#/desk'; });
      await desk.getByText('1 entry of devices was set aside and not carried out.').waitFor();
      await desk.getByRole('button', { name: 'Look at them' }).click();
      await row(desk, 'Entries set aside').getByText('The device was ended').first().waitFor();
      await look(desk, 'devices_aside');
      await row(desk, 'Entries set aside').getByRole('button', { name: 'Write it anew' }).click();
      await desk.getByRole('heading', { name: /order/i }).first().waitFor();
      await cell(desk, 1, 'SKU', 'combobox').waitFor();
      assert.equal(await cell(desk, 1, 'SKU', 'combobox').inputValue(), products[0].sku);
      await desk.evaluate(() => { location.hash = '#/devices'; });
      await row(desk, 'Entries set aside').getByRole('button', { name: 'Settle' }).click();
      const dialog = desk.getByRole('dialog', { name: /^Settle entry/ });
      await dialog.getByRole('button', { name: 'Settle' }).click();
      const words = dialog.getByRole('textbox', { name: 'What was done about it' });
      await eventually('it asks for words', async () =>
        (await described(words)).includes('Whoever looks later needs to know.'));
      await words.fill('Written anew');
      await desk.keyboard.press('Enter');
      await desk.getByText('Nothing was set aside').waitFor();
      const { entries } = await company.ask('desk', 'GET', '/v1/quarantine?all=1');
      assert.equal(entries[0].note, 'Written anew');
      assert.deepEqual(app.problems, []);
    } finally {
      await app.close();
    }
  });
