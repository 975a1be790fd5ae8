// Master data: a price that is refused with the sentence at its field, a product's new name, a
// promotion with two tiers, somebody who was faster, changes that nobody saved, roles that may only
// see, and how the screens look. Everything by role and name, against a real server.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { acting, looking, grid, region, field, button, open_first } from './acting.mjs';
import { start_company } from './company.mjs';
import { close_all, described, eventually, said, settled } from './harness.mjs';

let company, price, product;
before(async () => {
  company = await start_company();
  // A price that is found by the words of its list and product alone.
  const { prices, products } = company.facts;
  const has_words = (other, { list, sku }) =>
    other.list.includes(list) && (other.sku ?? '').includes(sku);
  price = prices.findLast((each) => each.price && each.sku && !each.from && !each.valid_from &&
    prices.filter((other) => has_words(other, each)).length === 1);
  product = products.find((each) => each.sku === price.sku);
});
after(async () => {
  await close_all();
  await company?.stop();
});

const as = acting(() => company);
const look = looking(as);

async function open_price(page) {
  await open_first(page, 'prices', `${price.list} ${price.sku}`);
  await field(page, 'Price').waitFor();
}

const key_of = async (words) =>
  (await company.ask('finance', 'GET', `/v1/masters/prices?q=${encodeURIComponent(words)}`))
    .records[0].key;

async function begin_promotion(page, code) {
  await button(page, 'New promotion').first().click();
  await field(page, 'Code').fill(code);
  await field(page, 'Name').fill('Spring cups');
  // Keys alone: Enter goes to the next cell, then to the next line.
  await grid(page, 'Tiers').getByRole('row', { name: 'Tiers, new line' })
    .getByRole('textbox', { name: 'From' }).focus();
  for (const text of ['24', '10', '48', '15']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await settled(page);
  }
}

async function wrong_promotion(page) {
  await begin_promotion(page, 'SUMMER');
  await grid(page, 'Tiers').getByRole('row', { name: 'Tiers, line 2' })
    .getByRole('textbox', { name: /^Value/ }).fill('150');
  await region(page, '1 thing to mend').getByText(/^"150"/).waitFor();
}

// Before anything is changed: news of changes would stand in the pictures.
const SCREENS = [
  ['masters', '#/masters/products', (page) => grid(page, 'Products').waitFor()],
  ['masters_none', '#/masters/costs',
    (page) => page.getByRole('heading', { name: 'No cost yet' }).waitFor()],
  ['masters_product', '#/masters/products', (page) => open_first(page, 'products',
    company.facts.products[3].sku)],
  ['masters_promotion', '#/masters/promotions', wrong_promotion],
];

for (const [name, route, prepare] of SCREENS) look(name, 'finance', route, prepare);

as('finance', 'a price that cannot be read is refused at its field; mended, it is saved',
  '#/masters/prices', async (page) => {
    await open_price(page);
    assert.equal(await field(page, 'Price list').inputValue(), price.list);
    await field(page, 'Price').fill('7,20x');
    const wrong = await eventually('the sentence at the field, while it is typed',
      async () => ((await field(page, 'Price').getAttribute('aria-invalid')) === 'true' &&
        described(field(page, 'Price'))));
    assert.match(wrong, /7,20x/);
    await page.getByRole('heading', { name: '1 thing to mend' }).waitFor();
    await page.keyboard.press('Control+S');
    await said(page, 'Not saved: 1 thing to mend.');
    await field(page, 'Price').fill('7.20');
    await region(page, 'Not saved yet').getByText(/^Price .* → 7\.20$/).waitFor();
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText('Changed by finance').first().waitFor();
    await region(page, 'History').getByText(`Price ${price.price} → 7.20`).waitFor();
    const shown = await company.ask('rules', 'GET',
      `/v1/masters/prices/${encodeURIComponent(await key_of(`${price.list} ${price.sku}`))}`);
    assert.equal(shown.record.price, '7.20');
    assert.equal(shown.changes[0].before.price, price.price);
  }, 422);

as('desk', 'the order desk gives a product another name; prices it may only look at',
  '#/masters', async (page) => {
    await grid(page, 'Products').waitFor();
    await open_first(page, 'products', product.sku);
    assert.equal(await field(page, 'Name').inputValue(), product.name);
    assert.equal(await field(page, 'SKU').getAttribute('readonly') !== null, true);
    await field(page, 'Name').fill(`${product.name} (new)`);
    await page.keyboard.press('Control+Enter');
    await said(page, 'is saved.');
    await page.getByRole('link', { name: 'Back to Products' }).click();
    await grid(page, 'Products').getByText(`${product.name} (new)`).waitFor();
    assert.ok(await button(page, 'New product').isVisible());
    await page.getByRole('tab', { name: 'Prices' }).click();
    await grid(page, 'Prices').waitFor();
    assert.equal(await button(page, 'New price').count(), 0);
    await open_price(page);
    assert.equal(await button(page, 'Save').count(), 0);
    assert.equal(await button(page, 'Remove').count(), 0);
    assert.equal(await field(page, 'Price').getAttribute('readonly') !== null, true);
    assert.equal(await page.getByRole('tab', { name: 'Costs' }).count(), 0);
  });

