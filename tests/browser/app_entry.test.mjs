// Taking an order, as a rep does it: signed in by the page's form, by keyboard alone, with a
// scanner, with an input method; sent, and found again. Everything by role and name.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { enough_of, low_price } from './company.mjs';
import { LONG, cell, choose_customer, company, customer, grid, in_order, line, products, said,
  total, type_blind, values } from './entry.mjs';
import { eventually, settled, shows } from './harness.mjs';
import { start_browser } from '../../tools/browser/chromium.mjs';

test('a person signs in with login and password, and sees who they are', LONG, async () => {
  const browser = await start_browser();
  const page = await browser.newPage();
  try {
    await page.goto(company.address);
    await page.getByLabel('Login').fill('rep');
    await page.getByLabel('Password').fill('wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('not right').waitFor();
    await page.getByLabel('Login').fill('rep');
    await page.getByLabel('Password').fill('notch-rep');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Orders', exact: true })
      .waitFor({ timeout: 30000 });
    const person = company.facts.users.find((user) => user.login === 'rep');
    await page.getByText(`${person.name}, Sales rep`).waitFor();
  } finally {
    await browser.close();
  }
});

test('one whole order by keyboard alone: 60 lines typed blind, sent, and in the list', LONG,
  async () => {
    const app = await company.open('rep', '#/orders');
    const { page } = app;
    try {
      await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
      await settled(page);
      await page.keyboard.press('Alt+N');
      await grid(page).waitFor();
      await page.keyboard.press('Alt+C');
      await page.keyboard.type(customer.name, { delay: 60 });
      await page.getByRole('option', { name: customer.name }).first().waitFor();
      await page.keyboard.press('Enter');
      await eventually('the cursor in the lines', () => page.evaluate(() =>
        document.activeElement.getAttribute('aria-label') === 'SKU'));

      const ordered = Array.from({ length: 60 }, (_, place) =>
        [products[place % products.length].sku, String(1 + place % 4)]);
      await type_blind(page, ordered.map(([sku, quantity]) => `${sku}\n${quantity}\n`).join(''));
      await eventually('60 lines', async () => /Lines: 60(?!\d)/.test(await total(page)),
        { within_ms: 60000 });
      await settled(page);
      const shown = (await total(page)).match(/Total: (\S+?\d\.\d\d)/)[1];

      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: /^Order S-\d+$/ }).waitFor({ timeout: 30000 });
      const { orders } = await company.ask('rep', 'GET', '/v1/orders?limit=1');
      assert.equal(orders[0].lines, 60);
      const detail = await company.ask('rep', 'GET', `/v1/orders/${orders[0].order_id}`);
      const outcome = JSON.parse(detail.outcome);
      assert.deepEqual(outcome.lines.map((each) =>
        [each.sku, String(each.ordered / 1000)]), ordered);
      assert.equal(shown.replace(/[^\d]/g, ''), String(outcome.total));

      await page.keyboard.press('Alt+O');
      const row = page.getByRole('grid', { name: 'Orders' }).getByRole('row',
        { name: orders[0].number });
      await row.waitFor();
      assert.match(await row.textContent(), /Accepted|Waiting for the order desk/);
      assert.deepEqual(app.problems, []);
    } finally {
      await app.close();
    }
  });

in_order('each keystroke changes the totals', async (page) => {
  await choose_customer(page);
  await cell(page, 'new', 'SKU', 'combobox').fill(products[0].sku);
  await page.keyboard.press('Enter');
  const before = await total(page);
  await page.keyboard.type('2');
  await eventually('a new total', async () => (await total(page)) !== before);
  const two = await total(page);
  await page.keyboard.type('4');
  await eventually('a newer total', async () => (await total(page)) !== two);
});

