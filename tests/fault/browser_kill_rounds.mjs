// Kills Chromium at a seeded random moment while it captures, starts it again over the same
// profile, and counts what it had called durable and no longer has.
// In: rounds and a seed. Out: for the device's store and, in the same runs, for localStorage as the
// control: how many captures were durable, lost, changed; and how long each took.
//
//     const { store, control } = await kill_rounds({ rounds: 30, seed: 1, folder });
import path from 'node:path';

import { dice, start_chromium } from './chromium.mjs';
import { open_store, serve_store } from './store_page.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// An order of some lines as text; the same for the same number.
const order_of = (number) => `order ${number} ${'line '.repeat(1 + number % 400)}end`;

// Runs in the page until it is killed: each capture that is durable is told at once.
function capture_on({ from, letter }) {
  const order = (number) => `order ${number} ${'line '.repeat(1 + number % 400)}end`;
  const run = async () => {
    for (let number = from; ; ++number) {
      const started = performance.now();
      localStorage.setItem(`entry/${number}`, order(number));
      const { result } = await globalThis.store.capture(`entry/${letter}/${number}`, order(number));
      globalThis.tell({ number, result, ms: performance.now() - started });
    }
  };
  run();
}

async function one_round(profile, address, random, first) {
  const browser = await start_chromium(profile);
  const durable = [];
  const others = [];
  await browser.page.exposeFunction('tell', (told) => {
    (told.result === 'durable' ? durable : others).push(told);
  });
  await open_store(browser.page, address);
  const killed = sleep(30 + Math.floor(random() * 600));
  await browser.page.evaluate(capture_on, { from: first, letter: 'a' });
  await killed;
  const before = [...durable];
  await browser.kill();
  return { before, told: durable, others };
}

async function read_back(profile, address) {
  const browser = await start_chromium(profile);
  await open_store(browser.page, address);
  const copies = await browser.page.evaluate(() => globalThis.store.copies());
  const control = await browser.page.evaluate(() => ({ ...localStorage }));
  await browser.kill();
  return { ...copies, control };
}

export async function kill_rounds({ rounds, seed, folder }) {
  const files = await serve_store();
  const random = dice(seed);
  const found = { rounds, durable: 0, refused: 0, database_lost: 0, journal_lost: 0, changed: 0,
    control_lost: 0, ms: [] };
  try {
    let first = 1;
    const all = [];
    for (let round = 0; round < rounds; ++round) {
      const profile = path.join(folder, 'profile');
      const { told, others } = await one_round(profile, files.address, random, first);
      all.push(...told);
      found.durable += told.length;
      found.refused += others.length;
      found.ms.push(...told.map(({ ms }) => ms));
      const copies = await read_back(profile, files.address);
      for (const { number } of told) {
        const kept = copies.database[`entry/a/${number}`];
        found.database_lost += kept === undefined ? 1 : 0;
        found.changed += kept !== undefined && kept !== order_of(number) ? 1 : 0;
        const frame = `[entry/a/${number}=${order_of(number)}]`;
        found.journal_lost += copies.journals.includes(frame) ? 0 : 1;
        found.control_lost += copies.control[`entry/${number}`] === undefined ? 1 : 0;
      }
      first = Math.max(first, ...told.map(({ number }) => number + 2));
    }
  } finally {
    await files.close();
  }
  found.ms.sort((left, right) => left - right);
  return found;
}

export const at_part = (sorted, part) => sorted[Math.min(sorted.length - 1,
  Math.floor(sorted.length * part))] ?? NaN;
