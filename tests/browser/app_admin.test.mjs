// Administration: a customer whose address is mended by one key and saved with its history, finance
// that changes terms alone, terms in use, warehouses, users who choose their own password, roles
// that may not, and how the screens look. Everything by role and name, against a real server.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { acting, looking, grid, region, field, button, finder, is_fixed,
  open_first } from './acting.mjs';
import { plain_customer, start_company } from './company.mjs';
import { close_all, described, eventually, said } from './harness.mjs';

let company, customer;
before(async () => {
  company = await start_company();
  customer = plain_customer(company.facts);
});
after(async () => {
  await close_all();
  await company?.stop();
});

const as = acting(() => company);
const look = looking(as);

const billing = (page) => region(page, 'Billing address');
const open_customer = (page) => open_first(page, 'customers', customer.code);
const shown = (login) => company.ask(login, 'GET', `/v1/masters/customers/${customer.code}`);

async function wrong_customer(page) {
  await open_customer(page);
  await field(page, 'E-mail').fill('office@gmial.com');
  await region(page, 'Worth knowing').getByRole('button', { name: /^Take E-mail/ }).waitFor();
}

// Before anything is changed: news of changes would stand in the pictures.
const SCREENS = [
  ['admin_customers', 'desk', '#/masters/customers', (page) => grid(page, 'Customers').waitFor()],
  ['admin_customer', 'desk', '#/masters/customers', wrong_customer],
  ['admin_terms', 'finance', '#/masters/terms', (page) => grid(page, 'Payment terms').waitFor()],
  ['admin_warehouses', 'admin', '#/masters/warehouses',
    (page) => grid(page, 'Warehouses').waitFor()],
  ['admin_users', 'admin', '#/users', (page) => grid(page, 'Users').waitFor()],
];

for (const [name, login, route, prepare] of SCREENS) look(name, login, route, prepare);

as('desk', 'an address in one field is parted by one key; saved, its history says what became',
  '#/masters/customers', async (page) => {
    await open_customer(page);
    const { locality, admin_area, postal_code } = customer.billing;
    for (const label of ['State', 'Postal code']) await field(billing(page), label).fill('');
    await field(billing(page), 'City').fill(`${locality}, ${admin_area} ${postal_code}`);
    const wrong = await eventually('the sentence at the city', async () =>
      (await field(billing(page), 'City').getAttribute('aria-invalid')) === 'true' &&
        described(field(billing(page), 'City')));
    assert.match(wrong, /one field/);
    await billing(page).getByRole('button', { name: /^Take City/ }).waitFor();
    await field(billing(page), 'City').focus();
    await page.keyboard.press('Alt+M');
    await said(page, 'Taken: City');
    assert.equal(await field(billing(page), 'City').inputValue(), locality);
    assert.equal(await field(billing(page), 'Postal code').inputValue(), postal_code);
    // Back to what the company has: nothing differs, nothing is saved in silence.
    await eventually('nothing to save', async () => button(page, 'Save').isDisabled());
    await field(page, 'Telephone').fill('+1 510 555 0134');
    await region(page, 'Not saved yet').getByText(/^Telephone .* → \+1 510 555 0134$/).waitFor();
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText('Changed by desk').first().waitFor();
    assert.equal((await shown('rules')).record.phone, '+1 510 555 0134');
  });

as('desk', 'a mistyped mail domain is mended by the button in the list of findings',
  '#/masters/customers', async (page) => {
    await wrong_customer(page);
    await region(page, 'Worth knowing').getByRole('button', { name: /^Take E-mail/ }).click();
    await eventually('the proposal is taken', async () =>
      await field(page, 'E-mail').inputValue() === 'office@gmail.com');
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText(/^E-mail .* → office@gmail\.com$/).waitFor();
  });

as('desk', 'a second ship-to is added, leads to its finding, and is told in the history',
  '#/masters/customers', async (page) => {
    await open_customer(page);
    const ship_tos = region(page, 'Ship-tos');
    const codes = field(ship_tos, 'Code');
    const before = await codes.count();
    await button(page, 'Add: Ship-to').click();
    // Until it is drawn the last field is the other ship-to's.
    await eventually('the new ship-to', async () => await codes.count() === before + 1);
    await field(ship_tos, 'Code').last().fill('PIER');
    await field(ship_tos, 'Street').last().fill('9 Pier Road');
    await field(ship_tos, 'City').last().fill('Fresno');
    await field(ship_tos, 'State').last().fill('CA');
    await field(ship_tos, 'Postal code').last().fill('9372');
    await field(ship_tos, 'Country').last().fill('US');
    await page.getByRole('button', { name: 'Go to Ship-to PIER, Postal code' }).click();
    await page.keyboard.type('93721');
    await eventually('no finding', async () => await region(page, '1 thing to mend').count() === 0);
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText(/^Ship-to nothing → PIER, 9 Pier Road, Fresno/)
      .waitFor();
  });

