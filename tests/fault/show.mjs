// A company behind a proxy, and a rep's tablet: what the tests of the whole way share.
// In: nothing. Out: the proxy's address, which stays the same while the server is stopped and
// started; a tablet's profile; and an order taken as a rep takes it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { pass, start_proxy } from './proxy.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = path.resolve(process.env.TALLYSTICK_PROGRAM ??
  path.join(ROOT, 'build/native/tallystick'));
const WEB = path.resolve(process.env.TALLYSTICK_WEB ?? path.join(ROOT, 'build/web'));
const SIZE = ['--products', '200', '--customers', '20', '--seed', '7', '--orders', '0'];

export const cut = () => ({ kind: 'refuse' });

function run(...words) {
  const done = spawnSync(PROGRAM, words, { encoding: 'utf8' });
  assert.equal(done.status, 0, `tallystick ${words.join(' ')}\n${done.stdout}${done.stderr}`);
}

function serve(data) {
  const server = spawn(PROGRAM, ['serve', '--data', data, '--web', WEB, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes;
      const found = said.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (found) resolve({ process: server, port: Number(found[1]) });
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}

async function sign_in_desk(base) {
  const login = await fetch(`${base}/v1/login`, { method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'desk', password: 'notch-desk' }) });
  return login.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
}

export async function start_show() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-show-'));
  const data = path.join(folder, 'data');
  const document = path.join(folder, 'company.json');
  run('demo', ...SIZE, '--out', document);
  run('demo', ...SIZE, '--data', data);
  let server = await serve(data);
  let cookie = null;
  const proxy = await start_proxy(server.port);
  const stop = () => new Promise((done) => {
    cookie = null;
    if (server.process.exitCode !== null || server.process.signalCode !== null) return done();
    server.process.removeAllListeners('exit');
    server.process.on('exit', done);
    return server.process.kill('SIGTERM');
  });
  return {
    facts: JSON.parse(fs.readFileSync(document, 'utf8')),
    folder,
    proxy,
    profile: path.join(folder, 'tablet'),
    // Prices of a list change while nobody can reach the server.
    async change_price(list, sku, price) {
      const csv = path.join(folder, 'prices.csv'), mapping = path.join(folder, 'prices.json');
      fs.writeFileSync(csv, `sku,price\n${sku},${price}\n`);
      fs.writeFileSync(mapping, JSON.stringify({ tallystick: 'mapping/1', kind: 'prices',
        fields: { list: { constant: list }, sku: 'sku', price: 'price' } }));
      await stop();
      run('import', 'prices', csv, '--mapping', mapping, '--data', data);
      server = await serve(data);
      proxy.server_port = server.port;
    },
    // What the company has, asked behind the proxy's back.
    async ask(place) {
      const base = `http://127.0.0.1:${server.port}`;
      cookie ??= await sign_in_desk(base);
      return (await fetch(base + place, { headers: { cookie } })).json();
    },
    // The server stopped and its data looked through: finds and throws what is not right.
    async examine() {
      await stop();
      run('doctor', '--data', data);
      server = await serve(data);
      proxy.server_port = server.port;
    },
    async stop() {
      proxy.act = pass;
      await proxy.close();
      await stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function eventually(what, ask, within_ms = 30000) {
  let last;
  for (const until = Date.now() + within_ms; Date.now() < until;) {
    last = await ask();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`waited ${within_ms} ms for: ${what} (last: ${JSON.stringify(last)})`);
}

export const at_rest = (page) => eventually('the page at rest', () =>
  page.evaluate(() => globalThis.tallystick?.atRest() ?? false));
export const status_of = (page) => page.getByRole('contentinfo', { name: 'Status' }).textContent();

// Signed in, known to the company, and kept for a start without a network.
export async function sign_in(page, address, login = 'rep') {
  await page.goto(`${address}/login`);
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password').fill(`notch-${login}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
  await eventually('the device is known', async () => {
    const status = await status_of(page);
    return /prices of/i.test(status) && !/not known/.test(status);
  });
  await eventually('the app is kept', () =>
    page.evaluate(() => Boolean(navigator.serviceWorker.controller)), 60000);
  await eventually('the prices are kept', () => page.evaluate(async (whose) => {
    const { assets } = await (await fetch('/assets.json')).json();
    const { open_shelf } = await import(`/${assets['price_shelf.js']}`);
    const shelf = await open_shelf();
    const kept = await shelf.current(whose);
    shelf.close();
    return Boolean(kept);
  }, login), 60000);
}

export async function begin_order(page, customer) {
  await page.evaluate(() => { location.hash = '#/orders/new'; });
  await page.getByRole('grid', { name: 'Order lines' }).waitFor();
  await at_rest(page);
  await page.getByRole('combobox', { name: 'Customer' }).fill(customer.code);
  await page.getByRole('option', { name: customer.name }).first().click();
  await eventually('the customer is chosen', async () => (await page
    .getByRole('combobox', { name: 'Customer' }).inputValue()).includes(customer.name));
  await at_rest(page);
  await new_sku(page).focus();
  await at_rest(page);
}

const new_sku = (page) => page.getByRole('grid', { name: 'Order lines' })
  .getByRole('row', { name: 'New line' }).getByRole('combobox', { name: 'SKU' });

export async function type_line(page, sku, quantity) {
  await new_sku(page).fill(sku);
  await page.keyboard.press('Enter');
  await at_rest(page);
  await page.keyboard.type(quantity, { delay: 60 });
  await page.keyboard.press('Enter');
  await at_rest(page);
}

// Submits what is open; the number on paper, once the screen says that it is saved.
export async function save_order(page) {
  await page.keyboard.press('Control+Enter');
  const title = page.getByText(/^Saved on this device as [0-9A-Z]*\d[A-Z]+-\d{4}/).first();
  await title.waitFor({ state: 'attached' }).catch(async () => assert.fail(
    `not saved: ${await status_of(page)}\n${await page.getByRole('main').innerText()}`));
  return /as ([0-9A-Z]*\d[A-Z]+-\d{4})/.exec(await title.textContent())[1];
}
