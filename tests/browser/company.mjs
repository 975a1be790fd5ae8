// A demo company behind the real server, for tests of the app: made in a folder of its own,
// signed in to by role, taken away afterwards.
// In: nothing. Out: the server's address, the company's document, pages that are signed in.
// Tests find things in the page by role and name only; what they need to know of products and
// customers they read from the company's document, as a person would from a catalogue.
//
//     const company = await start_company();   const app = await company.open('rep', '#/orders');
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { request } from '../../tools/browser/chromium.mjs';
import { ROOT, open_app } from './harness.mjs';

const PROGRAM = path.resolve(process.env.TALLYSTICK_PROGRAM ??
  path.join(ROOT, 'build/native/tallystick'));
const WEB = path.resolve(process.env.TALLYSTICK_WEB ?? path.join(ROOT, 'build/web'));
const SIZE = ['--products', '500', '--customers', '60', '--seed', '7', '--orders', '0'];

function run(...words) {
  const done = spawnSync(PROGRAM, words, { encoding: 'utf8' });
  assert.equal(done.status, 0, `tallystick ${words.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

// The first line that names an address says that the server is there.
function start_server(folder, wanted = /http:\/\/127\.0\.0\.1:\d+/) {
  const server = spawn(PROGRAM, ['serve', '--data', folder, '--web', WEB, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes;
      const found = said.match(wanted);
      if (found) resolve({ address: found[0], stop: () => stop_server(server) });
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}

function stop_server(server) {
  return new Promise((done) => {
    server.removeAllListeners('exit');
    server.on('exit', done);
    server.kill('SIGTERM');
  });
}

// A server on its first run, without a company: its link makes the first administrator.
export async function start_bare_server() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-bare-'));
  const server = await start_server(path.join(folder, 'data'), /http:\S+\/setup\?token=\S+/);
  return {
    setup_link: server.address,
    stop: async () => {
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Lines of invoice, customer, day, due day, amount and what is open of it, in USD.
function import_open_items(folder, lines) {
  const fields = ['invoice', 'customer', 'day', 'due', 'amount', 'open'];
  const csv = path.join(folder, 'open-items.csv'), mapping = path.join(folder, 'mapping.json');
  fs.writeFileSync(csv, [fields, ...lines].map((line) => line.join(',')).join('\n') + '\n');
  fs.writeFileSync(mapping, JSON.stringify({ tallystick: 'mapping/1', kind: 'open-items',
    fields: { ...Object.fromEntries(fields.map((each) => [each, each])),
      currency: { constant: 'USD' } } }));
  run('import', 'open-items', csv, '--mapping', mapping, '--data', path.join(folder, 'data'));
}

export const password_of = (login) => `notch-${login}`;

// change: what is different from the demo company, done to its document before it is loaded.
// open_items: lines of what customers owe, as their list of open items has them.
export async function start_company({ change, open_items } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-app-'));
  const document = path.join(folder, 'company.json');
  run('demo', ...SIZE, '--out', document);
  run('demo', ...SIZE, '--data', path.join(folder, 'data'));
  // Tests order the same goods again and again.
  run('setting', 'duplicate_window_hours', '0', '--data', path.join(folder, 'data'));
  const facts = JSON.parse(fs.readFileSync(document, 'utf8'));
  if (change) {
    change(facts);
    fs.writeFileSync(document, JSON.stringify(facts));
    run('load', document, '--data', path.join(folder, 'data'));
  }
  if (open_items) import_open_items(folder, open_items(facts));
  const server = await start_server(path.join(folder, 'data'));
  const signed_in = new Map();

  // A session as the browser keeps it.
  async function session(login) {
    if (!signed_in.has(login)) {
      const asking = await request.newContext({ baseURL: server.address });
      const answer = await asking.post('/v1/login',
        { data: { login, password: password_of(login) } });
      assert.ok(answer.ok(), await answer.text());
      signed_in.set(login, asking);
    }
    return signed_in.get(login);
  }

  async function ask(login, method, address, data) {
    const asking = await session(login);
    const answer = await asking.fetch(address, { method, data });
    const body = await answer.json();
    assert.ok(answer.ok(), `${method} ${address}: ${JSON.stringify(body)}`);
    return body;
  }

  return {
    address: server.address,
    facts,
    ask,
    // The app with someone signed in.
    open: async (login, route, options = {}) => open_app(route, { ...options,
      address: server.address, storage: await (await session(login)).storageState() }),
    stop: async () => {
      for (const asking of signed_in.values()) await asking.dispose();
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The customer's price list, then those behind it.
function lists_of(facts, customer) {
  const lists = [];
  for (let code = customer.price_list; code && !lists.includes(code);) {
    lists.push(code);
    code = facts.price_lists.find((list) => list.code === code)?.fallback;
  }
  return lists;
}

// What one of it costs the customer, as a number; NaN where no list has it today.
export function list_price(facts, customer, sku) {
  for (const list of lists_of(facts, customer)) {
    const found = facts.prices.find((price) => price.list === list && price.sku === sku &&
      !price.from && !price.valid_from && !price.valid_until);
    if (found) return Number(found.price);
  }
  return NaN;
}

// Products that go through one by one: no minimum, no steps, not discontinued, with a price on the
// customer's list or a list behind it.
export function plain_products(facts, customer) {
  return facts.products.filter((product) => (product.status ?? 'active') === 'active' &&
    Number(product.minimum ?? 1) === 1 && Number(product.step ?? 1) === 1 &&
    list_price(facts, customer, product.sku) > 0);
}

// A price that is so far below the list that a person decides.
export const low_price = (facts, customer, sku) =>
  (0.8 * list_price(facts, customer, sku)).toFixed(2);

// How many of it make an order above every company's minimum.
export const enough_of = (facts, customer, sku) =>
  String(Math.max(3, Math.ceil(80 / list_price(facts, customer, sku))));

// A customer with one ship-to who needs no PO number, whom the rep may see.
export function plain_customer(facts) {
  return facts.customers.find((customer) => (customer.status ?? 'active') === 'active' &&
    customer.ship_tos.length === 1 && (customer.po_number ?? 'optional') === 'optional' &&
    ['', 'rep'].includes(customer.rep ?? ''));
}

let ids = 0;
// Puts an order in by the server's door; low: at a price so low that a person decides; waits: it
// does so for another reason.
export async function submit_order(company, { login = 'rep', skus, low = false, waits = low,
  customer = plain_customer(company.facts) }) {
  ids += 1;
  const order_id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  const lines = skus.map((sku, place) => ({ id: String(place + 1), sku,
    quantity: enough_of(company.facts, customer, sku),
    ...(low ? { agreed_price: low_price(company.facts, customer, sku),
      agreed_reason: 'show price' } : {}) }));
  const order = JSON.stringify({ tallystick: 'order/1', order_id, channel: 'rep',
    customer: customer.code, ship_to: customer.ship_tos[0].code, lines });
  const answer = await company.ask(login, 'POST', '/v1/orders', { order });
  assert.equal(answer.state, waits ? 'waiting' : 'accepted', JSON.stringify(answer.reasons));
  return answer;
}
