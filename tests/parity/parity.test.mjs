// Native and WebAssembly must decide alike, to the byte: in Node and in Chromium.
//
// core_native makes companies and orders (tests/parity/generator.hpp), decides them and writes all
// down; the same orders go through the same core compiled to WebAssembly. Outcomes and their
// explanations are compared record by record, and the whole as one SHA-256.
// TALLYSTICK_PARITY_ORDERS and TALLYSTICK_PARITY_SEED choose other orders.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { program, start_browser } from '../../tools/browser/chromium.mjs';
import { Core, check_again, decide_again, joined } from './streams.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const native_folder = process.env.TALLYSTICK_NATIVE ?? join(root, 'build/native');
const wasm_folder = process.env.TALLYSTICK_WASM ?? join(root, 'build/wasm');
const orders_wanted = process.env.TALLYSTICK_PARITY_ORDERS ?? '10000';
const seed = process.env.TALLYSTICK_PARITY_SEED ?? '1';
const companies = [0, 1, 2, 3, 4, 5, 6, 7];

let folder;
const stream = (company, kind) => readFileSync(join(folder, `company-${company}.${kind}`));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function fail_with(where, company, difference) {
  assert.fail(`${where}, company ${company}, order ${difference.number} (seed ${seed}) differs.\n` +
    `order:\n${difference.order}\nnative:\n${difference.native}\nWebAssembly:\n${difference.wasm}`);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-parity-'));
  execFileSync(join(native_folder, 'core_native'), [folder, orders_wanted, seed]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('the orders reach every code that decide can produce', (context) => {
  const { codes, missing } = JSON.parse(readFileSync(join(folder, 'codes.json'), 'utf8'));
  for (const [code, times] of Object.entries(codes)) context.diagnostic(`${code} ${times}`);
  assert.deepEqual(missing, [], 'codes that no order reached');
});

test('the orders are decided in all three ways', () => {
  const all = companies.map((company) => stream(company, 'outcomes').toString('latin1')).join('');
  for (const verdict of ['accept', 'review', 'refuse']) {
    const times = all.split(`"verdict":"${verdict}"}`).length - 1;
    assert.ok(times >= Number(orders_wanted) / 20, `${verdict}: ${times}`);
  }
});

test('WebAssembly in Node decides as the native core', async (context) => {
  const { default: create_core } = await import(join(wasm_folder, 'core_wasm.mjs'));
  const core = new Core(await create_core());
  let count = 0;
  for (const company of companies) {
    const outcomes = stream(company, 'outcomes');
    const again =
        decide_again(core, stream(company, 'snapshot'), stream(company, 'orders'), outcomes);
    if (again.difference) fail_with('Node', company, again.difference);
    assert.equal(sha256(again.answers), sha256(joined(outcomes)));
    count += again.count;
  }
  assert.ok(count > 0 && count <= Number(orders_wanted));
  context.diagnostic(`${count} orders equal to the byte`);
});

test('identifiers, addresses, terms, rate cards and credit are checked alike', async (context) => {
  const { default: create_core } = await import(join(wasm_folder, 'core_wasm.mjs'));
  const [checks, answers] =
      ['records', 'answers'].map((kind) => readFileSync(join(folder, `checks.${kind}`)));
  const again = check_again(new Core(await create_core()), checks, answers);
  if (again.difference) fail_with('Node', 'none', again.difference);
  assert.equal(again.count, Number(orders_wanted));
  const said = answers.toString('latin1');
  for (const room of ['address_', 'identifier_', 'vat_', 'terms_', 'phone_', 'email_', 'freight_',
    'credit_', 'gs1_', 'iban_account_', 'po_number_used', 'goods_ordered', 'orders_in_hour']) {
    assert.ok(said.split(room).length > 20, `${room} is hardly met`);
  }
  context.diagnostic(`${again.count} checks equal to the byte`);
});

test('one wrong byte in an outcome is found', async () => {
  const { default: create_core } = await import(join(wasm_folder, 'core_wasm.mjs'));
  const outcomes = Buffer.from(stream(0, 'outcomes'));
  const place = outcomes.lastIndexOf('"verdict"');
  outcomes[place + 12] ^= 1;
  const again = decide_again(new Core(await create_core()), stream(0, 'snapshot'),
    stream(0, 'orders'), outcomes);
  assert.ok(again.difference, 'nobody noticed');
  assert.ok(again.difference.number > again.count - 50);
  assert.notEqual(sha256(again.answers), sha256(joined(outcomes)));
});

/** Serves the module, the page's script and the streams on a port of its own. */
function serve_files() {
  const types = { mjs: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };
  const server = createServer((request, response) => {
    const name = request.url.slice(1);
    const path = [join(wasm_folder, name), join(folder, name), join(root, 'tests/parity', name)]
      .find((candidate) => existsSync(candidate));
    const page = '<!doctype html><meta charset="utf-8"><title>parity</title>';
    const body = name === 'page.html' ? page : path && readFileSync(path);
    response.writeHead(body ? 200 : 404, {
      'content-type': types[name.split('.').pop()] ?? 'application/octet-stream',
    });
    response.end(body || 'not here');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('WebAssembly in Chromium decides as the native core', async (context) => {
  if (!existsSync(program)) return context.skip(`there is no ${program}`);
  const server = await serve_files();
  const browser = await start_browser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
    await page.evaluate(async () => {
      const { default: create_core } = await import('/core_wasm.mjs');
      const streams = await import('/streams.mjs');
      globalThis.streams = streams;
      globalThis.core = new streams.Core(await create_core());
    });
    let count = 0;
    for (const company of companies) {
      const again = await page.evaluate(async (number) => {
        const fetched = await Promise.all(['snapshot', 'orders', 'outcomes'].map(async (kind) => {
          const answer = await fetch(`/company-${number}.${kind}`);
          return new Uint8Array(await answer.arrayBuffer());
        }));
        const result = globalThis.streams.decide_again(globalThis.core, ...fetched);
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', result.answers));
        const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        return { count: result.count, difference: result.difference, digest: hex };
      }, company);
      if (again.difference) fail_with('Chromium', company, again.difference);
      assert.equal(again.digest, sha256(joined(stream(company, 'outcomes'))));
      count += again.count;
    }
    context.diagnostic(`${count} orders equal to the byte`);
  } finally {
    await browser.close();
    server.close();
  }
});
