// The mirror, driven as a person or assistive technology drives it: by role and name.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { in_gallery, row, sku, quantity, values, focused } from './gallery.mjs';
import { close_all, eventually, said, settled } from './harness.mjs';

after(close_all);

in_gallery('typing reaches the app and comes back in its words', '#/gallery', async (page) => {
  const field = page.getByRole('textbox', { name: 'PO number' });
  await field.fill('');
  await field.pressSequentially('Bestellung Nr. 7, Größe ½');
  assert.equal(await field.inputValue(), 'Bestellung Nr. 7, Größe ½');
  await page.getByRole('textbox', { name: 'Requested date' }).fill('2025-12-01');
  await eventually('the error is gone', async () => (await page
    .getByRole('textbox', { name: 'Requested date' }).getAttribute('aria-invalid')) === null);
});

in_gallery('a wrong field says its sentence and how to mend it', '#/gallery', async (page) => {
  const field = page.getByRole('textbox', { name: 'Requested date' });
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  const id = await field.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${id}`).textContent(), /is a Sunday\. Choose a working day\./);
  assert.equal(await page.getByRole('textbox', { name: 'PO number' })
    .getAttribute('aria-required'), 'true');
});

in_gallery('an input method composes into a field, and nothing is written over it', '#/gallery',
  async (page) => {
    const field = page.getByRole('textbox', { name: 'Notes for the warehouse' });
    await field.focus();
    const session = await page.context().newCDPSession(page);
    for (const text of ['に', 'にほ', 'にほん']) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length,
        selectionEnd: text.length });
      await page.waitForTimeout(60);
    }
    await session.send('Input.insertText', { text: '日本' });
    await page.keyboard.type(' ok');
    assert.equal(await field.inputValue(), '日本 ok');
  });

in_gallery('composition inside a grid cell', '#/gallery', async (page) => {
  await sku(page, /AB-1030/).focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'é', selectionStart: 1, selectionEnd: 1 });
  await page.waitForTimeout(60);
  await session.send('Input.insertText', { text: 'élan' });
  await eventually(
      'the composed text', async () => (await values(page, 'combobox', 'SKU'))[0] === 'élan');
});

in_gallery('select all, copy, paste and undo inside a grid cell', '#/gallery', async (page) => {
  const cell = quantity(page, /AB-1030/);
  await cell.focus();
  await page.keyboard.type('250');
  assert.equal(await cell.inputValue(), '250');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const other = quantity(page, /EL-3100/);
  await other.focus();
  await page.keyboard.press('Control+V');
  assert.equal(await other.inputValue(), '250');
  await page.keyboard.press('Control+Z');
  assert.equal(await other.inputValue(), '20');
  await eventually('the total follows', async () =>
    (await row(page, /EL-3100/).textContent()).includes('$935.00'));
});

in_gallery('typing ahead: three lines without a pause', '#/gallery', async (page) => {
  await quantity(page, /AB-1030/).focus();
  await page.keyboard.press('Escape');
  await page.evaluate(() => 0);
  const press = page.keyboard;
  await quantity(page, /AB-1030/).focus();
  // Enter goes quantity -> SKU of the next line -> its quantity.
  await press.type('11');
  await press.press('Enter');
  await press.press('Enter');
  await press.type('22');
  await press.press('Enter');
  await press.press('Enter');
  await press.type('33');
  await press.press('Enter');
  assert.deepEqual((await values(page, 'textbox', 'Quantity')).slice(0, 3), ['11', '22', '33']);
});

in_gallery('keys as fast as the browser takes them: nothing lands in the wrong line', '#/gallery',
  async (page) => {
    await quantity(page, /AB-1030/).focus();
    const session = await page.context().newCDPSession(page);
    const keys = [];
    for (const text of ['1', '1', '\r', '\r', '2', '2', '\r', '\r', '3', '3', '\r']) {
      const enter = text === '\r';
      const what = { key: enter ? 'Enter' : text, code: enter ? 'Enter' : `Digit${text}`, text,
        windowsVirtualKeyCode: enter ? 13 : text.charCodeAt(0) };
      keys.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...what }));
      keys.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what }));
    }
    await Promise.all(keys);
    assert.deepEqual((await values(page, 'textbox', 'Quantity')).slice(0, 3), ['11', '22', '33']);
  });

in_gallery('Enter in the last line makes a line and goes there', '#/gallery', async (page) => {
  await sku(page, 'Line 5').focus();
  await page.keyboard.type('tl-7');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.keyboard.type('gl-4002');
  await page.keyboard.press('Enter');
  await eventually('two lines more', async () =>
    (await values(page, 'combobox', 'SKU')).slice(4).join() === 'TL-7010,GL-4002');
  assert.equal(await focused(page), 'Quantity');
});

in_gallery('a result list: arrows, Enter, Escape', '#/gallery', async (page) => {
  const cell = sku(page, 'Line 5');
  await cell.focus();
  await page.keyboard.type('glove');
  const list = page.getByRole('listbox', { name: 'SKU' });
  await list.waitFor();
  await eventually('two results', async () => (await list.getByRole('option').count()) === 2);
  assert.equal(await cell.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  const active = await cell.getAttribute('aria-activedescendant');
  assert.match(await page.locator(`#${active}`).getAttribute('aria-label'), /^GL-4003/);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await list.getByRole('option', { name: /GL-4002/ }).click();
  await eventually(
      'the chosen SKU', async () => (await values(page, 'combobox', 'SKU'))[4] === 'GL-4002');
});