in_order('an order can be left and found again, with its undo', async (page) => {
  await choose_customer(page);
  await cell(page, 'new', 'SKU', 'combobox').fill(products[0].sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.getByText(/Draft saved on this device/).waitFor();
  await page.reload();
  await line(page, 1).waitFor();
  await shows(() => cell(page, 1, 'Quantity').inputValue(), '12');
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually('the quantity is taken back', async () =>
    (await cell(page, 1, 'Quantity').inputValue()) === '');
  await page.getByRole('button', { name: 'Redo' }).click();
  await eventually('and there again', async () =>
    (await cell(page, 1, 'Quantity').inputValue()) === '12');
});

in_order('a scanner adds one from any focus, and restores the field', async (page) => {
  await choose_customer(page);
  const gtins = products.filter((product) => product.gtin).slice(0, 2)
    .map((product) => product.gtin);
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('at the gate');
  for (const code of [gtins[0], gtins[0], gtins[1], gtins[0]]) {
    await type_blind(page, `${code}\n`);
    await settled(page);
  }
  await shows(() => note.inputValue(), 'at the gate');
  await eventually('two lines', async () => (await values(page, 'Quantity')).length === 3);
  await shows(async () => (await values(page, 'Quantity')).slice(0, 2), ['3', '1']);
  await type_blind(page, '4006381333931\n');  // right as a GTIN, but none of ours
  await said(page, 'No product has the code');
  await shows(async () => (await values(page, 'Quantity')).length, 3);
});

in_order('scanned into the SKU cell each code adds one, and the next goes there, too',
  async (page) => {
    await choose_customer(page);
    const [first, second] = products.filter((product) => product.gtin);
    await cell(page, 'new', 'SKU', 'combobox').focus();
    for (const { gtin } of [first, second, first]) await type_blind(page, `${gtin}\n`);
    await shows(() => values(page, 'SKU', 'combobox'), [first.sku, second.sku, '']);
    await shows(() => values(page, 'Quantity'), ['2', '1', '']);
    await shows(() => cell(page, 'new', 'SKU', 'combobox')
      .evaluate((element) => element === document.activeElement), true);
  });

in_order('quick typing in a text field is typing, and stays', async (page) => {
  const po = page.getByRole('textbox', { name: 'PO number' });
  await po.focus();
  await type_blind(page, 'PO4711889\n');
  await settled(page);
  await shows(() => po.inputValue(), 'PO4711889');
  await page.getByRole('combobox', { name: 'Customer' }).focus();
  await type_blind(page, `${customer.code}\n`);
  await eventually('the customer is chosen by number', async () => (await page
    .getByRole('combobox', { name: 'Customer' }).inputValue()).includes(customer.name));
});

// A beginning that several SKUs have, and is none itself.
function shortened(facts) {
  const skus = new Set(facts.products.map((product) => product.sku));
  for (const product of products) {
    const short = product.sku.slice(0, -1);
    const begin = [...skus].filter((sku) => sku.startsWith(short));
    if (!skus.has(short) && begin.length > 1) return short;
  }
  return assert.fail('no SKU of the company can be shortened');
}

in_order('a shortened SKU typed blind becomes no other product, and nothing typed is lost',
  async (page) => {
    await choose_customer(page);
    const short = shortened(company.facts);
    await cell(page, 'new', 'SKU', 'combobox').focus();
    await type_blind(page, `${short}\n5\n${products[0].sku}\n3\n`);
    await eventually('three rows', async () => (await values(page, 'Quantity')).length === 3);
    await shows(async () => (await values(page, 'SKU', 'combobox')).slice(0, 2),
      [short, products[0].sku]);
    await shows(async () => (await values(page, 'Quantity')).slice(0, 2), ['5', '3']);
    await shows(() => cell(page, 1, 'SKU', 'combobox').getAttribute('aria-invalid'), 'true');
    await page.getByRole('region', { name: /to mend/ }).getByText(`There is no product ${short}.`)
      .waitFor();
  });

in_order('words that several products have keep the cursor and the list; arrows choose',
  async (page) => {
    await choose_customer(page);
    const sku = cell(page, 'new', 'SKU', 'combobox');
    await sku.focus();
    await page.keyboard.type('decking screw', { delay: 30 });
    await page.getByRole('option').filter({ hasText: /./ }).first().waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await said(page, 'Several products have this');
    const line_1 = cell(page, 1, 'SKU', 'combobox');
    await shows(() => line_1.inputValue(), 'decking screw');
    await shows(() => line_1.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    const product = await eventually('one of the products is chosen', async () => {
      const [chosen] = await values(page, 'SKU', 'combobox');
      return company.facts.products.find((each) => each.sku === chosen);
    });
    assert.match(product.name, /decking screw/);
    await shows(() => cell(page, 1, 'Quantity').inputValue(), '4');
  });

in_order('text without a hit closes its list with Enter', async (page) => {
  await cell(page, 'new', 'SKU', 'combobox').focus();
  await page.keyboard.type('nothing of ours', { delay: 20 });
  await page.getByRole('listbox').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await settled(page);
  await shows(() => page.getByRole('listbox').count(), 0);
  await shows(() => cell(page, 1, 'SKU', 'combobox').inputValue(), 'nothing of ours');
});

in_order('in a cell: an input method composes, then select, paste and undo', async (page) => {
  const sku = cell(page, 'new', 'SKU', 'combobox');
  await sku.focus();
  const session = await page.context().newCDPSession(page);
  for (const text of ['ね', 'ねじ']) {
    await session.send('Input.imeSetComposition',
      { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(60);
  }
  await session.send('Input.insertText', { text: '螺子' });
  await page.keyboard.type(' M8', { delay: 40 });
  const typed = cell(page, 1, 'SKU', 'combobox');
  await shows(() => typed.inputValue(), '螺子 M8');
  await page.keyboard.press('Shift+Home');
  assert.equal(await page.evaluate(() => globalThis.getSelection().toString() ||
    document.activeElement.value.slice(document.activeElement.selectionStart,
      document.activeElement.selectionEnd)), '螺子 M8');
  await page.evaluate((text) => navigator.clipboard.writeText(text), products[2].sku);
  await page.keyboard.press('Control+V');
  await shows(() => typed.inputValue(), products[2].sku);
  await page.keyboard.press('Control+Z');
  await shows(() => typed.inputValue(), '螺子 M8');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Enter');
  await page.keyboard.type('6');
  await page.keyboard.press('Enter');
  await eventually('the line is there', async () =>
    (await values(page, 'SKU', 'combobox'))[0] === products[2].sku &&
    (await values(page, 'Quantity'))[0] === '6');
});

in_order('a case is chosen as the unit, and its pieces are priced', async (page) => {
  await choose_customer(page);
  const packed = products.find((product) => Number(product.case_pack ?? 0) > 1);
  await cell(page, 'new', 'SKU', 'combobox').fill(packed.sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type('2');
  await cell(page, 1, 'Unit', 'combobox').fill('c');
  await page.keyboard.press('Enter');
  await eventually('the unit is case', async () =>
    (await cell(page, 1, 'Unit', 'combobox').inputValue()) === 'case');
  await page.keyboard.press('Alt+W');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`${2 * Number(packed.case_pack)} at`).waitFor();
  await page.keyboard.press('Escape');
});

in_order('plus and minus go by packs', async (page) => {
  await choose_customer(page);
  const packed = products.find((product) => Number(product.case_pack ?? 0) > 1);
  await cell(page, 'new', 'SKU', 'combobox').fill(packed.sku);
  await page.keyboard.press('Enter');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('-');
  await eventually('one pack', async () =>
    (await values(page, 'Quantity'))[0] === String(Number(packed.case_pack)));
});

in_order('an agreed price asks for its reason, and a low one goes to the desk', async (page) => {
  await choose_customer(page);
  await cell(page, 'new', 'SKU', 'combobox').fill(products[0].sku);
  await page.keyboard.press('Enter');
  await page.keyboard.type(enough_of(company.facts, customer, products[0].sku));
  await cell(page, 1, 'Price').fill(low_price(company.facts, customer, products[0].sku));
  await page.getByRole('region', { name: /to mend/ }).getByText('An agreed price needs its reason.')
    .waitFor();
  await cell(page, 1, 'Reason for the price').fill('show price');
  await page.getByText('The order desk decides').waitFor();
});

in_order('what is wrong leads to its cell, and one press mends it', async (page) => {
  const stepped = company.facts.products.find((product) => Number(product.step ?? 1) > 1 &&
    Number(product.minimum ?? 1) === Number(product.step));
  await choose_customer(page);
  const enough = enough_of(company.facts, customer, products[0].sku);
  await cell(page, 'new', 'SKU', 'combobox').focus();
  await type_blind(page, `${products[0].sku}\n${enough}\n${stepped.sku}\n`);
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await eventually('the cell is marked', async () =>
    (await cell(page, 2, 'Quantity').getAttribute('aria-invalid')) === 'true');
  await page.keyboard.press('Control+Enter');
  await said(page, 'Not saved: 1 thing to mend.');
  await page.getByRole('button', { name: `Order ${Number(stepped.minimum)}` }).click();
  await eventually('the quantity is mended', async () =>
    (await cell(page, 2, 'Quantity').inputValue()) === String(Number(stepped.minimum)));
});

in_order('an order whose answer was cut off is saved, and goes by itself with the same bytes',
  async (page, app) => {
    await choose_customer(page);
    await cell(page, 'new', 'SKU', 'combobox').fill(products[3].sku);
    await page.keyboard.press('Enter');
    await page.keyboard.type(enough_of(company.facts, customer, products[3].sku));
    const bodies = [];
    await page.route('**/v1/push', (route) => {
      bodies.push(route.request().postDataBuffer().toString('latin1'));
      return bodies.length === 1 ? route.abort() : route.continue();
    });
    await page.keyboard.press('Control+Enter');
    await said(page, 'Saved on this device as ');
    await page.getByRole('heading', { name: /^Order S-\d+$/ }).waitFor({ timeout: 30000 });
    assert.equal(bodies.length, 2);
    assert.equal(bodies[0], bodies[1]);
    app.problems.length = 0;  // the browser's own line about the cut connection
  });
