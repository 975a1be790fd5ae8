// What a person meets when something is broken, and at the door: a damaged catalogue, a wrong
// password, a server without an administrator. Each a sentence that says how to mend it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { plain_customer, plain_products, start_bare_server, start_company } from './company.mjs';
import { audit, axe_findings, check_golden, close_all, eventually, new_page, settled, shows }
  from './harness.mjs';

let company;
before(async () => { company = await start_company(); });
after(async () => {
  await close_all();
  await company?.stop();
});

const LONG = { timeout: 120000 };
const LIST = /\/v1\/snapshot$/;
const PIECES = /\/v1\/chunks\//;

// What the server sends, changed on the way.
const changed = (change) => async (route) => {
  const answer = await route.fetch();
  const headers = answer.headers();
  delete headers['content-encoding'];
  delete headers['content-length'];
  await route.fulfill({ status: answer.status(), headers,
    body: change(Buffer.from(await answer.body()), route.request().url()) });
};

function turn_a_byte(bytes) {
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  return bytes;
}

// One more digit in how large a part is: no longer the list that its name stands for.
const with_a_wrong_list = changed((bytes) =>
  Buffer.from(bytes.toString().replace(/"bytes":(\d+),"chunks"/, '"bytes":1$1,"chunks"')));

test('pieces of the catalogue with a wrong byte are fetched again; nobody notices', LONG,
  async () => {
    const seen = new Set();
    const app = await company.open('rep', '#/orders/new', { prepare: async (page) => {
      await page.route(PIECES, changed((bytes, url) => {
        if (seen.has(url)) return bytes;
        seen.add(url);
        return turn_a_byte(bytes);
      }));
    } });
    try {
      await app.page.getByRole('grid', { name: 'Order lines' }).waitFor({ timeout: 60000 });
      assert.ok(seen.size > 1);
      assert.deepEqual(app.problems, []);
    } finally {
      await app.close();
    }
  });

test('a list of prices that is not the one it is named is not used; the page says how to mend it',
  LONG, async () => {
    const app = await company.open('rep', '#/orders/new', { prepare: async (page) => {
      await page.route(LIST, with_a_wrong_list);
    } });
    const { page } = app;
    try {
      await page.getByRole('heading', { name: 'The prices could not be opened' }).waitFor();
      await page.getByText(/not the one its name stands for/).first().waitFor();
      await page.getByText(/your orders are not touched/).first().waitFor();
      assert.deepEqual(await audit(page), []);
      assert.deepEqual(await axe_findings(page), []);
      await check_golden(page, 'app_wrong_list');
      await page.unroute(LIST);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('grid', { name: 'Order lines' }).waitFor();
      assert.deepEqual(app.problems, []);
    } finally {
      await app.close();
    }
  });

test('kept prices go on where new ones are damaged; a draft outlives it all', LONG, async () => {
  const customer = plain_customer(company.facts);
  const [product] = plain_products(company.facts, customer);
  const app = await company.open('rep', '#/orders/new');
  const { page } = app;
  const quantity = () => page.getByRole('row', { name: 'Line 1,' })
    .getByRole('textbox', { name: 'Quantity' });
  try {
    await page.getByRole('combobox', { name: 'SKU' }).fill(product.sku);
    await page.keyboard.press('Enter');
    await page.keyboard.type('7');
    await settled(page);
    await page.getByText(/Draft saved on this device/).waitFor();
    await page.route(LIST, with_a_wrong_list);
    await page.reload();
    await quantity().waitFor();
    await page.evaluate(() => new Promise((resolve) => {
      indexedDB.deleteDatabase('tallystick-prices').onsuccess = resolve;
    }));
    await page.reload();
    await page.getByRole('heading', { name: 'The prices could not be opened' }).waitFor();
    await page.unroute(LIST);
    await page.getByRole('button', { name: 'Try again' }).click();
    await quantity().waitFor();
    await shows(() => quantity().inputValue(), '7');
    assert.deepEqual(app.problems, []);
  } finally {
    await app.close();
  }
});

const at_the_door = (name, route, steps) => test(name, LONG, async () => {
  const server = route.startsWith('/setup') ? await start_bare_server() : null;
  const page = await new_page();
  try {
    await page.goto(server ? server.setup_link : company.address + route);
    await steps(page);
  } finally {
    await page.context().close();
    await server?.stop();
  }
});

const golden_of_page = async (page, name) => {
  assert.deepEqual(await axe_findings(page), []);
  await check_golden(page, name, 'body');
};

at_the_door('the page where one signs in', '/login', async (page) => {
  await golden_of_page(page, 'app_login');
  await page.getByLabel('Login').fill('rep');
  await page.getByLabel('Password').fill('wrong password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('not right').waitFor();
  await golden_of_page(page, 'app_login_wrong');
});

at_the_door('the link that works once makes the administrator', '/setup', async (page) => {
  await golden_of_page(page, 'app_setup');
  const link = page.url();
  await page.getByLabel('Your name').fill('Ada Byron');
  await page.getByLabel('Login').fill('ada');
  await page.getByLabel('Password', { exact: false }).first().fill('long-enough-1');
  await page.getByLabel('Password again').fill('long-enough-1');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await eventually('the page has gone on', async () => !page.url().includes('/setup'));
  await page.goto(link);
  await page.getByRole('alert').first().waitFor();
});
