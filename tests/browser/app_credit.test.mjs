// Freight and credit: a rate card whose gap is found at its zone and mended with keys alone, cards
// that are made and removed, orders that wait for credit and are released with a reason by one key,
// limits and holds, roles that may not, and how the screens look. Everything by role and name,
// against a real server.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { acting, looking, grid, region, field, button, finder, is_fixed,
  open_first } from './acting.mjs';
import { plain_customer, plain_products, start_company, submit_order } from './company.mjs';
import { close_all, described, eventually, said, settled } from './harness.mjs';

let company, customer, sku, orders;
before(async () => {
  company = await start_company({ open_items: (facts) => {
    const { code } = plain_customer(facts);
    return [['R-2041', code, '2026-06-02', '2026-07-02', '840.00', '840.00'],
      ['R-2107', code, '2026-08-11', '2099-12-31', '1240.00', '310.50'],
      ['G-0107', code, '2026-08-20', '2026-08-20', '-40.00', '-40.00']];
  } });
  customer = plain_customer(company.facts);
  sku = plain_products(company.facts, customer)[0].sku;
  await company.ask('finance', 'POST', `/v1/customers/${customer.code}/credit`,
    { currency: 'USD', limit: '1000.00', reason: 'new customer, two references' });
  orders = [];
  for (let i = 0; i < 3; ++i) {
    orders.push(await submit_order(company, { skus: [sku], waits: true, customer }));
  }
});
after(async () => {
  await close_all();
  await company?.stop();
});

const as = acting(() => company);
const look = looking(as);

const open_card = (page) => open_first(page, 'rate cards', 'PARCEL-US');
const card = () => company.ask('rules', 'GET', '/v1/masters/rate_cards/PARCEL-US');
const rates = (page, zone) => grid(page, `Rates of Zone ${zone}`);
const cell = (scope, row, name) => scope.getByRole('row', { name: row })
  .getByRole('textbox', { name });
const zone_of = (shown) => shown.record.tables[0].zones[1];
const unfold = (page, words) => page.getByRole('button', { name: words }).click();

async function card_with_gap(page) {
  await open_card(page);
  const zone = zone_of(await card());
  await unfold(page, new RegExp(`^Zone ${zone.name} `));
  const lines = rates(page, zone.name);
  await cell(lines, /line 3$/, /^Above/).fill(String(Number(zone.rates[1].up_to) + 1));
  await page.getByRole('heading', { name: '1 thing to mend' }).waitFor();
}

const waiting = (page) => grid(page, 'Orders that wait for credit');
const number = (place) => orders[place].number;

// Before anything is changed: news of changes would stand in the pictures.
const SCREENS = [
  ['admin_rate_cards', 'finance', '#/masters/rate_cards',
    (page) => grid(page, 'Rate cards').waitFor()],
  ['admin_rate_card', 'finance', '#/masters/rate_cards', card_with_gap],
  ['admin_rate_card_new', 'finance', '#/masters/rate_cards?new=1',
    (page) => page.getByRole('heading', { name: 'New rate card' }).waitFor()],
  ['credit', 'finance', '#/credit', (page) => grid(page, 'Open items').waitFor()],
  ['credit_customers', 'admin', '#/credit/customers', (page) => grid(page, 'Customers').waitFor()],
  ['credit_limit', 'finance', '#/credit', async (page) => {
    await grid(page, 'Open items').waitFor();
    await grid(page, 'Credit limits').getByRole('button', { name: 'Change the limit' }).click();
    await page.getByRole('dialog').waitFor();
  }],
];

for (const [name, login, route, prepare] of SCREENS) look(name, login, route, prepare);

as('finance', 'a gap between two rates is said at its line, leads there, and is mended by keys',
  '#/masters/rate_cards', async (page) => {
    await card_with_gap(page);
    const { name } = zone_of(await card());
    await region(page, '1 thing to mend').getByText(/has no rate above/).waitFor();
    await page.keyboard.press('Control+S');
    await said(page, 'Not saved: 1 thing to mend.');
    await page.getByRole('button', { name: new RegExp(`^Go to .*Zone ${name}, Rates, line 3`) })
      .click();
    const wrong = await eventually('the sentence at the line', async () => {
      const first = cell(rates(page, name), /line 3$/, /^Up to/);
      return (await first.getAttribute('aria-invalid')) === 'true' && described(first);
    });
    assert.match(wrong, /has no rate above/);
    await cell(rates(page, name), /line 3$/, /^Above/).fill('');
    await eventually('no finding', async () =>
      await region(page, '1 thing to mend').count() === 0);
    await cell(rates(page, name), /line 3$/, /^Rate/).fill('77.70');
    await region(page, 'Not saved yet').getByText(/Rates, line 3 .* → .*Rate 77\.70/).waitFor();
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText('Changed by finance').first().waitFor();
    assert.equal(zone_of(await card()).rates[2].amount, '77.70');
  }, 422);

