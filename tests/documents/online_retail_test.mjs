// The replay of a real wholesaler's history, where its data are: the one documented command, twice.
// TALLYSTICK_DATA names the folder that holds online-retail/; without it this test is skipped.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = resolve(process.env.TALLYSTICK_PROGRAM ?? join(root, 'build/native/tallystick'));
const replay = join(root, 'tools/online-retail/replay');
const samples = process.env.TALLYSTICK_DATA ?? '';
const folder = samples === '' ? '' : join(samples, 'online-retail');
const has_data = folder !== '' && existsSync(folder) &&
  readdirSync(folder).some((name) => name.endsWith('.tar.xz'));

const run = (words, environment = {}) => spawnSync(replay, [...words, '--program', program],
  { encoding: 'utf8', env: { ...process.env, ...environment } });

/** The figures of a row of the reckoning: lines and sum. */
function row(printed, name) {
  const line = printed.split('\n').find((each) => each.trim().startsWith(name));
  assert.ok(line, `no row ${name}`);
  const figures = line.trim().slice(name.length).trim().split(/ +/);
  const number = (text) => BigInt(text.replaceAll(',', '').replace('.', ''));
  return { lines: number(figures[0]), pence: number(figures.at(-1)) };
}

test('replay says what it needs', () => {
  assert.equal(run([]).status, 2);
  const none = run(['--data', 'x'], { TALLYSTICK_DATA: '' });
  assert.equal(none.status, 1);
  assert.match(none.stderr, /no archive: name it by --archive/);
  const broken = run(['--data', 'x', '--archive', replay]);
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /cannot be unpacked/);
});

test('three months of a wholesaler, to the penny, and a second time nothing', {
  skip: has_data ? false : 'TALLYSTICK_DATA names no folder with online-retail/*.tar.xz',
}, () => {
  const data = mkdtempSync(join(tmpdir(), 'tallystick-online-retail-'));
  try {
    const first = run(['--data', data]);
    assert.equal(first.status, 0, first.stderr);
    const all = { lines: 105335n, pence: 180701993n };
    assert.deepEqual(row(first.stdout, 'in the files'), all);
    const fates = ['accepted', 'credits', 'exceptions', 'refused'];
    const rows = fates.map((fate) => row(first.stdout, fate));
    assert.equal(rows.reduce((sum, { lines }) => sum + lines, 0n), all.lines);
    assert.equal(rows.reduce((sum, { pence }) => sum + pence, 0n), all.pence);
    for (const fate of fates) assert.ok(row(first.stdout, fate).lines > 0n, `no ${fate}`);
    assert.match(first.stdout, /exactly the sum of their lines: ([\d,]+) of \1\./);
    const second = run(['--data', data]);
    assert.equal(second.status, 0, second.stderr);
    assert.match(second.stdout, /Nothing changed: 0 orders and credit lines are new/);
    assert.doesNotMatch(second.stdout, /: [1-9][\d,]* new|, [1-9][\d,]* changed/);
    for (const fate of fates) assert.deepEqual(row(second.stdout, fate), row(first.stdout, fate));
    for (const line of first.stdout.split('\n').filter((each) => each.includes('lines/s'))) {
      console.log(line.trim());
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
