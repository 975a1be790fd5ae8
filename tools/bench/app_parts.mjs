// The app itself, in Chromium, with a real server and 100,000 products: start, rest, keys.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { at_rest, start_browser, start_profile } from '../browser/chromium.mjs';
import { measure_captures } from './capture_parts.mjs';
import { measure_edits } from './edit_parts.mjs';
import { run } from './native_parts.mjs';
import { serve } from './page_server.mjs';
import { median, percentile } from './table.mjs';

const ms = (value) => value * 1e6;
const rounds = 5;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** A server over a demo company of 100,000 products; its address and the rep's password. */
async function start_shop(place) {
  const data = join(place.folder, 'shop');
  rmSync(data, { recursive: true, force: true });
  run(place.tallystick, ['demo', '--products', '100000', '--orders', '0', '--data', data]);
  const company = JSON.parse(run(place.tallystick, ['company', 'export', '--data', data]));
  const words = ['serve', '--data', data, '--web', place.web, '--port', '0'];
  const server = spawn(place.tallystick, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  await new Promise((resolve, reject) => {
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
    server.stdout.on('data', (bytes) => {
      said += bytes;
      if (/rep +rep +password (\S+)/.test(said)) resolve();
    });
  });
  return {
    skus: company.products.filter(({ status }) => (status ?? 'active') === 'active')
      .map(({ sku }) => sku),
    address: said.match(/http:\/\/\S+/)[0],
    password: said.match(/rep +rep +password (\S+)/)[1],
    stop: () => {
      server.removeAllListeners('exit');
      server.kill('SIGTERM');
      return new Promise((resolve) => server.on('exit', resolve));
    },
  };
}

/** Runs in the page: notes when the SKU cell of an order stands there and the prices are open. */
function watch_for_grid() {
  const look = () => {
    const cell = document.querySelector('#mirror [role="combobox"][aria-label="SKU"]');
    const prices = document.querySelector('#mirror')?.textContent.includes('Prices of');
    if (cell && prices) globalThis.usable_at = performance.now();
    else setTimeout(look, 2);
  };
  look();
}

async function open_order(context, shop) {
  const page = await context.newPage();
  await page.addInitScript(watch_for_grid);
  await page.goto(`${shop.address}/#/orders/new`);
  await page.waitForFunction(() => globalThis.usable_at !== undefined, null, { timeout: 60_000 });
  return { page, at: await page.evaluate(() => globalThis.usable_at) };
}

/** A profile on disk, as a person's browser has one: only such a one keeps what it has fetched. */
async function sign_in(place, shop, name) {
  const profile = join(place.folder, `profile-${name}`);
  const context = await start_profile(profile, { viewport: { width: 1280, height: 800 } });
  const answer = await context.request.post(`${shop.address}/v1/login`,
    { data: { login: 'rep', password: shop.password } });
  if (!answer.ok()) throw new Error(`signing in was answered with ${answer.status()}`);
  return { context, end: async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  } };
}

/** Cold: an empty profile. Warm: the same profile again, in a browser that runs already. */
async function measure_starts(place, shop) {
  const cold = [];
  const warm = [];
  for (let round = 0; round < rounds; ++round) {
    const { context, end } = await sign_in(place, shop, round);
    const first = await open_order(context, shop);
    cold.push(first.at);
    await first.page.close();
    const second = await open_order(context, shop);
    warm.push(second.at);
    await end();
  }
  return { cold, warm };
}

const sku_cell = (page) =>
  page.locator('#mirror [role="combobox"][aria-label="SKU"]').first();

/** Runs in the page: for each letter the work of its frame, and the time until it was drawn. */
function watch_letters() {
  globalThis.letters = [];
  addEventListener('keydown', () => {
    const pressed = performance.now();
    const before = globalThis.tallystick.framesDrawn();
    const look = () => {
      const now = performance.now();
      if (globalThis.tallystick.framesDrawn() === before) return void requestAnimationFrame(look);
      const { build, mirror, draw } = globalThis.tallystick.frameMs();
      globalThis.letters.push({ work: build + mirror + draw, shown: now - pressed });
    };
    requestAnimationFrame(look);
  }, { capture: true });
}

const typed_words = 'hexbolt stainless steel a2 m8 galvanised';

async function measure_letters(page) {
  await sku_cell(page).focus();
  await at_rest(page);
  await page.evaluate(watch_letters);
  for (const key of typed_words) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await at_rest(page);
  }
  const letters = await page.evaluate(() => globalThis.letters);
  if (letters.length < typed_words.length / 2) throw new Error('the letters drew no frames');
  return letters;
}

/** Keys that the app takes itself: it draws inside their event, up and down the list of hits. */
async function measure_arrows(page) {
  await sku_cell(page).fill('bolt');
  await at_rest(page);
  const arrows = [];
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press(i % 10 < 7 ? 'ArrowDown' : 'ArrowUp');
    arrows.push(await page.evaluate(() => globalThis.tallystick.keyMs()));
    await at_rest(page);
  }
  if (arrows.some((ms) => ms <= 0)) throw new Error('an arrow key drew no frame in its event');
  return arrows;
}

