// The documents run: node --test tests/documents/documents_test.mjs
// Every block marked "```sh run" in README.md and docs/*.md is run by bash, those of one document
// one after the other in a folder of its own, in which docs/ and tools/ are the project's. The exit
// status must be 0, or what "exit=N" names. A block "```output" behind it is held against what was
// printed; "…" in it stands for anything, on a line of its own for any lines.
// TALLYSTICK_PROGRAM names the program; otherwise it is build/native/tallystick.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = resolve(process.env.TALLYSTICK_PROGRAM ?? join(root, 'build/native/tallystick'));

/** The runnable blocks of a document, each with the output that is promised. */
function runnable_blocks(text) {
  const blocks = [];
  const fence = /^```([^\n]*)\n([\s\S]*?)^```[ \t]*$/gm;
  let before = null;
  for (let match; (match = fence.exec(text)) !== null;) {
    const [words, body] = [match[1].trim().split(/\s+/), match[2]];
    const line = text.slice(0, match.index).split('\n').length;
    if (words[0] === 'sh' && words.includes('run')) {
      const exit = words.find((word) => word.startsWith('exit='));
      before = { line, script: body, status: exit ? Number(exit.slice(5)) : 0, output: null };
      blocks.push(before);
    } else if (words[0] === 'output') {
      assert.ok(before !== null && before.output === null, `line ${line}: output of what?`);
      before.output = body;
    } else {
      before = null;
    }
  }
  return blocks;
}

/** A pattern of the promised output, line by line. */
function pattern_of(output) {
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const lines = output.trimEnd().split('\n').map((line) => (line === '…'
    ? '(?:.*\n)*?'
    : `${line.split('…').map(literal).join('.*')}\n`));
  return new RegExp(`^${lines.join('')}$`);
}

function prepare_folder() {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-documents-'));
  for (const name of ['docs', 'tools']) symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(program, join(folder, 'bin', 'tallystick'));
  return folder;
}

function run_block(block, folder, document) {
  const path = `${join(folder, 'bin')}:${process.env.PATH}`;
  const ran = spawnSync('bash', ['-euo', 'pipefail', '-c', block.script],
    { cwd: folder, env: { ...process.env, PATH: path }, encoding: 'utf8', maxBuffer: 1 << 28 });
  const place = `${document}:${block.line}`;
  assert.equal(ran.status, block.status, `${place} ended with ${ran.status}\n${ran.stderr}`);
  if (block.output === null) return;
  const printed = `${ran.stdout.replaceAll('\r\n', '\n').trimEnd()}\n`;
  assert.match(printed, pattern_of(block.output), `${place} printed something else`);
}

const documents = ['README.md', ...readdirSync(join(root, 'docs')).sort()
  .filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

test('the program is built', () => assert.ok(existsSync(program), `${program} is missing`));

let blocks_found = 0;
for (const document of documents) {
  const blocks = runnable_blocks(readFileSync(join(root, document), 'utf8'));
  blocks_found += blocks.length;
  if (blocks.length === 0) continue;
  test(`${document} runs`, () => {
    const folder = prepare_folder();
    try {
      for (const block of blocks) run_block(block, folder, document);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

test('the documents hold commands', () => assert.ok(blocks_found >= 12, `${blocks_found} blocks`));

test('the runner sees a wrong status and a wrong output', () => {
  const [block] = runnable_blocks(
    '```sh run exit=3\necho one; echo two; exit 3\n```\n```output\n…\ntwo\n```\n');
  const folder = prepare_folder();
  try {
    run_block(block, folder, 'planted');
    assert.throws(() => run_block({ ...block, status: 0 }, folder, 'planted'), /ended with 3/);
    assert.throws(() => run_block({ ...block, output: 'three\n' }, folder, 'planted'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