in_gallery(
    'arrows, Home, End and Escape in the grid', '#/gallery/entry?lines=200', async (page) => {
      await quantity(page, /^AB-1030/).first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.type('7');
      assert.equal((await values(page, 'textbox', 'Quantity'))[2], '7');
      await page.keyboard.press('Escape');
      await eventually(
          'taken back', async () => (await values(page, 'textbox', 'Quantity'))[2] === '30');
      await page.keyboard.press('Home');
      assert.equal(await focused(page), 'SKU');
      await page.keyboard.press('End');
      assert.equal(await focused(page), 'Quantity');
      await page.keyboard.press('Control+D');
      await eventually(
          'copied from above', async () => (await values(page, 'textbox', 'Quantity'))[2] === '20');
      for (let i = 0; i < 6; ++i) await page.keyboard.press('PageDown');
      const index = await page.evaluate(
          () => document.activeElement.closest('[role=row]').getAttribute('aria-rowindex'));
      assert.ok(Number(index) > 50, `row ${index}`);
      const box = await page.evaluate(() => {
        const {top, bottom} = document.activeElement.getBoundingClientRect();
        return {top, bottom, height: innerHeight};
      });
      assert.ok(box.top > 100 && box.bottom < box.height, JSON.stringify(box));
    });

in_gallery('F2 edits inside the text, arrows leave the cell only at its edge', '#/gallery',
  async (page) => {
    await sku(page, /AB-1030/).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(page), 'Quantity');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await focused(page), 'SKU');
    await page.keyboard.press('F2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('9');
    // The row is named after its article, and this is none: the cell is the one with the focus.
    const typed = () => page.evaluate(() => document.activeElement.value);
    assert.equal(await typed(), 'AB-10390');
    await settled(page);
    assert.equal(await typed(), 'AB-10390');
  });

in_gallery(
    'rows copied from a spreadsheet reach the app as they are', '#/gallery', async (page) => {
      await page.evaluate(
          () => navigator.clipboard.writeText('AB-1030\t10\nEL-3100\t4\nCP-2210\t2\n'));
      await sku(page, /AB-1030/).focus();
      await page.keyboard.press('Control+V');
      await said(page, 'Pasted');
      assert.equal((await values(page, 'combobox', 'SKU'))[0], 'AB-1030');
    });

in_gallery('press, choose, tick, select: by role and name', '#/gallery', async (page) => {
  await page.getByRole('button', { name: 'Submit order' }).click();
  await said(page, 'submitted 1 times');
  await page.getByRole('button', { name: 'Submit order' }).dblclick();
  await said(page, 'submitted 3 times');
  await page.getByRole('button', { name: 'Submit order' }).focus();
  await page.keyboard.press('Enter');
  await said(page, 'submitted 4 times');
  await page.keyboard.press('Space');
  await said(page, 'submitted 5 times');
  const box = page.getByRole('checkbox', { name: 'Leave prices off' });
  await box.check();
  assert.equal(await box.isChecked(), true);
  await page.getByRole('switch', { name: 'Sound after each scan' }).uncheck();
  await page.getByRole('radio', { name: 'Express' }).click();
  await eventually('Express is chosen', async () =>
    (await page.getByRole('radio', { name: 'Express' }).getAttribute('aria-checked')) === 'true');
  await page.keyboard.press('ArrowRight');
  await eventually('Pick up is chosen', async () =>
    (await page.getByRole('radio', { name: 'Pick up' }).getAttribute('aria-checked')) === 'true');
  const select = page.getByRole('combobox', { name: 'Ship to' });
  await select.selectOption('Warehouse, Dock Road 4');
  await settled(page);
  assert.equal(await select.inputValue(), 'Warehouse, Dock Road 4');
  assert.equal(await page.getByRole('button', { name: 'Approve' }).isDisabled(), true);
});

in_gallery('a press on the canvas counts while the mirror waits, and never twice', '#/gallery',
  async (page) => {
    const box = await page.getByRole('button', { name: 'Submit order' }).boundingBox();
    await page.evaluate(() => document.getElementById('mirror').classList.add('waits'));
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await said(page, 'submitted 1 times');
    await page.evaluate(() => document.getElementById('mirror').classList.remove('waits'));
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await said(page, 'submitted 2 times');
  });

