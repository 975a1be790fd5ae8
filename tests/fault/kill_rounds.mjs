// kill -9 under load: devices push while the server is killed at random moments, again and again.
// In: how many rounds, and a seed for the moments. Out: what happened; it throws where an
// acknowledged entry is missing or answered otherwise, an order is doubled, the server's log is no
// prefix of a device's, or the ledger does not add up.
import assert from 'node:assert/strict';
import { enrol } from './device.mjs';
import { ServerProcess } from './server.mjs';

const DEVICES = 4;
const DOCUMENT = {
  tallystick: 'order/1', customer: 'C-100', ship_to: 'MAIN',
  lines: [{ sku: 'CUP-250', quantity: '6' }, { sku: 'COFFEE-1KG', quantity: '6' }],
};
const TODAY = new Date().toISOString().slice(0, 10);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random_from(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const order_id = (number) =>
  `0b7e0000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Writes and pushes until the server is gone; counts the pushes that ended in nothing known. */
async function work(device, address, state, random) {
  while (state.running) {
    const batch = 1 + Math.floor(random() * 5);
    for (let place = 0; place < batch; ++place) {
      device.add_order(order_id(++state.orders), DOCUMENT, TODAY);
    }
    if (await device.push(address) === null) {
      state.unknown += 1;
      if (!state.running) return;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    } else {
      state.answered += 1;
    }
  }
}

/** None to three answers, then a few milliseconds: on a slow machine as on a fast one. */
async function a_moment(state, random) {
  const wanted = state.answered + Math.floor(random() * 4);
  const latest = Date.now() + 2_000;
  while (state.answered < wanted && Date.now() < latest) {
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
  await new Promise((resolve) => { setTimeout(resolve, random() * 20); });
}

async function drain(device, address) {
  while (device.acknowledged.length < device.entries.length) {
    const before = device.acknowledged.length;
    await device.push(address);
    assert.ok(device.acknowledged.length > before, 'the outbox does not drain');
  }
}

/** Everything once more from the first entry: each acknowledged entry is there, as answered. */
async function check_all(devices, address, cookie, state) {
  for (const device of devices) {
    await drain(device, address);
    for (let first = 1; first <= device.entries.length; first += 50) {
      const answer = await device.push(address, first);
      assert.equal(answer.head, device.entries.length);
      assert.equal(answer.receipts.length, Math.min(50, device.entries.length - first + 1));
    }
  }
  const counts = await (await fetch(`${address}/v1/orders/counts`, { headers: { cookie } })).json();
  const stored = Object.values(counts).reduce((sum, count) => sum + count, 0);
  assert.equal(stored, state.orders, 'orders are doubled or missing');
  const numbers = new Set(devices.flatMap((each) => each.acknowledged.map((it) => it.number)));
  assert.equal(numbers.size, state.orders, 'two orders have one number');
}

export async function kill_rounds(rounds, seed) {
  const random = random_from(seed);
  const server = new ServerProcess();
  const state = { orders: 0, answered: 0, unknown: 0, running: true };
  try {
    let address = await server.start();
    const cookie_of = async () => server.sign_in(address);
    const cookie = await cookie_of();
    const devices = [];
    for (let number = 1; number <= DEVICES; ++number) {
      devices.push(await enrol(address, cookie, `Tablet ${number}`));
    }
    for (let round = 0; round < rounds; ++round) {
      state.running = true;
      const working = devices.map((device) => work(device, address, state, random));
      await a_moment(state, random);
      const ended = server.kill();
      state.running = false;
      await Promise.all([ended, ...working]);
      address = await server.start();
      for (const device of devices) await drain(device, address);
    }
    await check_all(devices, address, await cookie_of(), state);
    await server.kill('SIGTERM');
    const found = server.examine();
    assert.equal(found.status, 0, found.stdout + found.stderr);
    return { rounds, ...state };
  } finally {
    await server.remove();
  }
}
