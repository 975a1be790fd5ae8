// Rules must be read, proved, run and said alike natively and in WebAssembly, to the byte; and both
// must decide as somebody else computed.
//
// rules_data.mjs has 20, 200 and 2,000 rules with 10,000 orders each; rules_maker.mjs makes small
// files with all that the language has. TALLYSTICK_PARITY_SEED chooses others.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { as_table, bench_sizes, load_bench } from './rules_data.mjs';
import { inputs_of, make_sentence_orders, make_sentences, sentence_words } from './rules_maker.mjs';
import { Core, records } from './streams.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const native_folder = process.env.TALLYSTICK_NATIVE ?? join(root, 'build/native');
const wasm_folder = process.env.TALLYSTICK_WASM ?? join(root, 'build/wasm');
const seed = Number(process.env.TALLYSTICK_PARITY_SEED ?? '1');
const files_wanted = 600;
const some_day = 20_514;

let folder;
let core;

/** A record of check_rules (tests/parity/check_document.hpp). */
function rules_record(vocabulary, text, orders) {
  const [words, rules] = [Buffer.from(vocabulary), Buffer.from(text)];
  return Buffer.concat([Buffer.from(`rules\n${words.length} ${rules.length}\n`), words, rules,
    Buffer.from(orders.map((order) => `${order.join(' ')}\n`).join(''))]);
}

function framed(record) {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(record.length);
  return [length, record];
}

/** What the native core answers to each record; the same of WebAssembly must be equal. */
function check_both(list) {
  writeFileSync(join(folder, 'rules.records'), Buffer.concat(list.flatMap(framed)));
  execFileSync(join(native_folder, 'core_native'), [folder, '0', '1']);
  const native = [...records(readFileSync(join(folder, 'rules.answers')))];
  assert.equal(native.length, list.length);
  return list.map((record, i) => {
    const [ours, theirs] = [Buffer.from(native[i]), Buffer.from(core.check(record))];
    if (!ours.equals(theirs)) {
      const [left, right] = [ours, theirs].map((bytes) => bytes.toString().split('\n'));
      const line = left.findIndex((text, at) => text !== right[at]);
      assert.fail(`record ${i} (seed ${seed}) differs in line ${line}.\nnative: ${left[line]}\n` +
        `WebAssembly: ${right[line]}\n${record.subarray(0, 5_000)}`);
    }
    return ours.toString();
  });
}

/** "order 0 a 3 f 4 7 m s …": the rules that fired, as rules_data.mjs says what is expected. */
function met_by(line) {
  const fired = /^order 0[a-z ]* a [^a-z]*f([ 0-9]*) m s n/.exec(line);
  if (!fired) return { line };
  const rules = fired[1].trim().split(' ').filter(Boolean).map(Number);
  return { first: rules[0] ?? -1, count: rules.length,
    sum: rules.reduce((sum, rule) => sum + rule + 1, 0) };
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-rules-parity-'));
  const { default: create_core } = await import(join(wasm_folder, 'core_wasm.mjs'));
  core = new Core(await create_core());
});

after(() => rmSync(folder, { recursive: true, force: true }));

for (const size of bench_sizes) {
  test(`${size} rules: 10,000 orders decided, explained and said alike, and as expected`,
    (context) => {
      const bench = load_bench(size);
      const orders = bench.orders.map((order) =>
        [some_day, ...inputs_of(bench.json.fields, order)]);
      assert.equal(orders.length, 10_000);
      const [table, proved] = check_both([
        rules_record(as_table(bench.vocabulary), bench.text, orders),
        rules_record(bench.vocabulary, bench.text, orders.slice(0, 1_000)),
      ]);
      const decided = table.split('\n').filter((line) => line.startsWith('order ')).map(met_by);
      assert.equal(decided.length, 10_000);
      bench.expected.forEach((expected, i) =>
        assert.deepEqual(decided[i], expected, `order ${i}`));
      assert.match(proved, /^conflicts [1-9]/m);
      assert.match(proved, /finding_conflict/);
      assert.match(table, /^[0-9a-f]{64}$/m);
      context.diagnostic(`rules ${bench.origin}; ${table.length + proved.length} bytes equal`);
    });
}

test('small files with all of the language, and with slips, are answered alike', (context) => {
  const list = Array.from({ length: files_wanted }, (_, i) => rules_record(sentence_words,
    make_sentences(seed * 100_000 + i, 500), make_sentence_orders(seed * 100_000 + i, 40)));
  const answers = check_both(list);
  const all = answers.join('\n');
  const read = answers.filter((answer) => /^[0-9a-f]{64}$/m.test(answer)).length;
  assert.ok(read > files_wanted / 4 && read < files_wanted, `${read} were read`);
  for (const met of ['finding_conflict', 'finding_conflict_possible', 'finding_gap',
    'finding_dead_rule', 'finding_empty_condition', 'finding_never_hit', 'finding_answer_unused',
    'finding_value_unused', 'example_differs', 'rule_phrase_unknown', 'rule_value_unknown',
    'rule_word_unexpected', 'rule_start_unknown']) {
    assert.ok(all.split(`"${met}"`).length > 3, `${met} is hardly met`);
  }
  context.diagnostic(`${read} of ${files_wanted} files read, ${all.length} bytes equal`);
});

test('one value that is another in an order is found', () => {
  const orders = make_sentence_orders(seed, 30);
  const text = 'Decide tax.\nRule a: When the number of lines is at least 50, exempt.\n' +
    'Rule b: When the number of lines is less than 50, charge tax.\n';
  const [whole] = check_both([rules_record(sentence_words, text, orders)]);
  const other = orders.map((order) => [...order]);
  other[7][4] = other[7][4] > 49 ? 3 : 80;
  const changed = Buffer.from(core.check(rules_record(sentence_words, text, other))).toString();
  assert.notEqual(changed, whole);
});
