// Rows from a spreadsheet: looked at before anything is taken, each bad one with its sentence.
import assert from 'node:assert/strict';

import { cell, choose_customer, customer, in_order, line, products, total, values }
  from './entry.mjs';
import { eventually, settled, shows } from './harness.mjs';

in_order('rows from a spreadsheet: looked at, mended, taken, and taken back', async (page) => {
  await choose_customer(page);
  const rows = [['SKU', 'Quantity'], [products[0].sku, '5'], [products[1].sku, '7'],
    ['NO-SUCH-THING', '2'], [products[2].sku, 'a dozen']];
  await cell(page, 'new', 'SKU', 'combobox').focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text),
    rows.map((row) => row.join('\t')).join('\r\n'));
  await page.keyboard.press('Control+V');
  await page.getByRole('heading', { name: 'Paste preview' }).waitFor();
  const pasted = page.getByRole('grid', { name: 'Pasted rows' });
  await pasted.getByText('There is no product NO-SUCH-THING.').first().waitFor();
  await pasted.getByRole('row', { name: /Row 5/ }).getByRole('textbox', { name: 'Quantity' })
    .fill('12');
  const take = page.getByRole('button', { name: 'Take the 3 good rows' });
  await take.waitFor();
  await settled(page);
  await take.click();
  await line(page, 3).waitFor();
  await shows(async () => (await values(page, 'Quantity')).slice(0, 3), ['5', '7', '12']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually('the lines are gone', async () => (await values(page, 'Quantity')).length === 1);
});

in_order('10,000 pasted rows: each of the 300 bad ones with its sentence, nothing lost',
  async (page) => {
    await choose_customer(page);
    const is_bad = (row) => row % 33 === 32 && row < 9900;
    const rows = Array.from({ length: 10000 }, (_, row) => (is_bad(row)
      ? `XX-${row}\t1` : `${products[row % products.length].sku}\t${1 + row % 5}`));
    await cell(page, 'new', 'SKU', 'combobox').focus();
    await page.evaluate((text) => navigator.clipboard.writeText(text), rows.join('\n'));
    await page.keyboard.press('Control+V');
    await page.getByRole('heading', { name: 'Paste preview' }).waitFor();
    await page.getByRole('button', { name: 'Take the 9,700 good rows' })
      .waitFor({ timeout: 60000 });
    // What goes back to who wrote the spreadsheet: every bad row, with why.
    await page.getByRole('button', { name: 'Copy bad rows with reasons' }).click();
    const copied = await eventually('the copied rows', () => page.evaluate(() =>
      navigator.clipboard.readText().then((text) => (text.includes('What is wrong') ? text : ''))));
    for (let row = 0; row < rows.length; ++row) {
      if (!is_bad(row)) continue;
      const line = copied.split('\n').find((each) => each.includes(`XX-${row}\t`));
      assert.match(line ?? '', new RegExp(`There is no product XX-${row}\\.`));
    }
    assert.equal(copied.split('\n').filter((each) => each.includes('XX-')).length, 300);
    await page.getByRole('button', { name: 'Take the 9,700 good rows' }).click();
    await eventually('9,700 lines', async () => /Lines: 9,?700(?!\d)/.test(await total(page)),
      { within_ms: 60000 });
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually('taken back', async () => (await values(page, 'Quantity')).length === 1,
      { within_ms: 60000 });
  });

in_order('ship-to and day from a spreadsheet: found by their headings, or said by a person',
  async (page) => {
    await choose_customer(page);
    const code = customer.ship_tos[0].code;
    const day = new Date(Date.now() + 20 * 86400000).toISOString().slice(0, 10);
    const rows = [['SKU', 'Quantity', 'Deliver to', 'When'],
      [products[0].sku, '5', code.toLowerCase(), day.split('-').reverse().join('.')],
      [products[1].sku, '5', 'NOWHERE-9', day]];
    await cell(page, 'new', 'SKU', 'combobox').focus();
    await page.evaluate((text) => navigator.clipboard.writeText(text),
      rows.map((row) => row.join('\t')).join('\n'));
    await page.keyboard.press('Control+V');
    await page.getByRole('heading', { name: 'Paste preview' }).waitFor();
    const pasted = page.getByRole('grid', { name: 'Pasted rows' });
    await pasted.getByText(/has no ship-to NOWHERE-9\./).first().waitFor();
    await page.getByRole('button', { name: 'What the columns hold' }).click();
    await page.getByRole('combobox', { name: 'Column 4, When' })
      .selectOption({ label: 'Requested date' });
    const second = pasted.getByRole('row', { name: /Row 3/ });
    await shows(() => second.getByRole('textbox', { name: 'Wanted on' }).inputValue(), day);
    await second.getByRole('textbox', { name: 'Ship-to' }).fill(code);
    await settled(page);
    await page.getByRole('button', { name: 'Take 2 rows' }).click();
    await line(page, 2).waitFor();
    await shows(() => values(page, 'Wanted on'), [day, day, '']);
    await shows(async () => (await values(page, 'Ship-to', 'combobox')).slice(0, 2), [code, code]);
  });
