// The simulator over its seeds, and every planted mistake with the seed that docs/simulator.md
// gives for it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const LONG = { timeout: 600000 };
const run = (program, ...words) =>
  spawnSync(`build/native/${program}`, words, { encoding: 'utf8', maxBuffer: 1 << 26 });

// name -> seed, as the table of the document has them.
function documented() {
  const rows = readFileSync('docs/simulator.md', 'utf8')
    .matchAll(/^\| `([a-z0-9_]+)` \| (?:device|server) \|[^|]*\| (\d+) \|$/gm);
  return new Map([...rows].map((row) => [row[1], row[2]]));
}

test('500 runs: everything that was saved is at the company, once', LONG, () => {
  const done = run('simulate', '--seeds', '500');
  assert.equal(done.status, 0, done.stdout);
  assert.match(done.stdout, /^500 runs: \d{4,} orders saved/m);
});

test('a run replays exactly', LONG, () => {
  const [first, second] = [run('simulate', '--show', '7'), run('simulate', '--show', '7')];
  assert.ok(first.stdout.split('\n').length > 20);
  assert.equal(first.stdout, second.stdout);
});

const bugs = documented();
test('the document lists every mistake that can be built in, twenty at least', () => {
  const listed = execFileSync('build/native/simulate_planted', ['--list'], { encoding: 'utf8' })
    .trim().split('\n').map((line) => line.split('\t')[0]);
  assert.deepEqual([...bugs.keys()].sort(), listed.sort());
  assert.ok(bugs.size >= 20, `${bugs.size} mistakes`);
});

for (const [name, seed] of bugs) {
  test(`the mistake ${name} is found by seed ${seed}, and without it that seed is clean`, LONG,
    () => {
      const found = run('simulate_planted', '--planted', name, '--from', seed, '--seeds', '1');
      assert.equal(found.status, 1, found.stdout || `ended by ${found.signal}`);
      const clean = run('simulate_planted', '--from', seed, '--seeds', '1');
      assert.equal(clean.status, 0, clean.stdout);
    });
}