as('finance', 'a promotion with two tiers is made with the keyboard, copied and removed',
  '#/masters/promotions', async (page) => {
    await page.getByRole('heading', { name: 'Master data' }).waitFor();
    await begin_promotion(page, 'SPRING');
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText('Added by finance').waitFor();
    const made = await company.ask('finance', 'GET', '/v1/masters/promotions/SPRING');
    assert.deepEqual(made.record.tiers,
      [{ from: '24', value: '10' }, { from: '48', value: '15' }]);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('heading', { name: 'New promotion' }).waitFor();
    assert.equal(await field(page, 'Code').inputValue(), '');
    assert.equal(await field(page, 'Name').inputValue(), 'Spring cups');
    await field(page, 'Code').fill('AUTUMN');
    await grid(page, 'Tiers').getByRole('row', { name: 'Tiers, line 2' })
      .getByRole('button', { name: 'Remove the line' }).click();
    await page.keyboard.press('Control+S');
    await region(page, 'History').getByText('Added by finance').waitFor();
    const copy = await company.ask('finance', 'GET', '/v1/masters/promotions/AUTUMN');
    assert.deepEqual(copy.record.tiers, [{ from: '24', value: '10' }]);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const asks = page.getByRole('dialog', { name: /^Remove / });
    await asks.getByRole('button', { name: 'Leave it' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await asks.getByRole('button', { name: 'Remove', exact: true }).click();
    await grid(page, 'Promotions').getByRole('link', { name: 'SPRING' }).waitFor();
    assert.equal(await grid(page, 'Promotions').getByRole('link', { name: 'AUTUMN' }).count(), 0);
  });

as('finance', 'whoever leaves changes behind is asked; elsewhere they wait',
  '#/masters/prices', async (page) => {
    await open_price(page);
    await field(page, 'Valid until').fill('2031-12-31');
    await page.keyboard.press('Escape');
    const asks = page.getByRole('dialog', { name: 'Save the changes?' });
    await asks.getByRole('button', { name: 'Keep editing' }).click();
    await page.evaluate(() => { location.hash = '#/products'; });
    await page.getByRole('heading', { name: 'Products' }).waitFor();
    await said(page, 'Your changes wait under Master data.');
    await page.getByRole('link', { name: 'Master data' }).click();
    await field(page, 'Valid until').waitFor();
    assert.equal(await field(page, 'Valid until').inputValue(), '2031-12-31');
    await page.getByRole('link', { name: 'Back to Prices' }).click();
    await asks.getByRole('button', { name: 'Throw them away' }).click();
    await grid(page, 'Prices').waitFor();
    await open_price(page);
    assert.equal(await field(page, 'Valid until').inputValue(), '');
    await field(page, 'Valid until').fill('2031-12-31');
    await page.keyboard.press('Escape');
    await asks.getByRole('button', { name: 'Save', exact: true }).click();
    await said(page, 'is saved.');
    await grid(page, 'Prices').waitFor();
  });

as('finance', 'somebody who was faster is named, and neither loses anything',
  '#/masters/prices', async (page) => {
    await open_price(page);
    const key = await key_of(`${price.list} ${price.sku}`);
    const theirs = await company.ask('admin', 'GET',
      `/v1/masters/prices/${encodeURIComponent(key)}`);
    await field(page, 'Price').fill('6.95');
    await company.ask('admin', 'POST', '/v1/masters/prices', { key, based_on: theirs.digest,
      check_only: false, record: { ...theirs.record, price: '9.99' } });
    await page.keyboard.press('Control+S');
    await page.getByText(/changed .*by admin/).first().waitFor();
    await button(page, 'Keep what I typed').click();
    await region(page, 'Not saved yet').getByText('Price 9.99 → 6.95').waitFor();
    await page.keyboard.press('Control+S');
    await said(page, 'is saved.');
    await region(page, 'History').getByText('Price 9.99 → 6.95').waitFor();
  }, 409);

as('rules', 'the owners of the rules see everything but costs and change nothing',
  '#/masters/tax_rates', async (page) => {
    await grid(page, 'Tax rates').getByRole('link').first().waitFor();
    assert.equal(await button(page, 'New tax rate').count(), 0);
    assert.equal(await page.getByRole('tab', { name: 'Costs' }).count(), 0);
    await grid(page, 'Tax rates').getByRole('link').first().click();
    await field(page, 'Tax class').waitFor();
    assert.equal(await button(page, 'Save').count(), 0);
    assert.equal(await field(page, 'Rate').getAttribute('readonly') !== null, true);
  });

as('rep', 'reps have no master data', '#/masters', async (page) => {
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Master data' }).count(), 0);
});
