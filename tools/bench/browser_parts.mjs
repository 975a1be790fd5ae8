// The parts that run in Chromium on a page of the bench's own: core, opening, search.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { serve } from './page_server.mjs';
import { median, percentile } from './table.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(new URL('../npm/package.json', import.meta.url));
const { chromium } = require('playwright-core');

export function start_browser() {
  return chromium.launch({
    executablePath: process.env.TALLYSTICK_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
}

/** A fresh page with the functions of page_search.mjs; each part has its own, for its memory. */
async function with_page(place, work) {
  const minisearch = dirname(require.resolve('minisearch/package.json')) + '/dist/es';
  const server =
      await serve([here, place.wasm, place.folder, `${here}/../../tests/parity`, minisearch]);
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


const stages =
    [['decide', 'decide'], ['gather', 'gather, again'], ['gather_first', 'gather, first time']];

/** Rows of the core in WebAssembly beside the native core of the same run. */
export function wasm_rows(where, measured, core) {
  const rows = [];
  for (const lines of [10, 1000]) {
    const native = (name) => core.get(`${lines} lines: ${name}`);
    for (const [stage, name] of stages) {
      rows.push({ what: `${name}, ${lines} lines, WebAssembly in ${where}`,
        value: measured[lines][stage], unit: 'ns', baseline: native(name), against: 'native',
        ...(stage === 'decide' ? { aim_ratio: 2 } : {}) });
    }
    rows.push({ what: `canonical bytes and digest, ${lines} lines, WebAssembly in ${where}`,
      value: measured[lines].bytes, unit: 'ns',
      baseline: native('canonical bytes') + native('digest'), against: 'native' });
  }
  return rows;
}

export function measure_in_page(place, day) {
  return with_page(place, (page) => page.evaluate(async (number) => {
    await globalThis.bench.start_core();
    return globalThis.bench.measure_core_page(number);
  }, day));
}

const ms = (value) => value * 1e6;

export async function search_rows(place) {
  const opening = await with_page(place, (page) => page.evaluate(async () => {
    await globalThis.bench.start_core();
    return globalThis.bench.measure_opening();
  }));
  const parsing = await with_page(place, (page) =>
    page.evaluate(() => globalThis.bench.measure_parsing()));
  const ours = await with_page(place, (page) => page.evaluate(async () => {
    await globalThis.bench.start_core();
    return globalThis.bench.measure_searching();
  }));
  const theirs = await with_page(place, (page) =>
    page.evaluate(() => globalThis.bench.measure_minisearch()));

  const parse =
      `JSON.parse of the same catalogue (${(parsing.bytes / 1e6).toFixed(0)} MB) into Maps`;
  const rows = [
    { what: 'open 100,000 products, Chromium', value: ms(median(opening.opened)), unit: 'ns',
      aim: 0.3e9, baseline: ms(median(parsing.each)), against: parse },
    { what: 'the same with its SHA-256 checked', value: ms(median(opening.verified)), unit: 'ns',
      baseline: ms(median(parsing.each)), against: parse },
    { what: 'memory of it (the file itself)', value: opening.bytes, unit: 'bytes', aim: 60e6,
      baseline: parsing.grown, against: 'the parsed objects' },
    { what: 'build the search index', value: 0, unit: 'ns', baseline: ms(theirs.build),
      against: `minisearch, and ${(theirs.grown / 1e6).toFixed(0)} MB; ours is in the file` },
  ];
  for (const [kind, what] of [['skus', 'SKU'], ['words', 'words']]) {
    for (const [part, name] of [[0.5, 'median'], [0.99, '99th percentile']]) {
      rows.push({ what: `search by ${what}, a keystroke, 100,000 products, ${name}`,
        value: ms(percentile(ours[kind], part)), unit: 'ns', ...(part > 0.9 ? { aim: 8e6 } : {}),
        baseline: ms(percentile(theirs[kind], part)), against: 'minisearch, prefix, AND' });
    }
  }
  check_hits(ours.hits, theirs.hits);
  return rows;
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
