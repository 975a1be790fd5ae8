// Rules: what a decision takes natively and in WebAssembly, beside two other engines on the same
// rules and orders, and what proving takes. Every engine's answers are held against what is
// expected of each order first; a difference fails the run.
// All of it is processor time, of all threads: an engine that answers by way of another thread is
// not charged with waiting for it, and what else the machine does counts little.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bench_sizes, load_bench } from '../../tests/parity/rules_data.mjs';
import { figures, run } from './native_parts.mjs';
import { json_rules_peer, zen_peer } from './rules_peers.mjs';
import { median } from './table.mjs';

/** In how many milliseconds of the processor each peer is measured, and compared. */
const peer_ms = 1_000;

/** Milliseconds of the processor that this process has used. */
function used_ms() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const as_lines = (orders) => orders.map((order) => JSON.stringify(order)).join('\n') + '\n';

function write_files(place, size, bench) {
  writeFileSync(join(place.folder, `${size}.vocab`), bench.vocabulary);
  writeFileSync(join(place.folder, `${size}.en`), bench.text);
  writeFileSync(join(place.folder, `orders-${size}.ndjson`), as_lines(bench.orders));
}

function must_equal(who, size, index, met, expected) {
  for (const key of ['first', 'count', 'sum']) {
    if (met[key] === expected[key]) continue;
    throw new Error(`${who}, ${size} rules, order ${index}: ${JSON.stringify(met)}, ` +
      `but ${JSON.stringify(expected)} is expected`);
  }
}

function compare_native(place, size, bench) {
  const lines = readFileSync(join(place.folder, `met-${size}.txt`), 'utf8').trimEnd().split('\n');
  if (lines.length !== bench.expected.length) throw new Error(`${lines.length} orders decided`);
  lines.forEach((line, i) => {
    const [first, count, sum] = line.split('\t').map(Number);
    must_equal('native', size, i, { first, count, sum }, bench.expected[i]);
  });
}

/** Nanoseconds of each piece of work in WebAssembly, after its answers were compared. */
function measure_in_wasm(module, size, bench) {
  const places = [bench.vocabulary, bench.text, as_lines(bench.orders)].map((text) => {
    const bytes = Buffer.from(text);
    const at = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, at);
    return [at, bytes.length];
  });
  if (module._bench_rules_load(...places.flat()) !== 1) throw new Error('rules cannot be loaded');
  for (const [at] of places) module._free(at);
  bench.expected.forEach((expected, i) => must_equal('WebAssembly', size, i, {
    first: module._bench_rules_met(i), count: module._bench_rules_count(),
    sum: module._bench_rules_sum() }, expected));
  const once = (call) => {
    const start = used_ms();
    if (call() !== 1) throw new Error('the core answered 0');
    return (used_ms() - start) * 1e6;
  };
  /** Nanoseconds of one of so many calls, which take some milliseconds together. */
  const ns = (call) => {
    let times = 64;
    while (once(() => call(times)) < 4e6 && times < 1e6) times *= 2;
    return median(Array.from({ length: 31 }, () => once(() => call(times)) / times));
  };
  return {
    decide: ns((times) => module._bench_rules_decide(times)),
    explain: ns((times) => module._bench_rules_explain(times)),
    say: ns((times) => module._bench_rules_say(times)),
    json: ns((times) => module._bench_rules_json(times)),
    findings: median(Array.from({ length: 9 }, () =>
      once(() => module._bench_rules_findings()))),
    edit: median(Array.from({ length: 80 }, (_, turn) =>
      once(() => module._bench_rules_edit(turn)))),
  };
}

/** Nanoseconds of a decision, and how many answers were compared. */
async function measure_peer(peer, size, bench) {
  if (!peer) return null;
  let until = used_ms() + peer_ms;
  let compared = 0;
  for (; compared < bench.orders.length && used_ms() < until; ++compared) {
    const met = await peer.met(bench.orders[compared]);
    must_equal(peer.name, size, compared, met, bench.expected[compared]);
  }
  const start = used_ms();
  until = start + peer_ms;
  let decided = 0;
  while (used_ms() < until) await peer.decide(bench.orders[decided++ % bench.orders.length]);
  return { name: peer.name, ns: (used_ms() - start) * 1e6 / decided, compared };
}

function rows_of_size(size, native, wasm, peers) {
  const of = (name) => native.get(`${size} rules: ${name}`);
  const rows = [];
  const add = (what, value, baseline, against, aim) => rows.push({
    what: `${what}, ${size.toLocaleString('en')} rules`, unit: 'ns', value, baseline, against,
    ...(aim && size === 2000 ? { aim } : {}) });
  add('a decision from an order\'s values, native', of('decide'), undefined, undefined, 1_000);
  add('the same, WebAssembly in Node', wasm.decide, of('decide'), 'native', 1_500);
  for (const peer of peers.filter(Boolean)) {
    add(`the same by ${peer.name}`, peer.ns, of('decide'), 'ours, native');
  }
  add('with the rules that fired and nearly did, native', of('explain'), of('decide'),
    'without', 3_000);
  add('the same, WebAssembly in Node', wasm.explain, of('explain'), 'native');
  add('and said in sentences, native', of('say'), of('explain'), 'not said');
  add('from an order in JSON, native', of('from JSON'), of('JSON alone'), 'reading the JSON alone',
    5_000);
  add('the same, WebAssembly in Node', wasm.json, of('from JSON'), 'native');
  add('compiling', of('compile'));
  add('all findings, native', of('all findings'), undefined,
    `${of('conflicts').toLocaleString('en')} pairs in conflict`, 1e9);
  add('all findings, WebAssembly in Node', wasm.findings, of('all findings'), 'native');
  add('one rule edited, read and analysed anew, native', of('one edited rule'),
    of('all findings'), 'all findings', 5e6);
  add('the same, the slowest of 80', of('one edited rule, slowest'));
  add('the same, WebAssembly in Node', wasm.edit, of('one edited rule'), 'native');
  return rows;
}

export async function rules_rows(place) {
  const core = join(place.wasm, 'core_wasm.mjs');
  if (!existsSync(core)) throw new Error(`there is no ${core}`);
  const { default: create_core } = await import(core);
  const benches = bench_sizes.map((size) => [size, load_bench(size)]);
  for (const [size, bench] of benches) write_files(place, size, bench);
  const native = figures(run(place.bench, ['rules', place.folder]));
  const rows = [];
  for (const [size, bench] of benches) {
    compare_native(place, size, bench);
    const wasm = measure_in_wasm(await create_core(), size, bench);
    const peers = [await measure_peer(zen_peer(bench.json), size, bench),
      await measure_peer(json_rules_peer(bench.json), size, bench)];
    for (const peer of peers.filter(Boolean)) {
      process.stderr.write(`${size} rules ${bench.origin}, ${peer.name}: ${peer.compared} ` +
        'answers equal\n');
    }
    rows.push(...rows_of_size(size, native, wasm, peers));
  }
  return rows;
}
