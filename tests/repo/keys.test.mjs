// The tables of keys in docs/rep.md, desk.md and warehouse.md are those of the app, word for word,
// in both directions: a key that no document names, or that no longer exists, is a failure.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const read = (name) => fs.readFileSync(
  fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

const STRING = '"((?:[^"\\\\]|\\\\.)*)"';
const KEY_LINE = new RegExp(`\\{${[0, 1, 2, 3, 4].map(() => STRING).join(',\\s*')}\\}`, 'g');

// Some keys have shorter names among people.
const spoken = (chord) => chord.replace('ArrowDown', 'Down').replace('Escape', 'Esc');

// What a source file's table of keys holds: {chord, name, help, where}.
const keys_of = (file) => [...read(file).matchAll(KEY_LINE)]
  .map(([, chord, , name, help, where]) => ({ chord: spoken(chord), name, help, where }));

const rows_of = (file) => {
  const section = read(file).split('\n## Keys\n')[1] ?? '';
  return [...section.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)]
    .map(([, chord, name, help]) => ({ chord, name, help }))
    .filter((row) => row.chord !== 'Key' && !row.chord.startsWith('---'));
};

const same = (line, row) => row.chord === line.chord && row.name === line.name &&
  row.help === line.help;

const DOCUMENT_OF = { Desk: 'desk', Credit: 'desk', 'Master data': 'desk', Warehouse: 'warehouse' };
const app = keys_of('wasm/screens/key_table.cpp');
const widgets = keys_of('wasm/ui/keys.cpp');
const documents = Object.fromEntries(['rep', 'desk', 'warehouse']
  .map((name) => [name, rows_of(`docs/${name}.md`)]));

test('the tables were read', () => {
  assert.ok(app.length >= 19, `${app.length} keys of the app`);
  assert.ok(widgets.length >= 5, `${widgets.length} keys of the widgets`);
  assert.ok(documents.rep.length > documents.desk.length && documents.desk.length >= 5);
  assert.ok(documents.warehouse.length >= 3);
});

test('every key of the app and of its widgets stands in a document, as Help says it', () => {
  for (const line of [...app, ...widgets]) {
    const rows = documents[DOCUMENT_OF[line.where] ?? 'rep'];
    assert.ok(rows.some((row) => same(line, row)),
      `| ${line.chord} | ${line.name} | ${line.help} | is missing (${line.where})`);
  }
});

test('no document names a key that the app does not have', () => {
  for (const [name, rows] of Object.entries(documents)) {
    for (const row of rows) {
      assert.ok([...app, ...widgets].some((line) => same(line, row)),
        `docs/${name}.md: ${row.chord}, ${row.name}`);
    }
  }
});
