// Commands in the documents that take too long to be run there, or that never end: blocks "```sh"
// without "run". Each program must be there and start, each option must stand in its help, each
// preset in CMakePresets.json; and a test of its own must start it, too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** The test that starts the program; .ci/run is what starts all of them. */
const run_by = {
  'tools/serve': 'tests/repo/tools_test.mjs',
  'tools/test': '.ci/run',
  'tools/bench/run': 'tests/repo/tools_test.mjs',
  'tools/online-retail/replay': 'tests/documents/online_retail_test.mjs',
  'build/native/tallystick': 'tests/documents/full_disk_test.mjs',
};

function long_commands(path) {
  const blocks = [...read(path).matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1]);
  return blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/ *#.*/, ''))
    .filter((line) => line !== '').map((line) => line.split(/ +/));
}

function check_cmake(words) {
  const presets = JSON.parse(read('CMakePresets.json')).configurePresets;
  const [kind, value] = words;
  const known = kind === '--preset' ? presets.map((preset) => preset.name)
    : presets.map((preset) => preset.binaryDir.replace('${sourceDir}/', ''));
  assert.ok(known.includes(value), `cmake ${words.join(' ')}: known are ${known.join(', ')}`);
}

function check_help(program, words) {
  const command = words[0] && !words[0].startsWith('-') ? [words[0]] : [];
  const help = spawnSync(join(root, program), [...command, '--help'], { encoding: 'utf8' });
  assert.equal(help.status, 0, `${program} --help\n${help.stderr}`);
  for (const option of words.filter((word) => word.startsWith('--'))) {
    assert.ok(help.stdout.includes(option), `${program} --help does not know ${option}`);
  }
}

const documents = ['README.md', ...readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md')).sort().map((name) => `docs/${name}`)];
let found = 0;
for (const document of documents) {
  for (const [first, ...words] of long_commands(document)) {
    found += 1;
    test(`${document}: ${[first, ...words].join(' ')}`, () => {
      if (first === 'cmake') return check_cmake(words);
      const program = first.replace(/^\.\//, '');
      assert.ok(existsSync(join(root, program)), `${program} is not there`);
      assert.ok(run_by[program], `no test is named that runs ${program}`);
      assert.ok(read(run_by[program]).includes(program.split('/').at(-1)), run_by[program]);
      return check_help(program, words);
    });
  }
}

test('there are such commands', () => assert.ok(found >= 8, `${found}`));