/** Until the first copy of what the company says is here: page after page, with a new profile. */
const heard_all = (page) => page.waitForFunction(() => {
  const asked = performance.getEntriesByType('resource')
    .filter((each) => each.name.includes('/v1/changes')).map((each) => each.responseEnd);
  return asked.length > 0 && performance.now() - Math.max(...asked) > 4000;
}, null, { timeout: 120_000, polling: 200 });

async function measure_app(place, shop) {
  const { context, end } = await sign_in(place, shop, 'keys');
  const { page } = await open_order(context, shop);
  await page.evaluate(() => performance.setResourceTimingBufferSize(5000));
  await heard_all(page);
  await at_rest(page);
  const frames = () => page.evaluate(() => globalThis.tallystick.framesDrawn());
  const before = await frames();
  await wait(5000);
  const drawn = await frames() - before;
  const letters = await measure_letters(page);
  const arrows = await measure_arrows(page);
  const captures = await measure_captures(page);
  const edits = await measure_edits(page, shop.skus);
  await end();
  return { drawn, letters, arrows, captures, edits };
}

/** Stock Dear ImGui: frames in 5 s, and what one takes. */
async function measure_bare_imgui(page) {
  await page.addScriptTag({ url: '/bare_imgui.js' });
  return page.evaluate(async () => {
    const canvas = document.querySelector('#canvas');
    const module = await globalThis.createBare({ canvas });
    const quiet = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    await quiet(1000);
    const before = module._bare_frames();
    const each = [];
    for (let i = 0; i < 50; ++i) {
      await quiet(100);
      each.push(module._bare_frame_ms());
    }
    return { frames: module._bare_frames() - before, each };
  });
}

/** A letter in a plain input of HTML, until the next frame is drawn. */
async function measure_plain_input(page) {
  await page.evaluate(() => {
    document.body.appendChild(document.createElement('input')).focus();
    globalThis.plain = [];
    addEventListener('keydown', () => {
      const pressed = performance.now();
      requestAnimationFrame(() => globalThis.plain.push(performance.now() - pressed));
    }, { capture: true });
  });
  for (const key of typed_words) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await wait(20);
  }
  return page.evaluate(() => globalThis.plain);
}

async function measure_baselines(place) {
  const here = new URL('.', import.meta.url).pathname;
  const server = await serve([here, place.wasm]);
  const browser = await start_browser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.address);
    const bare = await measure_bare_imgui(page);
    await page.goto(server.address);
    return { bare, plain: await measure_plain_input(page) };
  } finally {
    await browser.close();
    server.close();
  }
}

function rows_of(starts, app, { bare, plain }) {
  const work = app.letters.map((letter) => letter.work);
  const imgui = { baseline: ms(median(bare.each)), against: 'a frame of stock Dear ImGui' };
  const slow = { baseline: ms(percentile(bare.each, 0.99)), against: imgui.against };
  return [
    { what: 'navigation to a usable order grid, 100,000 products, warm', unit: 'ns',
      value: ms(median(starts.warm)), baseline: ms(median(starts.cold)), against: 'cold' },
    { what: 'frames drawn in 5 s at rest', value: app.drawn, unit: '', aim: 0,
      baseline: bare.frames, against: 'stock Dear ImGui' },
    { what: 'key to frame, drawn inside the key\'s event (arrows), median', unit: 'ns', aim: 5e6,
      value: ms(median(app.arrows)), ...imgui },
    { what: 'the same, 99th percentile', value: ms(percentile(app.arrows, 0.99)), unit: 'ns',
      ...slow },
    { what: 'a letter that searches: the work of its frame, median', unit: 'ns', aim: 5e6,
      value: ms(median(work)), ...imgui },
    { what: 'the same, 99th percentile', value: ms(percentile(work, 0.99)), unit: 'ns', ...slow },
    { what: 'a letter until it is drawn, with the wait for the screen', unit: 'ns',
      value: ms(median(app.letters.map((letter) => letter.shown))),
      baseline: ms(median(plain)), against: 'a letter in a plain HTML input' },
    { what: 'a digit typed into one line of 1,000: decide and draw, median', unit: 'ns',
      aim: 16.7e6, value: ms(median(app.edits)), ...imgui },
    { what: 'the same, 99th percentile', value: ms(percentile(app.edits, 0.99)), unit: 'ns',
      ...slow },
    { what: 'Ctrl+Enter until "Saved" is said, both copies on the disk, median', unit: 'ns',
      value: ms(median(app.captures.app)), baseline: ms(median(app.captures.bare)),
      against: '8 kB put into IndexedDB, strict' },
    { what: 'the same, 99th percentile', unit: 'ns', aim: 30e6,
      value: ms(percentile(app.captures.app, 0.99)),
      baseline: ms(percentile(app.captures.bare, 0.99)),
      against: '8 kB put into IndexedDB, strict' },
  ];
}

export async function start_rows(place) {
  const shop = await start_shop(place);
  try {
    const starts = await measure_starts(place, shop);
    return rows_of(starts, await measure_app(place, shop), await measure_baselines(place));
  } finally {
    await shop.stop();
    rmSync(join(place.folder, 'shop'), { recursive: true, force: true });
  }
}
