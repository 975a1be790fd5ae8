// What the bench's page does with a whole catalogue: opens or parses it, builds indexes, searches.
// Loaded in Chromium only; minisearch comes as a module from tools/npm.
import { core_search, measure_orders, measure_typing, open_snapshot } from '/wasm_figures.mjs';

const fetch_bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
const quiet = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let core;
export async function start_core() {
  const { default: create_core } = await import('/core_wasm.mjs');
  core = await create_core();
}

export async function measure_core_page(day) {
  const snapshot = await fetch_bytes('/snapshot-20000.sqlite');
  const documents = [];
  for (const lines of [10, 1000]) {
    documents.push([lines, await fetch_bytes(`/order-${lines}.json`)]);
  }
  return [...measure_orders(core, snapshot, documents, day)];
}

/** Puts the catalogue as JSON into Maps, as a page does that has no snapshot. */
function parse_catalogue(text) {
  const catalogue = JSON.parse(text);
  const by_sku = new Map(catalogue.products.map((product) => [product.sku, product]));
  const prices = new Map();
  for (const [sku, list, from, price] of catalogue.prices) {
    const key = `${sku}\n${list}`;
    const breaks = prices.get(key);
    if (breaks) breaks.push([from, price]);
    else prices.set(key, [[from, price]]);
  }
  return { by_sku, prices };
}

let text;
/** In turns: opening 100,000 products, with and without their digest, and parsing the same. */
export async function measure_opening(rounds) {
  const snapshot = await fetch_bytes('/snapshot-100000.sqlite');
  text = new TextDecoder().decode(await fetch_bytes('/catalogue.json'));
  const found = { opened: [], verified: [], parsed: [], bytes: text.length };
  for (let i = 0; i < rounds; ++i) {
    found.opened.push(open_snapshot(core, snapshot, false));
    found.verified.push(open_snapshot(core, snapshot, true));
    const start = performance.now();
    parse_catalogue(text);
    found.parsed.push(performance.now() - start);
    await quiet(20);
  }
  core._bench_room(0);
  const before = core._bench_memory();
  open_snapshot(core, snapshot, false);
  return { ...found, memory: core._bench_memory() - before };
}

/** Keeps the parsed catalogue, so that the caller can see how much memory it takes. */
export function keep_parsed() { globalThis.kept_catalogue = parse_catalogue(text); }

let ours, theirs, texts;
/** Makes both searches ready; the milliseconds that minisearch's index took. */
export async function start_searching(count) {
  const { default: MiniSearch } = await import('/index.js');
  const typed = await (await fetch('/searches.json')).json();
  texts = { skus: typed.skus.slice(0, count), words: typed.words.slice(0, count) };
  open_snapshot(core, await fetch_bytes('/snapshot-100000.sqlite'), false);
  ours = core_search(core, 20);
  const { products } = await (await fetch('/catalogue.json')).json();
  const start = performance.now();
  const index = new MiniSearch(
    { fields: ['sku', 'name', 'variant', 'family'], storeFields: ['sku'] });
  index.addAll(products);
  const options = { prefix: true, combineWith: 'AND' };
  theirs = (words) => index.search(words, options).slice(0, 20).length;
  return performance.now() - start;
}

/** One round of all texts by one of the two: milliseconds of each keystroke. */
export function measure_searching(who) {
  const search = who === 'ours' ? ours : theirs;
  return {
    skus: measure_typing(texts.skus, search),
    words: measure_typing(texts.words, search),
    // What the searches find, so that the two are known to do the same work.
    hits: { skus: texts.skus.map(search), words: texts.words.map(search) },
  };
}
