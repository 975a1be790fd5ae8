// What comes with an order beside its lines: ship-tos and customers that are new, their addresses
// mended by a key, several ship-tos, days, warnings that somebody passes over with a reason.
import assert from 'node:assert/strict';

import { enough_of } from './company.mjs';
import { cell, choose_customer, company, customer, grid, in_order, line, products, said, total }
  from './entry.mjs';
import { described, eventually, settled, shows } from './harness.mjs';

const ship_to = (page) => page.getByRole('combobox', { name: 'Ship to' });
const field = (dialog, name) => dialog.getByRole('textbox', { name, exact: true });

async function one_line(page, place = 0) {
  await cell(page, 'new', 'SKU', 'combobox').fill(products[place].sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type(enough_of(company.facts, customer, products[place].sku));
  await page.keyboard.press('Enter');
  await settled(page);
}

async function open_ship_to(page) {
  await ship_to(page).selectOption({ label: 'New ship-to…' });
  const dialog = page.getByRole('dialog', { name: 'New ship-to' });
  await dialog.waitFor();
  return dialog;
}

// In Philadelphia, where the plain customer is at home.
async function fill_address(dialog, { state = 'PA', postal_code = '19102' } = {}) {
  await field(dialog, 'Street').fill('1500 Market Street');
  await field(dialog, 'City').fill('Philadelphia');
  await field(dialog, 'State').fill(state);
  await field(dialog, 'Postal code').fill(postal_code);
}

async function capture(page, address) {
  const dialog = await open_ship_to(page);
  await fill_address(dialog, address);
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await eventually('the new ship-to is chosen', async () => (await ship_to(page)
    .evaluate((element) => element.selectedOptions[0].label)).startsWith('PHILADELPHIA,'));
}

in_order('a new ship-to with a wrong state, captured without a network and mended by a key, goes ' +
  'to the desk and is approved', async (page, app) => {
  await choose_customer(page);
  await one_line(page);
  await page.context().setOffline(true);
  const dialog = await open_ship_to(page);
  await shows(() => field(dialog, 'Recipient').inputValue(), customer.name);
  await fill_address(dialog, { state: 'Pensylvania' });
  const state = field(dialog, 'State');
  await eventually('the state is called wrong', async () =>
    (await state.getAttribute('aria-invalid')) === 'true');
  assert.match(await described(state), /Pensylvania/);
  await dialog.getByRole('button', { name: 'Pensylvania → PA' }).waitFor();
  await shows(() => state.inputValue(), 'Pensylvania');
  await page.keyboard.press('F8');
  await shows(() => state.inputValue(), 'PA');
  await said(page, 'Done: Pensylvania → PA');
  await dialog.getByRole('button', { name: 'Take the last one back' }).click();
  await shows(() => state.inputValue(), 'Pensylvania');
  await dialog.getByRole('button', { name: 'Pensylvania → PA' }).click();
  await shows(() => state.inputValue(), 'PA');
  await shows(() => field(dialog, 'Code of the ship-to').inputValue(), 'PHILADELPHIA');
  await field(dialog, 'Note for the warehouse').fill('Dock 4 only, call before');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('The order desk decides').waitFor();
  await page.keyboard.press('Control+Enter');
  await said(page, 'Saved on this device as ');
  await page.context().setOffline(false);
  const order = await eventually('the company has it', async () => (await company.ask('rep', 'GET',
    '/v1/orders?state=waiting&limit=1')).orders[0], { within_ms: 60000 });
  app.problems.length = 0;  // the browser's own lines about the missing network

  const desk = await company.open('desk', `#/desk/${order.order_id}`);
  await desk.page.getByRole('heading', { name: new RegExp(`^${order.number}`) }).waitFor();
  await desk.page.getByText('New ship-to PHILADELPHIA').waitFor();
  await desk.page.getByText('For the warehouse: Dock 4 only, call before').waitFor();
  await desk.page.keyboard.press('a');
  await eventually('it is accepted', async () => (await company.ask('desk', 'GET',
    `/v1/orders/${order.order_id}`)).state === 'accepted');
  await desk.close();
});

in_order('two ship-tos in one order: a column of its own, and what each gets', async (page) => {
  await choose_customer(page);
  await one_line(page, 0);
  await one_line(page, 1);
  await capture(page);
  const home = customer.ship_tos[0].code;
  await ship_to(page).selectOption({ index: 1 });
  await page.keyboard.press('Alt+T');
  await grid(page).getByRole('columnheader', { name: 'Ship-to' }).waitFor();
  await grid(page).getByRole('columnheader', { name: 'Wanted on' }).waitFor();
  const second = cell(page, 2, 'Ship-to', 'combobox');
  await second.fill('phil');
  await page.locator('[role=option]').filter({ visible: true }).first().waitFor();
  await page.keyboard.press('Enter');
  await shows(() => second.inputValue(), 'PHILADELPHIA');
  await eventually('each place has its sum', async () => {
    const words = await total(page);
    return words.includes(`${home}: 1 line`) && words.includes('PHILADELPHIA: 1 line');
  });
  await cell(page, 2, 'Wanted on').fill('2026-02-30');
  await page.keyboard.press('Enter');
  await eventually('the day is called wrong', async () =>
    (await cell(page, 2, 'Wanted on').getAttribute('aria-invalid')) === 'true');
});

in_order('columns that nobody uses are not there, and Enter goes past those that are',
  async (page) => {
    await choose_customer(page);
    await shows(() => grid(page).getByRole('columnheader', { name: 'Ship-to' }).count(), 0);
    await page.keyboard.press('Alt+T');
    await grid(page).getByRole('columnheader', { name: 'Ship-to' }).waitFor();
    await one_line(page, 0);
    await shows(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')),
      'SKU');
    await line(page, 'new').waitFor();
    await page.keyboard.press('Alt+T');
    await shows(() => grid(page).getByRole('columnheader', { name: 'Ship-to' }).count(), 0);
  });

in_order('a warning is passed over with a reason alone, and taken back', async (page) => {
  await choose_customer(page);
  await one_line(page);
  await capture(page, { postal_code: '10001' });  // that of a street in New York
  const list = page.getByRole('region', { name: 'For the order desk' });
  await list.getByText(/The postal code 10001 lies in/).waitFor();
  await list.getByRole('button', { name: 'Pass over…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pass over this warning?' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Pass over', exact: true }).click();
  await eventually('it asks for the reason', async () =>
    /why it may go on/.test(await described(field(dialog, 'Reason'))));
  await field(dialog, 'Reason').fill('Their post goes by New York');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const brought = page.getByRole('region', { name: 'With this order' });
  await brought.getByText('Passed over: Their post goes by New York').waitFor();
  await brought.getByRole('button', { name: 'Take back' }).click();
  await list.getByRole('button', { name: 'Pass over…' }).waitFor();
});

in_order('a new customer by keyboard alone, and the cursor goes on to the lines', async (page) => {
  await page.keyboard.press('Alt+C');
  await page.keyboard.type('Fair Find Limited', { delay: 30 });
  await page.getByRole('option', { name: /^New customer…/ }).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await dialog.waitFor();
  await shows(() => field(dialog, 'Name').inputValue(), 'Fair Find Limited');
  const country = dialog.getByRole('combobox', { name: 'Country' });
  await country.selectOption({ label: 'United States' });
  await fill_address(dialog);
  assert.match(await field(dialog, 'Customer number').inputValue(), /^NEW-[0-9A-F]{6}$/);
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await eventually('the cursor in the lines', () => page.evaluate(() =>
    document.activeElement.getAttribute('aria-label') === 'SKU'));
  await page.getByRole('heading', { name: 'Order for Fair Find Limited' }).waitFor();
  await one_line(page);
  await page.getByText('The order desk decides').waitFor();
  await page.getByText(/Draft saved on this device/).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Order for Fair Find Limited' }).waitFor();
  await page.getByRole('region', { name: 'With this order' })
    .getByText('New ship-to PHILADELPHIA', { exact: true }).waitFor();
});

in_order('what is wrong with a captured address leads back to its field', async (page) => {
  await choose_customer(page);
  await one_line(page);
  const dialog = await open_ship_to(page);
  await field(dialog, 'City').fill('Philadelphia');
  await page.keyboard.press('Control+Enter');
  await said(page, 'to mend.');
  await dialog.getByRole('button', { name: 'Add it unfinished' }).click();
  await dialog.waitFor({ state: 'detached' });
  const list = page.getByRole('region', { name: /to mend/ });
  await list.getByRole('button', { name: 'Go to the new ship-to' }).first().click();
  const again = page.getByRole('dialog', { name: 'New ship-to PHILADELPHIA' });
  await again.waitFor();
  await page.keyboard.press('Escape');
  await again.waitFor({ state: 'detached' });
});

in_order('days and delivery unfold by a key, and two dates are exchanged by another',
  async (page) => {
    // The unfolded group takes the room of the list's first entry at 1280x800.
    await page.setViewportSize({ width: 1280, height: 1024 });
    await choose_customer(page);
    await one_line(page);
    await page.keyboard.press('Alt+G');
    const from = page.getByRole('textbox', { name: 'Ship from' });
    await from.waitFor();
    await from.fill('2099-04-10');
    const until = page.getByRole('textbox', { name: 'Ship until' });
    await until.fill('2099-04-01');
    await page.getByRole('combobox', { name: 'Delivery' }).selectOption({ label: 'Complete' });
    await page.getByRole('region', { name: /to mend/ })
      .getByRole('button', { name: 'Exchange the two dates' }).waitFor();
    await page.keyboard.press('F8');
    await shows(() => from.inputValue(), '2099-04-01');
    await shows(() => until.inputValue(), '2099-04-10');
    await page.getByRole('combobox', { name: 'Incoterm' }).selectOption('DAP, Delivered at Place');
    await page.getByText(/Draft saved on this device/).waitFor();
    await page.reload();
    await shows(() => page.getByRole('textbox', { name: 'Ship until' }).inputValue(), '2099-04-10');
  });

in_order('a form that is closed leads back to where somebody was typing', async (page) => {
  await choose_customer(page);
  await one_line(page);
  await cell(page, 1, 'Quantity').focus();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New ship-to…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New ship-to' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await shows(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')),
    'Quantity');
});

in_order('an order that this device took already is doubted as it is typed, and passed over',
  async (page) => {
    const take = async (number) => {
      await choose_customer(page);
      await page.getByRole('textbox', { name: 'PO number' }).fill(number);
      await one_line(page);
    };
    await take('PO 4711');
    await page.keyboard.press('Control+Enter');
    await said(page, 'Saved on this device as ');
    await page.getByRole('button', { name: 'New order' }).click();
    await grid(page).waitFor();
    await take('po4711');
    const list = page.getByRole('region', { name: 'For the order desk' });
    await list.getByText(/used the PO number po4711 before: order (S-0|[A-Z0-9]+-0)/).waitFor();
    await page.getByText('The order desk decides').waitFor();
    await list.getByRole('button', { name: 'Pass over…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pass over this warning?' });
    await field(dialog, 'Reason').fill('Two deliveries on one PO');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'With this order' })
      .getByText('Passed over: Two deliveries on one PO').waitFor();
    await page.getByText('Goes through by itself').waitFor();
  });
