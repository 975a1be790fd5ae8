// Runs the parts of the bench, prints the one table and writes it to docs/benchmarks.md.
// tools/bench/run builds what is measured and starts this.
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { start_rows } from './app_parts.mjs';
import { measure_in_page, search_rows, wasm_rows } from './browser_parts.mjs';
import { core_rows, figures, import_rows, measure_core, order_rows, run, size_rows }
  from './native_parts.mjs';
import { as_markdown, as_text, finish } from './table.mjs';
import { measure_order } from './wasm_figures.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const native = process.env.TALLYSTICK_NATIVE ?? join(root, 'build/native');
const place = {
  bench: join(native, 'bench'),
  tallystick: join(native, 'tallystick'),
  wasm: process.env.TALLYSTICK_WASM ?? join(root, 'build/wasm'),
};
/** The day on which bench decides (bench_day in bench.cpp). */
const bench_day = Math.round(Date.parse('2026-06-15T00:00:00Z') / 86_400_000);
const part_names = ['core', 'wasm', 'search', 'size', 'start', 'import', 'orders'];

function read_options(words) {
  const chosen = [];
  let write = true;
  for (let i = 0; i < words.length; ++i) {
    if (words[i] === '--no-write') write = false;
    else if (words[i] === '--only' && part_names.includes(words[i + 1])) chosen.push(words[++i]);
    else {
      console.error(`tools/bench/run: "${words[i]}" is not an option, or "${words[i + 1]}" is no ` +
        `part (${part_names.join(', ')}).`);
      process.exit(2);
    }
  }
  return { parts: chosen.length ? chosen : part_names, write: write && chosen.length === 0 };
}

async function measure_in_node(folder) {
  const { readFileSync } = await import('node:fs');
  const { default: create_core } = await import(join(place.wasm, 'core_wasm.mjs'));
  const module = await create_core();
  const snapshot = readFileSync(join(folder, 'snapshot-20000.sqlite'));
  const result = {};
  for (const lines of [10, 1000]) {
    const document = readFileSync(join(folder, `order-${lines}.json`));
    result[lines] = measure_order(module, snapshot, document, bench_day);
  }
  return result;
}

async function rows_of(parts) {
  const rows = [];
  const take = async (name, work) => {
    if (!parts.includes(name)) return;
    const start = performance.now();
    process.stderr.write(`${name} … `);
    rows.push(...await work());
    process.stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  };
  const needs_files = parts.some((part) => ['wasm', 'search', 'import'].includes(part));
  const files = needs_files ? figures(run(place.bench, ['files', place.folder])) : new Map();
  const needs_core = parts.some((part) => ['core', 'wasm'].includes(part));
  const core = needs_core ? measure_core(place) : null;
  await take('core', () => core_rows(core));
  await take('wasm', async () => [
    ...wasm_rows('Node', await measure_in_node(place.folder), core),
    ...wasm_rows('Chromium', await measure_in_page(place, bench_day), core)]);
  await take('search', () => search_rows(place));
  await take('size', () => size_rows(place));
  await take('start', () => start_rows(place));
  await take('import', () => import_rows(place, { products: files.get('products in the CSV') }));
  await take('orders', () => order_rows(place));
  return rows.map(finish);
}

function say_machine(load_before) {
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = load_before.map((value) => value.toFixed(1)).join(', ');
  return `${cpus().length} cores (${cpus()[0].model.trim()}), ${memory} GB, Linux ${release()}, ` +
    `Node ${process.version}; load average before the run: ${load}.`;
}

function document_of(rows, machine, day) {
  return `# Benchmarks

Written by \`tools/bench/run\` on ${
      day}; not by hand. Each figure stands beside a baseline of the same
run: a shared machine is noisy, so the ratios say more than the durations. Medians of several runs.

${machine}

${as_markdown(rows)}

What the baselines are stands in \`tools/bench/baselines/\`, \`tools/bench/bare_imgui/\` and
\`tools/bench/*.mjs\`. The bare HTTP handler makes the same writes into the same tables with the
same indexes, triggers and pragmas, but trusts what it is sent and commits each order by itself; the
product decides each order twice, compares, plans stock, and commits in groups.
`;
}

const options = read_options(process.argv.slice(2));
place.folder = mkdtempSync(join(tmpdir(), 'tallystick-bench-'));
const load_before = loadavg();
try {
  const rows = await rows_of(options.parts);
  const machine = say_machine(load_before);
  console.log(`\n${as_text(rows)}\n\n${machine}`);
  if (options.write) {
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(join(root, 'docs/benchmarks.md'), document_of(rows, machine, day));
    console.log('Written to docs/benchmarks.md');
  }
} finally {
  rmSync(place.folder, { recursive: true, force: true });
}
