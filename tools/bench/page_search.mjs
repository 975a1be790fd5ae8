// What the bench's page does with a whole catalogue: opens or parses it, builds indexes, searches.
// Loaded in Chromium only; minisearch comes as a module from tools/npm.
import { core_search, measure_order, measure_typing, open_snapshot } from '/wasm_figures.mjs';

const fetch_bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
const quiet = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Bytes of JavaScript objects after a collection. */
async function heap() {
  globalThis.gc?.();
  await quiet(50);
  return performance.memory.usedJSHeapSize;
}

let core;
export async function start_core() {
  const { default: create_core } = await import('/core_wasm.mjs');
  core = await create_core();
}

export async function measure_core_page(day) {
  const snapshot = await fetch_bytes('/snapshot-20000.sqlite');
  const result = {};
  for (const lines of [10, 1000]) {
    const document = await fetch_bytes(`/order-${lines}.json`);
    result[lines] = measure_order(core, snapshot, document, day);
  }
  return result;
}

/** Opening 100,000 products, with and without checking the digest, and the memory it takes. */
export async function measure_opening() {
  const snapshot = await fetch_bytes('/snapshot-100000.sqlite');
  const before = core.HEAPU8.byteLength;
  const opened = [];
  const verified = [];
  for (let i = 0; i < 7; ++i) {
    opened.push(open_snapshot(core, snapshot, false));
    verified.push(open_snapshot(core, snapshot, true));
  }
  return { opened, verified, bytes: snapshot.length, grown: core.HEAPU8.byteLength - before };
}

/** The same catalogue as JSON: parsed, and put into a Map by SKU. */
export async function measure_parsing() {
  const text = new TextDecoder().decode(await fetch_bytes('/catalogue.json'));
  const before = await heap();
  const each = [];
  let kept;
  for (let i = 0; i < 5; ++i) {
    kept = undefined;
    await quiet(20);
    const start = performance.now();
    const catalogue = JSON.parse(text);
    const by_sku = new Map(catalogue.products.map((product) => [product.sku, product]));
    const prices = new Map();
    for (const [sku, list, from, price] of catalogue.prices) {
      const key = `${sku}\n${list}`;
      const breaks = prices.get(key);
      if (breaks) breaks.push([from, price]);
      else prices.set(key, [[from, price]]);
    }
    each.push(performance.now() - start);
    kept = { by_sku, prices };
  }
  const grown = await heap() - before;
  return { each, grown, products: kept.by_sku.size, bytes: text.length };
}

export async function measure_searching() {
  const { skus, words } = await (await fetch('/searches.json')).json();
  const snapshot = await fetch_bytes('/snapshot-100000.sqlite');
  open_snapshot(core, snapshot, false);
  const search = core_search(core, 20);
  measure_typing(skus.slice(0, 10), search);
  const found = { skus: measure_typing(skus, search), words: measure_typing(words, search) };
  // What the searches find, so that the two are known to do the same work.
  const hits = { skus: skus.map((text) => search(text)), words: words.map((text) => search(text)) };
  return { ...found, hits };
}

export async function measure_minisearch() {
  const { default: MiniSearch } = await import('/minisearch.js');
  const { skus, words } = await (await fetch('/searches.json')).json();
  const { products } = await (await fetch('/catalogue.json')).json();
  const before = await heap();
  const start = performance.now();
  const index =
      new MiniSearch({fields: ['sku', 'name', 'variant', 'family'], storeFields: ['sku']});
  index.addAll(products);
  const build = performance.now() - start;
  const grown = await heap() - before;
  const search = (typed) =>
      index.search(typed, {prefix: true, combineWith: 'AND'}).slice(0, 20).length;
  measure_typing(skus.slice(0, 10), search);
  const found = { skus: measure_typing(skus, search), words: measure_typing(words, search) };
  const hits = { skus: skus.map((text) => search(text)), words: words.map((text) => search(text)) };
  return { ...found, hits, build, grown };
}

/** From a key in a plain input of HTML to the next frame: the browser's own share of it. */
export async function measure_plain_input() {
  const input = document.body.appendChild(document.createElement('input'));
  input.focus();
  const each = [];
  globalThis.plain_keys = () => each;
  input.addEventListener('keydown', () => {
    const start = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => each.push(performance.now() - start)));
  });
}
