// A test of the app that failed beside others runs once more alone: what passes then is named, what
// fails again stays failed, and what failed in numbers is not excused.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { ROOT } from './tidy/tree.mjs';

// The first run of a test leaves a file; `late` tests fail until theirs is there.
const source = (tests) => `
  import assert from 'node:assert/strict';
  import fs from 'node:fs';
  import test from 'node:test';
  for (const [name, kind] of ${JSON.stringify(tests)}) {
    test(name, () => {
      const ran = fs.existsSync(name.replace(/\\W/g, ''));
      fs.writeFileSync(name.replace(/\\W/g, ''), '');
      assert.ok(kind === 'good' || (kind === 'late' && ran));
    });
  }`;

const script = `
  set -euo pipefail
  root_dir=$PWD again=no
  for part in common packages test_memory test_lanes test_parts; do
    source "${ROOT}/tools/setup.d/$part.sh"
  done
  build_needs() { :; }
  run_parts browser cases`;

function run(tests) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-alone-'));
  fs.mkdirSync(path.join(folder, 'tests/browser'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'build/native'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'tests/browser/app.test.mjs'), source(tests));
  fs.writeFileSync(path.join(folder, 'build/native/tests'),
    '#!/bin/sh\necho "[doctest] test cases: 7 | 7 passed | 0 failed |"\n', { mode: 0o755 });
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;  // a run of its own, not a child of this one
  try {
    return spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', env });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

test('what passes alone has passed, and is named', () => {
  const { status, stdout } = run([['a key (F2) is #1: | fast', 'late'], ['b', 'good']]);
  assert.match(stdout, /Unsteady, [^\n]*\n {2}browser: a key \(F2\) is #1: \| fast\n/);
  assert.match(stdout, /\n9 passed, 0 failed, 0 skipped\n$/);
  assert.equal(status, 0);
});

test('what fails again has failed, with all that failed beside it', () => {
  const { status, stdout } = run([['a', 'late'], ['b', 'bad'], ['c', 'good']]);
  assert.doesNotMatch(stdout, /Unsteady/);
  assert.match(stdout, /\n8 passed, 2 failed, 0 skipped\n$/);
  assert.notEqual(status, 0);
});

test('many failures are no accident', () => {
  const { status, stdout } = run(['a', 'b', 'c', 'd'].map((name) => [name, 'late']));
  assert.doesNotMatch(stdout, /once more and alone/);
  assert.match(stdout, /\n7 passed, 4 failed, 0 skipped\n$/);
  assert.notEqual(status, 0);
});
