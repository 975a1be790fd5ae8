// Runs the parts of the bench, prints the one table, puts it into a document where one is named.
// tools/bench/run builds what is measured and starts this.
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { start_rows } from './app_parts.mjs';
import { measure_in_page, search_rows, wasm_rows } from './browser_parts.mjs';
import { check_rows } from './check_parts.mjs';
import { core_rows, figures, import_rows, measure_core, order_rows, push_rows, return_rows, run,
  size_rows } from './native_parts.mjs';
import { rules_rows } from './rules_parts.mjs';
import { as_markdown, as_text, finish, median_of_maps } from './table.mjs';
import { measure_orders } from './wasm_figures.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const native = process.env.TALLYSTICK_NATIVE ?? join(root, 'build/native');
const place = {
  bench: join(native, 'bench'),
  tallystick: join(native, 'tallystick'),
  wasm: process.env.TALLYSTICK_WASM ?? join(root, 'build/wasm'),
  web: process.env.TALLYSTICK_WEB ?? join(root, 'build/web'),
};
/** The day on which bench decides (bench_day in bench.cpp). */
const bench_day = Math.round(Date.parse('2026-06-15T00:00:00Z') / 86_400_000);
const part_names = ['core', 'wasm', 'search', 'size', 'start', 'import', 'check', 'orders', 'push',
  'return', 'rules'];

/** How often core, Node and Chromium are measured, in turns. */
const core_rounds = 3;

function read_options(words) {
  const chosen = [];
  let markdown = null;
  for (let i = 0; i < words.length; i += 2) {
    const value = words[i + 1] ?? '';
    if (words[i] === '--markdown' && value) markdown = value;
    else if (words[i] === '--only' && part_names.includes(value)) chosen.push(value);
    else {
      console.error(`tools/bench/run: "${words[i]} ${value}" is not understood; the parts are ` +
        `${part_names.join(', ')}. See --help.`);
      process.exit(2);
    }
  }
  return { parts: chosen.length ? chosen : part_names, markdown };
}

async function measure_in_node(folder) {
  const { default: create_core } = await import(join(place.wasm, 'core_wasm.mjs'));
  const snapshot = readFileSync(join(folder, 'snapshot-20000.sqlite'));
  const documents = [10, 1000].map((lines) =>
    [lines, readFileSync(join(folder, `order-${lines}.json`))]);
  return measure_orders(await create_core(), snapshot, documents, bench_day);
}

/** The core natively, and where it is wanted in Node and Chromium: in turns, medians of all. */
async function measure_cores(with_wasm) {
  const rounds = { native: [], node: [], page: [] };
  for (let round = 0; round < core_rounds; ++round) {
    rounds.native.push(measure_core(place));
    if (!with_wasm) continue;
    rounds.node.push(await measure_in_node(place.folder));
    rounds.page.push(await measure_in_page(place, bench_day));
  }
  return {
    native: median_of_maps(rounds.native),
    node: with_wasm ? median_of_maps(rounds.node) : null,
    page: with_wasm ? median_of_maps(rounds.page) : null,
  };
}

/** All parts, one after the other. One that fails is told and leaves the others their figures. */
async function rows_of(parts) {
  const rows = [];
  const failures = [];
  const take = async (name, work) => {
    if (!parts.includes(name)) return;
    const start = performance.now();
    process.stderr.write(`${name} … `);
    try {
      rows.push(...await work());
    } catch (error) {
      failures.push(`${name}: ${error.stack}`);
    }
    process.stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  };
  const needs_files = parts.some((part) => ['wasm', 'search', 'import'].includes(part));
  const files = needs_files ? figures(run(place.bench, ['files', place.folder])) : new Map();
  let cores;
  await take('core', async () => {
    cores = await measure_cores(parts.includes('wasm'));
    return core_rows(cores.native);
  });
  await take('wasm', async () => {
    cores ??= await measure_cores(true);
    return [...wasm_rows('Node', cores.node, cores.native),
      ...wasm_rows('Chromium', cores.page, cores.native)];
  });
  await take('search', () => search_rows(place));
  await take('size', () => size_rows(place));
  await take('start', () => start_rows(place));
  await take('import', () => import_rows(place, { products: files.get('products in the CSV') }));
  await take('check', () => check_rows(place));
  await take('orders', () => order_rows(place));
  await take('push', () => push_rows(place));
  await take('return', () => return_rows(place));
  await take('rules', () => rules_rows(place));
  return { rows: rows.map(finish), failures };
}

function say_machine(load_before) {
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = load_before.map((value) => value.toFixed(1)).join(', ');
  const day = new Date().toISOString().slice(0, 10);
  return `${day}: ${cpus().length} cores (${cpus()[0].model.trim()}), ${memory} GB, ` +
    `Linux ${release().split('-')[0]}, Node ${process.version}, ` +
    `Chromium without a graphics card; load average before the run: ${load}.`;
}

/** Puts the text between the document's two markers; the rest of it is written by hand. */
function put_between_markers(path, text) {
  const [from, until] = ['<!-- measured -->', '<!-- end of measured -->'];
  const document = readFileSync(path, 'utf8');
  const start = document.indexOf(from);
  const end = document.indexOf(until);
  if (start < 0 || end < start) {
    throw new Error(`${path} has no lines "${from}" and "${until}" to put the table between`);
  }
  writeFileSync(path, `${document.slice(0, start)}${from}\n${text}\n${document.slice(end)}`);
}

const options = read_options(process.argv.slice(2));
place.folder = mkdtempSync(join(tmpdir(), 'tallystick-bench-'));
const load_before = loadavg();
try {
  const { rows, failures } = await rows_of(options.parts);
  const machine = say_machine(load_before);
  console.log(`\n${as_text(rows)}\n\n${machine}`);
  for (const failure of failures) console.error(`\nNot measured: ${failure}`);
  if (failures.length > 0) {
    process.exitCode = 1;
  } else if (options.markdown) {
    put_between_markers(options.markdown, `${machine}\n\n${as_markdown(rows)}`);
    console.log(`Written to ${options.markdown}`);
  }
} finally {
  rmSync(place.folder, { recursive: true, force: true });
}
