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

const PIECE = 262144;

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the server would say of the packed parts, and their pieces by name. */
async function describe_parts(packed) {
  const common = Number(new DataView(packed.buffer).getBigUint64(0, true));
  const pieces = new Map();
  const parts = [];
  let text = 'tallystick snapshot 4\n';
  for (const [name, bytes] of [['common', packed.subarray(8, 8 + common)],
    ['scoped', packed.subarray(8 + common)]]) {
    const chunks = [];
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.slice(at, at + PIECE);
      chunks.push(await sha256(piece));
      pieces.set(chunks.at(-1), piece);
    }
    const lines = [`bytes ${bytes.length}`, ...chunks].map((line) => `${line}\n`).join('');
    text += `${name} ${await sha256(new TextEncoder().encode(lines))}\n`;
    parts.push({ name, bytes: bytes.length, chunks });
  }
  const digest = await sha256(new TextEncoder().encode(text));
  return { manifest: { format: 4, number: 1, digest, parts }, pieces };
}

/** The app's own store of prices, filled once; its server is here and knows this snapshot. */
async function fill_store(packed) {
  const { make_snapshot_store } = await import('/snapshot_store.js');
  const { manifest, pieces } = await describe_parts(packed);
  const store = make_snapshot_store({ ask: async (path) => ({ answer: new Response(),
    bytes: path === '/v1/snapshot' ? new TextEncoder().encode(JSON.stringify(manifest))
      : pieces.get(path.split('/').pop()) }) });
  await store.prices({ login: 'rep', have: '', keep: [] });
  pieces.clear();
  return store;
}

/** Milliseconds from the question for prices to open ones: every piece read and checked. */
async function open_from_store(store) {
  const start = performance.now();
  const { bytes } = await store.prices({ login: 'rep', have: '', keep: [] });
  open_snapshot(core, bytes.subarray(bytes.indexOf(10) + 1), false);
  return performance.now() - start;
}

let text;
/** In turns: opening 100,000 products from memory and from the store, and parsing the same. */
export async function measure_opening(rounds) {
  const snapshot = await fetch_bytes('/snapshot-100000.sqlite');
  const store = await fill_store(snapshot);
  text = new TextDecoder().decode(await fetch_bytes('/catalogue.json'));
  const found = { opened: [], from_store: [], parsed: [], bytes: text.length };
  for (let i = 0; i < rounds; ++i) {
    found.opened.push(open_snapshot(core, snapshot, false));
    found.from_store.push(await open_from_store(store));
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
