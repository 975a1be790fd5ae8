// The two commands and the set-up: what they say, and how the private package list is derived.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import test from 'node:test';
import { ROOT } from './tidy/tree.mjs';

const run = (program, args, input) =>
  spawnSync(program, args, { cwd: ROOT, input, encoding: 'utf8' });
const derive = (format, list) => run('awk',
  ['-v', 'codename=bookworm', '-f', `tools/setup.d/${format}.awk`], list).stdout;

for (const tool of ['tools/setup', 'tools/serve', 'tools/test', 'tools/bench/run',
  'tools/crash', 'tools/simulate', 'tools/cut-network']) {
  test(`${tool} --help says what it does, and an unknown option is a sentence`, () => {
    const help = run(tool, ['--help']);
    assert.equal(help.status, 0);
    assert.match(help.stdout, new RegExp(`^${tool}`));
    const wrong = run(tool, ['--no-such-option']);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /"--no-such-option".*--help\.\n$/);
  });
}

test('every part that tools/test --help lists has its function', () => {
  const help = run('tools/test', ['--help']).stdout;
  const parts = [...help.matchAll(/^(\w+) {2,}\S/gm)].map((match) => match[1]);
  const source = fs.readFileSync(`${ROOT}/tools/setup.d/test_parts.sh`, 'utf8');
  assert.ok(parts.length >= 7);
  for (const part of parts) assert.match(source, new RegExp(`^run_${part}\\(\\) \\{`, 'm'));
});

test('a one-line list becomes the same mirrors of Debian 13, sources included', () => {
  assert.equal(
      derive(
          'one_line',
          [
            'deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian ' +
        'bookworm main contrib',
            'deb-src http://mirror.example/debian bookworm main',
            '# deb http://mirror.example/debian bookworm-backports main',
            'deb http://mirror.example/security bookworm-security main # fixes',
            '',
          ].join('\n')),
      [
        'Types: deb deb-src',
        'URIs: http://mirror.example/debian',
        'Suites: trixie',
        'Components: main',
        'Signed-By: /keys/debian.gpg',
        '',
        'Types: deb deb-src',
        'URIs: http://mirror.example/security',
        'Suites: trixie-security',
        'Components: main',
        '',
        '',
      ].join('\n'));
});

test('other releases, other vendors and discs are left out', () => {
  assert.equal(derive('one_line', [
    'deb http://mirror.example/debian bookworm-backports main',
    'deb http://vendor.example/apt bookworm stable', 'deb http://vendor.example/apt sid main',
    'deb cdrom:[Debian]/ bookworm main', '',
  ].join('\n')), '');
  assert.equal(derive('deb822', [
    'Types: deb', 'URIs: http://vendor.example/apt', 'Suites: bookworm', 'Components: stable', '',
    'Types: deb', 'URIs: http://mirror.example/debian', 'Suites: bookworm', 'Components: main',
    'Enabled: no', '',
  ].join('\n')), '');
});

test('a deb822 stanza keeps its mirrors and its key, even one written out', () => {
  assert.equal(derive('deb822', [
    '# the archive', 'Types: deb', 'URIs: http://mirror.example/debian',
    'Suites: bookworm bookworm-updates bookworm-backports', 'Components: main non-free',
    'Signed-By:', ' -----BEGIN PGP PUBLIC KEY BLOCK-----', ' .', ' mQINBF', '',
  ].join('\n')), [
    'Types: deb deb-src', 'Suites: trixie trixie-updates', 'Components: main',
    'URIs: http://mirror.example/debian', 'Signed-By:', ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
    ' .', ' mQINBF', '', '',
  ].join('\n'));
});

test('everything that is taken from others is pinned by version and digest', () => {
  const rows = fs.readFileSync(`${ROOT}/tools/third_party.lock`, 'utf8').split('\n')
    .filter((line) => line && !line.startsWith('#')).map((line) => line.split(/ +/));
  assert.ok(rows.length >= 12);
  for (const [name, kind, , version, , digest, ...more] of rows) {
    assert.match(kind, /^(source|binary|npm)$/, name);
    assert.match(version, /^\d/, name);
    assert.match(digest, /^[0-9a-f]{64}$/, name);
    assert.deepEqual(more, [], name);
  }
});
