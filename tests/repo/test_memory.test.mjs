// What tools/test remembers of a part that passed: it runs again when anything it can see changed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { ROOT } from './tidy/tree.mjs';

const script = (work) => `
  set -euo pipefail
  root_dir=$1 again=no
  source "${ROOT}/tools/setup.d/packages.sh"
  source "${ROOT}/tools/setup.d/test_memory.sh"
  ${work}`;

function in_project(steps) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-memory-'));
  const bash = (work, env = {}) => spawnSync('bash', ['-c', script(work), 'bash', folder],
    { encoding: 'utf8', env: { ...process.env, TALLYSTICK_DATA: '', ...env } });
  const put = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  spawnSync('git', ['init', '-q', folder]);
  put('.gitignore', 'build/\n');
  put('shared/price.cpp', 'int price = 1;\n');
  put('docs/rep.md', 'How a rep works\n');
  put('build/test-logs/unit.result', '12 0 1 34\n');
  put('build/test-logs/browser.result', '98 0 0 400\n');
  try {
    steps({ bash, put, folder });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const remember = 'for part in unit browser; do remember $part "$(depends_on $part)"; done';
const runs_again = (bash, part, env) =>
  bash(`passed_before ${part} "$(depends_on ${part})"`, env).status !== 0;

test('what passed is not run again, and counts with the numbers it had', () => {
  in_project(({ bash, folder }) => {
    assert.ok(runs_again(bash, 'unit'));
    assert.equal(bash(remember).status, 0);
    assert.ok(!runs_again(bash, 'unit'));
    assert.equal(fs.readFileSync(path.join(folder, 'build/test-logs/unit.result'), 'utf8'),
      '12 0 1 0\n');
  });
});

for (const [what, change] of [
  ['a source changed', ({ put }) => put('shared/price.cpp', 'int price = 2;\n')],
  ['a source is new, and not committed', ({ put }) => put('shared/tax.cpp', 'int tax;\n')],
  ['a source is gone', ({ folder }) => fs.rmSync(path.join(folder, 'shared/price.cpp'))],
]) {
  test(`it runs again when ${what}`, () => in_project((project) => {
    project.bash(remember);
    change(project);
    for (const part of ['unit', 'browser']) assert.ok(runs_again(project.bash, part), part);
  }));
}

test('it runs again with --again, and for another environment', () => in_project(({ bash }) => {
  bash(remember);
  assert.ok(runs_again(bash, 'unit', { TALLYSTICK_FUZZ_SECONDS: '60' }));
  assert.notEqual(bash('again=yes; passed_before unit "$(depends_on unit)"').status, 0);
}));

test('a document concerns the parts that read documents', () => in_project(({ bash, put }) => {
  bash(remember);
  put('docs/rep.md', 'How a rep works now\n');
  assert.ok(runs_again(bash, 'unit'));
  assert.ok(!runs_again(bash, 'browser'));
  bash(remember);
  put('docs/examples/company.json', '{}');
  assert.ok(runs_again(bash, 'browser'));
}));
