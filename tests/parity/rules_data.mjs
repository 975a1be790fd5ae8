// The rules of the bench: those beside the project where TALLYSTICK_DATA names a folder that has
// them, else rules and orders of the same shape from a seed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { make_bench } from './rules_maker.mjs';

export const bench_sizes = [20, 200, 2000];
const orders_wanted = 10_000;

/** One line for each order: what it meets, as make_bench says it. */
function read_expected(text) {
  return text.trimEnd().split('\n').map((line) => {
    const [first, count, sum] = line.split('\t').map(Number);
    return { first, count, sum };
  });
}

/** Vocabulary, sentences, the same conditions as JSON, orders, and what each order meets. */
export function load_bench(size) {
  const folder = join(process.env.TALLYSTICK_DATA ?? '', 'rules/bench');
  if (!process.env.TALLYSTICK_DATA || !existsSync(join(folder, `rules-${size}.en`))) {
    return { ...make_bench(size, size, orders_wanted), origin: 'made from a seed' };
  }
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  return {
    vocabulary: read(`bench-${size}.vocab`),
    text: read(`rules-${size}.en`),
    json: JSON.parse(read(`rules-${size}.json`)),
    orders: read('orders.ndjson').trimEnd().split('\n').map((line) => JSON.parse(line)),
    expected: read_expected(read(`expected-${size}.txt`)),
    origin: 'beside the project',
  };
}

/** The vocabulary with its decision's rules read as a table whose first row wins. */
export const as_table = (vocabulary) => vocabulary.replace('| exactly one of', '| first of');