in_gallery('the mouse puts the caret and selects by dragging', '#/gallery', async (page) => {
  const field = page.getByRole('textbox', { name: 'PO number' });
  await field.fill('');
  await field.fill('ABCDEFGHIJKLMNOP');
  const box = await field.boundingBox();
  await page.mouse.move(box.x + 14, box.y + 18);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 18, { steps: 4 });
  await page.mouse.up();
  const chosen = await field.evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd));
  assert.ok(chosen.length >= 3 && chosen.startsWith('A'), chosen);
  await page.keyboard.type('-');
  assert.ok((await field.inputValue()).startsWith('-'));
});

in_gallery('wheel, then a click on what is drawn', '#/gallery/entry?lines=300', async (page) => {
  const grid = await page.getByRole('grid').evaluate(() => {
    const { left, top } = document.querySelector('[role=rowgroup]').getBoundingClientRect();
    return { left, top };
  });
  await page.mouse.move(grid.left + 60, grid.top + 100);
  await page.mouse.wheel(0, 900);
  await eventually('it has scrolled', () => page.evaluate(() =>
    document.querySelector('[role=rowgroup]').scrollTop > 200));
  await page.mouse.click(grid.left + 60, grid.top + 100);
  await settled(page);
  const at = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return {
      name: document.activeElement.getAttribute('aria-label'),
      top: box.top,
      bottom: box.bottom
    };
  });
  assert.equal(at.name, 'SKU');
  assert.ok(at.top <= grid.top + 100 && at.bottom >= grid.top + 100, JSON.stringify(at));
});

in_gallery('what a test scrolls into view is there to be pressed', '#/gallery', async (page) => {
  await page.getByRole('button', { name: 'Remove line' }).last().scrollIntoViewIfNeeded();
  const before = (await values(page, 'combobox', 'SKU')).length;
  await page.getByRole('button', { name: 'Remove line' }).nth(1).click();
  await eventually(
      'a line less', async () => (await values(page, 'combobox', 'SKU')).length === before - 1);
});

in_gallery('focus goes in reading order and comes into view', '#/gallery', async (page) => {
  await page.getByRole('button', { name: 'Keys' }).focus();
  const names = [];
  for (let i = 0; i < 8; ++i) {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
  }
  assert.deepEqual(names, [
    'New order', 'Controls', 'Customer', 'PO number', 'Requested date', 'Ship to',
    'Notes for the warehouse', 'Standard'
  ]);
});

in_gallery('a dialog keeps focus inside and gives it back', '#/gallery', async (page) => {
  await page.getByRole('button', { name: 'Discard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Discard this order?' });
  await dialog.waitFor();
  await eventually('focus in the first field', async () => (await focused(page)) === 'Reason');
  for (let i = 0; i < 6; ++i) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null));
  }
  assert.equal(
      await page.getByRole('button', {name: 'Submit order'}).count(), 0, 'the page is inert');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await eventually('focus is back', async () => (await focused(page)) === 'Discard');
});

in_gallery('a menu opens, moves and closes by keyboard', '#/gallery', async (page) => {
  const opener = page.getByRole('button', { name: 'More' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: 'More' }).waitFor();
  await eventually('first item', async () => (await focused(page)) === 'Copy order');
  await page.keyboard.press('ArrowDown');
  await eventually('second item', async () => (await focused(page)) === 'Export as CSV');
  await page.keyboard.press('Enter');
  await said(page, 'Exported');
  await eventually('focus is back', async () => (await focused(page)) === 'More');
});

in_gallery('the question mark opens the table of keys', '#/gallery', async (page) => {
  await page.getByRole('button', { name: 'Save draft' }).focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.waitFor();
  await help.getByText('Ctrl+D: Copy from above').waitFor();
  await help.getByRole('button', { name: 'Done' }).click();
  await help.waitFor({ state: 'detached' });
});

in_gallery('a scanner is heard from any field, which keeps its text', '#/gallery', async (page) => {
  const field = page.getByRole('textbox', { name: 'Requested date' });
  await field.focus();
  const session = await page.context().newCDPSession(page);
  const keys = [];
  let timestamp = Date.now() / 1000;
  for (const c of '4006381333931\r') {
    timestamp += 0.012;  // as a scanner sends them, however slow the machine is
    const what = { key: c === '\r' ? 'Enter' : c, text: c, windowsVirtualKeyCode: c.charCodeAt(0),
      timestamp };
    keys.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...what }));
    keys.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what }));
  }
  await Promise.all(keys);
  await said(page, 'Scanned 4006381333931');
  assert.equal(await field.inputValue(), '2025-11-30');
});
