// The parts that run in Chromium on a page of the bench's own: core, opening, search.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { start_browser } from '../browser/chromium.mjs';
import { serve } from './page_server.mjs';
import { median, percentile } from './table.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** A fresh page with the functions of page_search.mjs; each part has its own, for its memory. */
async function with_page(place, work) {
  const minisearch = join(here, '../npm/node_modules/minisearch/dist/es');
  const app = join(here, '../../web');
  const server = await serve([here, place.wasm, place.folder, minisearch, app]);
  const browser = await start_browser();
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    await page.evaluate(async () => { globalThis.bench = await import('/page_search.mjs'); });
    return await work(page);
  } finally {
    await browser.close();
    server.close();
  }
}

const stages = [['decide', 'decide'], ['gather, first time', 'gather, first time'],
  ['gather, again', 'gather, again'], ['canonical bytes and digest', 'bytes and digest']];

// Twice what is aimed at natively.
const decide_aims = { 10: 40e3, 1000: 4e6 };

/** Rows of the core in WebAssembly beside the native core of the same run. */
export function wasm_rows(where, measured, core) {
  const rows = [];
  for (const lines of [10, 1000]) {
    const native = (name) => core.get(`${lines} lines: ${name}`);
    const natively = (name) => (name === 'bytes and digest'
      ? native('canonical bytes') + native('digest') : native(name));
    for (const [what, name] of stages) {
      rows.push({ what: `${what}, ${lines} lines, WebAssembly in ${where}`, unit: 'ns',
        value: measured.get(`${lines} lines: ${name}`), baseline: natively(name),
        against: 'native', ...(name === 'decide' ? { aim: decide_aims[lines] } : {}) });
    }
  }
  return rows;
}

/** The core in Chromium: figures by name. */
export async function measure_in_page(place, day) {
  return new Map(await with_page(place, (page) => page.evaluate(async (number) => {
    await globalThis.bench.start_core();
    return globalThis.bench.measure_core_page(number);
  }, day)));
}

const ms = (value) => value * 1e6;

/** Bytes of JavaScript objects after a collection. */
async function heap_of(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function opening_rows(place) {
  const found = await with_page(place, async (page) => {
    const opening = await page.evaluate(async () => {
      await globalThis.bench.start_core();
      return globalThis.bench.measure_opening(5);
    });
    const before = await heap_of(page);
    await page.evaluate(() => globalThis.bench.keep_parsed());
    return { ...opening, kept: await heap_of(page) - before };
  });
  const parse =
    `JSON.parse of the same catalogue (${(found.bytes / 1e6).toFixed(0)} MB) into Maps`;
  return [
    { what: 'open 100,000 products, Chromium', value: ms(median(found.opened)), unit: 'ns',
      baseline: ms(median(found.parsed)), against: parse },
    { what: 'the same out of the browser\'s store, every piece checked, as the app does',
      unit: 'ns', aim: 0.3e9, value: ms(median(found.from_store)),
      baseline: ms(median(found.parsed)), against: parse },
    { what: 'memory of 100,000 open products', value: found.memory, unit: 'bytes', aim: 60e6,
      baseline: found.kept, against: 'the parsed objects' },
  ];
}

const search_rounds = 3;
const texts_of_a_kind = 60;

/** The median of each keystroke over the rounds: what is left is the keystroke, not the machine. */
const each_median = (rounds, kind) =>
  rounds[0][kind].map((_, place) => median(rounds.map((round) => round[kind][place])));

async function typing_rows(place) {
  const { ours, theirs, built } = await with_page(place, async (page) => {
    const start = (count) => page.evaluate(async (texts) => {
      await globalThis.bench.start_core();
      return globalThis.bench.start_searching(texts);
    }, count);
    const measure = (name) => page.evaluate((who) => globalThis.bench.measure_searching(who), name);
    const both = { ours: [], theirs: [], built: await start(texts_of_a_kind) };
    for (let round = 0; round < search_rounds; ++round) {
      both.ours.push(await measure('ours'));
      both.theirs.push(await measure('theirs'));
    }
    return both;
  });
  check_hits(ours[0].hits, theirs[0].hits);
  const rows = [{ what: 'build the search index in the browser', value: 0, unit: 'ns',
    baseline: ms(built), against: 'minisearch; ours comes in the snapshot' }];
  for (const [kind, what] of [['skus', 'SKU'], ['words', 'words']]) {
    for (const [part, name] of [[0.5, 'median'], [0.99, '99th percentile']]) {
      rows.push({ what: `search by ${what}, a keystroke, 100,000 products, ${name}`,
        value: ms(percentile(each_median(ours, kind), part)), unit: 'ns',
        ...(part > 0.9 ? { aim: 8e6 } : {}),
        baseline: ms(percentile(each_median(theirs, kind), part)),
        against: 'minisearch, prefix, AND' });
    }
  }
  return rows;
}

export async function search_rows(place) {
  return [...await opening_rows(place), ...await typing_rows(place)];
}

/** Both must find something for what was typed whole, or one of them was not searching. */
function check_hits(ours, theirs) {
  for (const kind of ['skus', 'words']) {
    for (const [name, hits] of [['ours', ours], ['minisearch', theirs]]) {
      const none = hits[kind].filter((count) => count === 0).length;
      if (none > hits[kind].length / 50) {
        throw new Error(`${name} found nothing for ${none} of ${hits[kind].length} ${kind}`);
      }
    }
  }
}
