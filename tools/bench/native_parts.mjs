// The parts that need no browser: the core natively, size, import, orders over HTTP, pushes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { median } from './table.mjs';

/** Runs a program to its end; its standard output, or an error that says what it said. */
export function run(program, words, options = {}) {
  const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.status === 0) return done.stdout;
  throw new Error(`${program} ${words.join(' ')} ended with ${done.status}: ${done.stderr}`);
}

/** The lines of JSON that bench prints, by name. */
export function figures(text) {
  const lines = text.trim().split('\n').map((line) => JSON.parse(line));
  return new Map(lines.map(({ name, value }) => [name, value]));
}

export function measure_core(place) {
  return figures(run(place.bench, ['core']));
}

export function core_rows(core) {
  const rows = [];
  const add = (lines, name, what, against, aim) => rows.push({
    what: `${what}, ${lines} lines, native`, unit: 'ns', value: core.get(`${lines} lines: ${name}`),
    baseline: core.get(`${lines} lines: ${name}: baseline`), against,
    ...(aim ? { aim } : {}) });
  for (const [lines, aim] of [[10, 20e3], [1000, 2e6]]) {
    add(lines, 'decide', 'decide', 'parsing the order\'s JSON only', aim);
    add(lines, 'gather, first time', 'gather, first time', 'the same rows by bare SQL');
    add(lines, 'gather, again', 'gather, again (next keystroke)', 'the same rows by bare SQL');
    add(lines, 'read and normalise', 'read and normalise the document', 'parsing its JSON only');
    add(lines, 'canonical bytes', 'canonical bytes', 'nlohmann dump of the same tree');
    add(lines, 'digest', `digest of ${core.get(`${lines} lines: outcome bytes`)} bytes`,
      'libsodium\'s SHA-256');
  }
  add('1000 spread', 'decide', 'decide to 20 ship-tos, each taxed and its way charged',
    'parsing the order\'s JSON only');
  add('1000 spread', 'gather, again', 'gather for 20 ship-tos, again',
    'the same rows by bare SQL');
  for (const [lines, aim] of [[10, 20e3], [100, undefined], [1000, 2e6]]) {
    const rich = `${lines} rich`;
    add(rich, 'decide', 'decide with 5 price lists, 200 promotions, 12,000 tax rows',
      'parsing the order\'s JSON only', aim);
    add(rich, 'gather, again', 'gather with all of these, again', 'the same rows by bare SQL');
  }
  return rows;
}

function compressed(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const br = brotliCompressSync(bytes, { params }).length;
  return { gz: gzipSync(bytes, { level: 9 }).length, br };
}

const add = (left, right) => ({ gz: left.gz + right.gz, br: left.br + right.br });

/** Everything of the app that is program: its own .js and .wasm, without fonts and pages. */
export function size_rows(place) {
  const web = place.web;
  const of_app = readdirSync(web).filter((name) => /\.(js|wasm)$/.test(name))
    .filter((name) => !/^(login|print|setup)\./.test(name));
  const app = of_app.map((name) => compressed(join(web, name))).reduce(add);
  const bare_files = ['bare_imgui.js', 'bare_imgui.wasm'].map((name) => join(place.wasm, name));
  const bare = bare_files.every(existsSync)
    ? bare_files.map(compressed).reduce(add) : { gz: undefined, br: undefined };
  const against = bare.br ? 'Dear ImGui and SDL2 alone' : 'not built: Dear ImGui and SDL2 alone';
  return [
    { what: 'the app, wasm + js, brotli', value: app.br, unit: 'bytes', aim: 1.2e6,
      baseline: bare.br, against },
    { what: 'the app, wasm + js, gzip', value: app.gz, unit: 'bytes', baseline: bare.gz, against },
  ];
}

export function import_rows(place, files) {
  const lines = files.products;
  const csv = join(place.folder, 'products.csv');
  const seconds = { import: [], again: [], bare: [] };
  const timed = (list, program, words) => {
    const start = performance.now();
    run(program, words);
    list.push((performance.now() - start) / 1000);
  };
  for (let round = 0; round < 3; ++round) {
    const data = join(place.folder, `import-${round}`);
    const bare = join(place.folder, `bare-insert-${round}`);
    rmSync(data, { recursive: true, force: true });
    rmSync(bare, { recursive: true, force: true });
    mkdirSync(bare, { recursive: true });
    const words = ['import', 'products', csv, '--mapping',
      join(place.folder, 'products.mapping.json'), '--data', data];
    timed(seconds.bare, place.bench, ['bare-insert', csv, bare]);
    timed(seconds.import, place.tallystick, words);
    timed(seconds.again, place.tallystick, words);
    rmSync(data, { recursive: true, force: true });
    rmSync(bare, { recursive: true, force: true });
  }
  const rate = (list) => lines / median(list);
  const against = 'prepared INSERT of the same rows, one transaction, nothing checked';
  return [
    { what: `import of ${lines} products from CSV`, value: rate(seconds.import),
      unit: 'lines/s', baseline: rate(seconds.bare), against, aim: 50_000, better: 'more' },
    { what: 'the same file again (nothing changes)', value: rate(seconds.again),
      unit: 'lines/s', baseline: rate(seconds.bare), against },
  ];
}

/** Runs a part of bench that wants a folder of its own, which is gone afterwards. */
function run_in_folder(place, part, words = []) {
  const folder = join(place.folder, part);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    return figures(run(place.bench, [part, folder, ...words]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function order_rows(place) {
  const found = run_in_folder(place, 'orders', ['3000', '16']);
  return [{
    what: `orders of 10 lines a second over HTTP, ${found.get('clients')} clients`,
    value: found.get('orders a second'), unit: '1/s', better: 'more', aim_ratio: 0.6,
    baseline: found.get('orders a second: bare handler'),
    against: 'bare cpp-httplib handler, same writes, one transaction each',
  }];
}

const bare_push = 'bare SQLite, the same rows in groups of 100 orders';

export function push_rows(place) {
  const found = run_in_folder(place, 'push');
  return [{
    what: 'orders of 10 lines pushed durably a second, one device, in batches of 50',
    value: found.get('pushed orders a second'), unit: '1/s', better: 'more', aim_ratio: 0.5,
    baseline: found.get('pushed orders a second: bare writes'), against: bare_push,
  }];
}

export function return_rows(place) {
  const found = run_in_folder(place, 'return');
  const who = `${found.get('devices')} devices come back at once with ` +
    `${found.get('orders of each device')} orders each`;
  return [
    { what: `${who}: orders a second in all`, value: found.get('orders a second of all'),
      unit: '1/s', baseline: found.get('orders a second of all: bare writes'),
      against: bare_push },
    { what: 'the same, the slowest device, from the first push to its last receipt',
      value: found.get('slowest device'), unit: 'ns',
      baseline: found.get('all orders: bare writes'), against: `all orders by ${bare_push}` },
  ];
}
