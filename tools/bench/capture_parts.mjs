// How long a rep waits for "Saved": from Ctrl+Enter until the app says it, both copies on the disk.
// In: a page of the app that is signed in. Out: milliseconds, one for each order,
// and beside them the same bytes put durably into a store of the browser's by nothing else.
import { at_rest } from '../browser/chromium.mjs';

const orders = 40;
const lines = 3;

/** Runs in the page: the time from Ctrl+Enter to the sentence that tells of the saving. */
function watch_saves() {
  globalThis.saves = [];
  let pressed = null;
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey) pressed = performance.now();
  }, { capture: true });
  new MutationObserver(() => {
    const said = document.querySelector('#said').textContent;
    if (pressed === null || !said.includes('Saved on this device as')) return;
    globalThis.saves.push(performance.now() - pressed);
    pressed = null;
  }).observe(document.querySelector('#said'), { subtree: true, childList: true,
    characterData: true });
}

/** Waits until one more order was saved; false where the app wants something mended first. */
const saved = (page, count) => page.waitForFunction((wanted) => globalThis.saves.length >= wanted,
  count, { timeout: 3_000, polling: 10 }).then(() => true, () => false);

async function write_order(page, { customer, goods }) {
  await page.evaluate(() => { location.hash = '#/orders/new'; });
  await page.getByRole('combobox', { name: 'Customer' }).fill(customer);
  await at_rest(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'PO number' }).fill('PO 4711');
  await page.getByRole('row', { name: 'New line' }).getByRole('combobox', { name: 'SKU' }).focus();
  for (let line = 1; line <= lines; ++line) {
    await page.keyboard.type(goods);
    await at_rest(page);
    for (let hit = 0; hit < line; ++hit) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('240');
    await page.keyboard.press('Enter');
    await at_rest(page);
  }
  // A rep looks at the total first; and without a graphics card the picture of the last key is
  // still being painted by the processors that are to be measured.
  await page.waitForTimeout(300);
}

/** Runs in the page: an entry's bytes, durably, into a store that holds nothing else. */
async function put_bare({ count, bytes }) {
  const name = 'bare';
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('entries');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const took = [];
  for (let each = 0; each < count; ++each) {
    const started = performance.now();
    await new Promise((resolve, reject) => {
      const writing = database.transaction('entries', 'readwrite', { durability: 'strict' });
      writing.objectStore('entries').put(new Uint8Array(bytes).fill(each), each);
      writing.oncomplete = resolve;
      writing.onerror = () => reject(writing.error);
    });
    took.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  database.close();
  indexedDB.deleteDatabase(name);
  return took;
}

/** A customer and words for goods that make an order without anything to mend. */
async function find_order(page) {
  for (const customer of ['an', 'er', 'in', 'on']) {
    for (const goods of ['screw', 'washer', 'cable']) {
      await write_order(page, { customer, goods });
      await page.keyboard.press('Control+Enter');
      if (await saved(page, 1)) return { customer, goods };
    }
  }
  throw new Error('no customer of the demo company could be sold such an order');
}

export async function measure_captures(page) {
  await page.evaluate(watch_saves);
  const wanted = await find_order(page);
  for (let order = 2; order <= orders; ++order) {
    await write_order(page, wanted);
    await page.keyboard.press('Control+Enter');
    if (!await saved(page, order)) throw new Error(`order ${order} was not saved`);
  }
  return {
    app: (await page.evaluate(() => globalThis.saves)).slice(1),
    bare: await page.evaluate(put_bare, { count: orders, bytes: 8_000 }),
  };
}