as('finance', 'a card is made with the keyboard, copied, and removed where nobody names it',
  '#/masters/rate_cards', async (page) => {
    await grid(page, 'Rate cards').waitFor();
    await page.keyboard.press('Alt+A');
    await field(page, 'Code').fill('LOCAL');
    await field(region(page, 'Rate card'), 'Currency').fill('USD');
    const places = grid(page, 'Places of Table 1');
    await cell(places, 'Places of Table 1, new line', 'Zone').focus();
    for (const text of ['Town', 'US', '', '', '']) {
      if (text) await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await settled(page);
    }
    const tables = region(page, 'Tables');
    await field(tables, 'Zone').last().fill('Town');
    const lines = rates(page, 'Town');
    await cell(lines, /new line$/, /^Up to/).focus();
    for (const text of ['5', '8.00', '', '', '', '30', '1.20', 'for each further', '1', '']) {
      if (text) await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await settled(page);
    }
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    const made = await company.ask('finance', 'GET', '/v1/masters/rate_cards/LOCAL');
    assert.deepEqual(made.record.tables, [{ places: [{ zone: 'Town', country: 'US' }],
      zones: [{ name: 'Town', rates: [{ up_to: '5', amount: '8.00' },
        { form: 'further', up_to: '30', per: '1', amount: '1.20' }] }] }]);
    await button(page, 'Copy').click();
    await page.getByRole('heading', { name: 'New rate card' }).waitFor();
    await field(page, 'Code').fill('LOCAL-2');
    await page.keyboard.press('Control+S');
    await region(page, 'History').getByText('Added by finance').waitFor();
    await button(page, 'Remove').click();
    await button(page.getByRole('dialog', { name: /^Remove / }), 'Remove').click();
    await grid(page, 'Rate cards').getByRole('link', { name: 'LOCAL', exact: true }).waitFor();
    await open_card(page);
    await button(page, 'Remove').click();
    await button(page.getByRole('dialog', { name: /^Remove / }), 'Remove').click();
    await page.getByText(/is still needed/).first().waitFor();
  }, 422);

as('desk', 'the desk looks at a rate card and changes none', '#/masters/rate_cards',
  async (page) => {
    await open_card(page);
    assert.equal(await button(page, 'Save').count(), 0);
    assert.equal(await button(page, 'New rate card').count(), 0);
    assert.equal(await is_fixed(field(page, 'Name')), true);
    assert.equal(await page.getByRole('button', { name: /^Add: / }).count(), 0);
  });

as('desk', 'a product says its sides, its UN number and where it may not go',
  '#/masters/products', async (page) => {
    await open_first(page, 'products', sku);
    const way = region(page, 'On the way');
    for (const [label, text] of [['Length', '400'], ['Width', '300'], ['Height', '120'],
      ['UN number', 'UN126'], ['Not to be sold to', 'CU, KP']]) {
      await field(way, label).fill(text);
    }
    await eventually('the sentence at the UN number', async () =>
      (await field(way, 'UN number').getAttribute('aria-invalid')) === 'true');
    await field(way, 'UN number').fill('UN1263');
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    const { record } = await company.ask('desk', 'GET', `/v1/masters/products/${sku}`);
    assert.deepEqual([record.length_mm, record.un_number, record.blocked_countries],
      [400, 'UN1263', ['CU', 'KP']]);
  });

