// The app itself, in Chromium, with a real server and 100,000 products: start, rest, keys.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { start_browser } from './browser_parts.mjs';
import { run } from './native_parts.mjs';
import { serve } from './page_server.mjs';
import { median } from './table.mjs';

const ms = (value) => value * 1e6;
const rounds = 5;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** A server over a demo company of 100,000 products; its address and the rep's password. */
async function start_shop(place) {
  const data = join(place.folder, 'shop');
  rmSync(data, { recursive: true, force: true });
  run(place.tallystick, ['demo', '--products', '100000', '--orders', '0', '--data', data]);
  const words = ['serve', '--data', data, '--web', join(place.wasm, 'web'), '--port', '0'];
  const server = spawn(place.tallystick, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise((resolve, reject) => {
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
    server.stdout.on('data', (bytes) => {
      said += bytes;
      if (/rep +rep +password (\S+)/.test(said)) resolve();
    });
  });
  return {
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
    if (cell && prices && globalThis.usable_at === undefined) {
      globalThis.usable_at = performance.now();
      return;
    }
    setTimeout(look, 2);
  };
  look();
}

async function open_order(context, shop) {
  const page = await context.newPage();
  await page.addInitScript(watch_for_grid);
  await page.goto(`${shop.address}/#/orders/new`);
  for (let i = 0; i < 1200; ++i) {
    const at = await page.evaluate(() => globalThis.usable_at);
    if (at !== undefined) return { page, at };
    await wait(50);
  }
  throw new Error('the order entry grid never became usable');
}

async function sign_in(browser, shop) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const answer = await context.request.post(`${shop.address}/v1/login`,
    { data: { login: 'rep', password: shop.password } });
  if (!answer.ok()) throw new Error(`signing in was answered with ${answer.status()}`);
  return context;
}

async function measure_starts(browser, shop) {
  const cold = [];
  const warm = [];
  for (let round = 0; round < rounds; ++round) {
    const context = await sign_in(browser, shop);
    const first = await open_order(context, shop);
    cold.push(first.at);
    await first.page.close();
    const second = await open_order(context, shop);
    warm.push(second.at);
    await context.close();
  }
  return { cold, warm };
}

const settled = async (page) => {
  for (let i = 0; i < 400; ++i) {
    if (await page.evaluate(() => globalThis.tallystick.atRest())) return;
    await wait(25);
  }
  throw new Error('the app never came to rest');
};

async function measure_rest_and_keys(browser, shop) {
  const context = await sign_in(browser, shop);
  const { page } = await open_order(context, shop);
  await settled(page);
  const frames = () => page.evaluate(() => globalThis.tallystick.framesDrawn());
  const before = await frames();
  await wait(5000);
  const at_rest = await frames() - before;
  await page.locator('#mirror [role="combobox"][aria-label="SKU"]').focus();
  const keys = [];
  for (const key of 'hexbolt stainlesssteel a2 m8 galvanised') {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await settled(page);
    keys.push(await page.evaluate(() => globalThis.tallystick.keyMs()));
  }
  await context.close();
  return { at_rest, keys };
}

/** Frames that stock Dear ImGui draws in 5 s, and a key in a plain input, in the same browser. */
async function measure_baselines(browser, place) {
  const here = new URL('.', import.meta.url).pathname;
  const server = await serve([here, place.wasm]);
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    let bare_frames;
    if (existsSync(join(place.wasm, 'bare_imgui.js'))) {
      await page.addScriptTag({ url: '/bare_imgui.js' });
      bare_frames = await page.evaluate(async () => {
        const canvas = document.querySelector('#canvas');
        const module = await globalThis.createBare({ canvas });
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const before = module._bare_frames();
        await new Promise((resolve) => setTimeout(resolve, 5000));
        return module._bare_frames() - before;
      });
    }
    await page.goto(server.address);
    await page.evaluate(() => {
      const input = document.body.appendChild(document.createElement('input'));
      input.focus();
      globalThis.plain = [];
      input.addEventListener('keydown', () => {
        const start = performance.now();
        input.addEventListener('input', () => globalThis.plain.push(performance.now() - start),
          { once: true });
      });
    });
    for (const key of 'hexboltstainlesssteel') {
      await page.keyboard.press(key);
      await wait(20);
    }
    const plain_keys = await page.evaluate(() => globalThis.plain);
    await page.close();
    return { bare_frames, plain_keys };
  } finally {
    server.close();
  }
}

export async function start_rows(place) {
  const shop = await start_shop(place);
  const browser = await start_browser();
  try {
    const starts = await measure_starts(browser, shop);
    const { at_rest, keys } = await measure_rest_and_keys(browser, shop);
    const bare = await measure_baselines(browser, place);
    return [
      {
        what: 'navigation to a usable order grid, 100,000 products, cold',
        value: ms(median(starts.cold)),
        unit: 'ns',
        against: 'none: nobody else opens 100,000'
      },
      {
        what: 'the same, warm',
        value: ms(median(starts.warm)),
        unit: 'ns',
        baseline: ms(median(starts.cold)),
        against: 'cold'
      },
      {
        what: 'frames drawn in 5 s at rest',
        value: at_rest,
        unit: '',
        aim: 0,
        baseline: bare.bare_frames,
        against: bare.bare_frames === undefined ? 'not built: stock Dear ImGui' : 'stock Dear ImGui'
      },
      {
        what: 'from a key to its frame, median',
        value: ms(median(keys)),
        unit: 'ns',
        aim: 5e6,
        baseline: ms(median(bare.plain_keys)),
        against: 'a key in a plain HTML input, no search'
      },
      {
        what: 'from a key to its frame, slowest of 40',
        value: ms(Math.max(...keys)),
        unit: 'ns',
        baseline: ms(Math.max(...bare.plain_keys)),
        against: 'a key in a plain HTML input'
      },
    ];
  } finally {
    await browser.close();
    await shop.stop();
    rmSync(join(place.folder, 'shop'), { recursive: true, force: true });
  }
}