as('finance', 'finance reads terms while it types them, and changes nothing else of a customer',
  '#/masters/customers', async (page) => {
    await open_customer(page);
    assert.equal(await is_fixed(field(page, 'Name')), true);
    assert.equal(await button(page, 'Copy').count(), 0);
    assert.equal(await button(page, 'New customer').count(), 0);
    const terms = field(page, 'Payment terms');
    assert.equal(await is_fixed(terms), false);
    await terms.fill('2/10 net 30');
    const reading = await eventually('what they mean',
      async () => (await described(terms))?.match(/^Invoiced today: 2 % less until .*/)?.[0]);
    assert.match(reading, /in full by/);
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await page.getByRole('link', { name: 'Back to Customers' }).click();
    await page.getByRole('tab', { name: 'Payment terms' }).click();
    const overview = grid(page, 'Payment terms');
    await overview.getByRole('link', { name: '2/10 net 30' }).click();
    await finder(page, 'customers').fill(`2/10 net 30 ${customer.code}`);
    await grid(page, 'Customers').getByRole('link', { name: customer.name }).waitFor();
  });

as('admin', 'a warehouse gets an address, checked; the desk only looks',
  '#/masters/warehouses', async (page) => {
    await grid(page, 'Warehouses').getByRole('link').first().click();
    await region(page, 'History').waitFor();
    const address = region(page, 'Address');
    for (const [label, text] of [['Street', '1 Dock Road'], ['City', 'Oakland'], ['State', 'CA'],
      ['Postal code', '94607'], ['Country', 'US']]) {
      await field(address, label).fill(text);
    }
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText('Changed by admin').first().waitFor();
  });

as('desk', 'the desk sees warehouses and changes none', '#/masters/warehouses', async (page) => {
  await grid(page, 'Warehouses').getByRole('link').first().click();
  await region(page, 'History').waitFor();
  assert.equal(await button(page, 'Save').count(), 0);
  assert.equal(await is_fixed(field(page, 'Name')), true);
});

as('admin', 'a new user gets a link and chooses a password; disabled, they are out',
  '#/users', async (page) => {
    await button(page, 'New user').click();
    const asks = page.getByRole('dialog', { name: 'New user' });
    await field(asks, 'Login').fill('a b');
    await field(asks, 'Name').fill('Lou Ray');
    await button(asks, 'Add').click();
    await said(page, 'That was not done.');
    await field(asks, 'Login').fill('lou');
    await asks.getByRole('combobox', { name: 'Role' }).selectOption('Order desk');
    await button(asks, 'Add').click();
    const gives = page.getByRole('dialog', { name: 'A password for lou' });
    const link = await field(gives, 'Link').inputValue();
    assert.match(link, /^http.*\/password\?token=.{43}$/);
    await button(gives, 'Done').click();
    const chooser = await page.context().browser().newContext();
    const other = await chooser.newPage();
    await other.goto(link);
    await other.getByLabel(/^New password/).fill('four plain words');
    await other.getByRole('button', { name: 'Set the password' }).click();
    await other.waitForURL(/\/login/);
    assert.equal((await other.goto(link)).status(), 403);
    await chooser.close();
    const row = grid(page, 'Users').getByRole('row', { name: /Lou Ray lou/ });
    await row.getByText('Order desk').waitFor();
    await row.getByRole('button', { name: 'Disable' }).click();
    await button(page.getByRole('dialog', { name: 'Disable lou?' }), 'Disable').click();
    await row.getByText('Disabled').waitFor();
    await row.getByRole('button', { name: 'Enable' }).click();
    await row.getByText('May sign in').waitFor();
  }, 422);

as('admin', 'nobody takes away their own access', '#/users', async (page) => {
  const row = grid(page, 'Users').getByRole('row', { name: / admin$/ });
  await row.getByRole('button', { name: 'Disable' }).click();
  await button(page.getByRole('dialog', { name: 'Disable admin?' }), 'Disable').click();
  await said(page, 'Nobody takes away their own access.');
  await row.getByText('May sign in').waitFor();
}, 422);

as('finance', 'users are for administrators', '#/users', async (page) => {
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Users' }).count(), 0);
});