as('finance', 'an order is released with a reason by one key, and the next one is there',
  '#/credit', async (page) => {
    await waiting(page).waitFor();
    await page.getByRole('heading', { name: new RegExp(`^${number(0)} · `) }).waitFor();
    await page.getByText(/has used .* of a credit limit of .* passes it by/).first().waitFor();
    await region(page, 'Credit').getByText('Beyond the limit by').waitFor();
    await region(page, 'Open items').getByText('R-2041').waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: new RegExp(`^${number(1)} · `) }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: new RegExp(`^${number(0)} · `) }).waitFor();
    await page.keyboard.press('r');
    const asks = page.getByRole('dialog', { name: `Release ${number(0)}` });
    await asks.waitFor();
    await page.keyboard.press('Enter');
    await eventually('it asks why', async () =>
      (await field(asks, 'Reason').getAttribute('aria-invalid')) === 'true');
    await page.keyboard.type('paid by wire this morning');
    await page.keyboard.press('Enter');
    await said(page, `${number(0)} is released and accepted.`);
    await page.getByRole('heading', { name: new RegExp(`^${number(1)} · `) }).waitFor();
    const order = await company.ask('finance', 'GET', `/v1/orders/${orders[0].order_id}`);
    assert.equal(order.state, 'accepted');
    assert.ok(order.reasons.some((each) => each.code === 'credit_released' &&
      each.sentence.includes('paid by wire this morning')));
  });

as('finance', 'a hold keeps everybody from releasing; taken off and with a higher limit it goes on',
  '#/credit', async (page) => {
    await waiting(page).waitFor();
    await page.getByRole('link', { name: 'Look at the customer' }).click();
    await page.getByRole('heading', { name: customer.name }).first().waitFor();
    await grid(page, 'Open items').waitFor();
    await page.keyboard.press('h');
    const holds = page.getByRole('dialog', { name: `Put ${customer.name} on hold` });
    await field(holds, 'Reason').fill('Insolvency filed.');
    await button(holds, 'Put on hold').click();
    await page.getByText('On hold: Insolvency filed.').first().waitFor();
    await page.goto(`${company.address}/#/credit`);
    await waiting(page).waitFor();
    await page.getByText(/is on hold: Insolvency filed/).first().waitFor();
    assert.equal(await button(page, 'Release').isDisabled(), true);
    await page.goto(`${company.address}/#/credit/customer/${customer.code}`);
    await grid(page, 'Open items').waitFor();
    await page.keyboard.press('h');
    const frees = page.getByRole('dialog', { name: `Take ${customer.name} off hold` });
    await field(frees, 'Reason').fill('withdrawn');
    await page.keyboard.press('Enter');
    await region(page, 'History').getByText('No longer on hold').waitFor();
    await grid(page, 'Credit limits').getByRole('button', { name: 'Change the limit' }).click();
    const limits = page.getByRole('dialog', { name: `Credit limit of ${customer.name}` });
    await field(limits, 'Credit limit').fill('9,000x');
    await field(limits, 'Reason').fill('audited accounts');
    await button(limits, 'Save').click();
    await eventually('the sentence at the limit', async () =>
      (await field(limits, 'Credit limit').getAttribute('aria-invalid')) === 'true');
    await field(limits, 'Credit limit').fill('90000');
    await button(limits, 'Save').click();
    await region(page, 'History').getByText('Credit limit USD 90,000.00').waitFor();
    await page.goto(`${company.address}/#/credit`);
    await page.getByText(/Its credit carries it now/).first().waitFor();
    await button(page, 'Let it go on').click();
    await said(page, `${number(1)} is released and accepted.`);
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: 'No order waits for credit' }).waitFor();
  }, 422);

as('finance', 'a customer is looked up by words; Enter opens the first', '#/credit/customers',
  async (page) => {
    await finder(page, 'customers').fill(customer.code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: customer.name }).first().waitFor();
    await page.keyboard.press('Escape');
    await grid(page, 'Customers').waitFor();
    await finder(page, 'customers').fill('nobody has this');
    await page.getByRole('heading', { name: 'No customer has this' }).waitFor();
  });

as('desk', 'the desk sees the standing of a customer and changes nothing',
  `#/credit/customers`, async (page) => {
    await finder(page, 'customers').fill(customer.code);
    await page.keyboard.press('Enter');
    await grid(page, 'Credit limits').waitFor();
    assert.equal(await page.getByRole('button', { name: /limit|hold/i }).count(), 0);
    assert.equal(await page.getByRole('link', { name: /^Credit/ }).count(), 0);
  });

as('rep', 'credit is not for reps', '#/credit', async (page) => {
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
});
