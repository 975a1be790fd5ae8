// One line of an order of 1,000 is edited: the work until it is on the screen, decided anew.
// In: a page of the app that is signed in, SKUs to paste. Out: milliseconds, one for each key.
import { at_rest } from '../browser/chromium.mjs';

const lines = 1000;
const edits = 60;

/** Runs in the page: for each typed digit the work of the frame that shows it. */
function watch_edits() {
  globalThis.edits = [];
  addEventListener('input', () => {
    const before = globalThis.tallystick.framesDrawn();
    const look = () => {
      if (globalThis.tallystick.framesDrawn() === before) return void requestAnimationFrame(look);
      const { build, mirror, draw } = globalThis.tallystick.frameMs();
      globalThis.edits.push(build + mirror + draw);
    };
    requestAnimationFrame(look);
  }, { capture: true });
}

async function paste_lines(page, skus) {
  await page.evaluate(() => { location.hash = '#/orders/new'; });
  await page.getByRole('combobox', { name: 'Customer' }).fill('an');
  await at_rest(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'New line' }).getByRole('combobox', { name: 'SKU' }).focus();
  const rows = skus.slice(0, lines).map((sku) => `${sku}\t240`).join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows);
  await page.keyboard.press('Control+V');
  await page.getByRole('heading', { name: 'Paste preview' }).waitFor();
  await page.getByRole('button', { name: /^Take (the )?[\d,]+ (good )?rows$/ }).click();
  // The cursor stands behind the last line, so the first is not among those that are shown.
  await page.getByRole('row', { name: `Line ${lines},` }).waitFor({ timeout: 60_000 });
  await at_rest(page);
}

export async function measure_edits(page, skus) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await paste_lines(page, skus);
  await page.getByRole('textbox', { name: 'Quantity' }).first().focus();
  await at_rest(page);
  await page.evaluate(watch_edits);
  for (let edit = 0; edit < edits; ++edit) {
    await page.keyboard.press(edit % 3 === 2 ? 'Backspace' : String(1 + (edit % 9)));
    await at_rest(page);
  }
  const took = await page.evaluate(() => globalThis.edits);
  if (took.length < edits / 2) throw new Error('the edits drew no frames');
  return took;
}
