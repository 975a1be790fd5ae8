// The assembled web folder: names follow content, references follow names.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { assemble } from '../../tools/assemble_web.mjs';

const TOOL = fileURLToPath(new URL('../../tools/assemble_web.mjs', import.meta.url));

const files = (changed = {}) => new Map(Object.entries({
  'index.html': '<link href="style.css"><script src="./main.js"></script><a href="login.html">',
  'login.html': '<script src="/main.js"></script>',
  'main.js': 'import "./a.js"; load("app.wasm"); // see "nothing.js"',
  'a.js': 'import "./b.js";',
  'b.js': 'import "./a.js";',
  'style.css': '@font-face { src: url(fonts/inter.ttf) }',
  'app.wasm': '\0asm',
  'fonts/inter.ttf': 'glyphs',
  'service_worker.js': 'fetch("assets.json")',
  ...changed,
}).map(([name, text]) => [name, Buffer.from(text)]));

const read = (served, name) => served.get(name).toString('utf8');
const names = (served) => JSON.parse(read(served, 'assets.json')).assets;

test('every file but pages and the service worker is named by its content', () => {
  const assets = names(assemble(files()));
  assert.match(assets['main.js'], /^main\.[0-9a-f]{12}\.js$/);
  assert.match(assets['fonts/inter.ttf'], /^fonts\/inter\.[0-9a-f]{12}\.ttf$/);
  assert.equal(assets['index.html'], 'index.html');
  assert.equal(assets['service_worker.js'], 'service_worker.js');
});

test('references follow the names, and keep the way they were written', () => {
  const served = assemble(files());
  const assets = names(served);
  assert.equal(read(served, 'index.html'), `<link href="${assets['style.css']}">` +
    `<script src="./${assets['main.js']}"></script><a href="login.html">`);
  assert.equal(read(served, 'login.html'), `<script src="/${assets['main.js']}"></script>`);
  assert.equal(read(served, assets['main.js']),
    `import "./${assets['a.js']}"; load("${assets['app.wasm']}"); // see "nothing.js"`);
  assert.equal(read(served, assets['style.css']),
    `@font-face { src: url(${assets['fonts/inter.ttf']}) }`);
});

test('a changed leaf changes the names of all that lead to it, and of nothing else', () => {
  const before = names(assemble(files()));
  const after = names(assemble(files({ 'fonts/inter.ttf': 'other glyphs' })));
  assert.notEqual(after['fonts/inter.ttf'], before['fonts/inter.ttf']);
  assert.notEqual(after['style.css'], before['style.css']);
  assert.equal(after['main.js'], before['main.js']);
});

test('modules that import each other in a circle are renamed together', () => {
  const before = names(assemble(files()));
  const served = assemble(files({ 'b.js': 'import "./a.js"; more();' }));
  const after = names(served);
  for (const name of ['a.js', 'b.js', 'main.js']) assert.notEqual(after[name], before[name]);
  assert.equal(read(served, after['a.js']), `import "./${after['b.js']}";`);
  assert.equal(read(served, after['b.js']), `import "./${after['a.js']}"; more();`);
});

test('the service worker differs whenever anything does', () => {
  const before = read(assemble(files()), 'service_worker.js');
  const after = read(assemble(files({ 'login.html': 'new' })), 'service_worker.js');
  assert.notEqual(after, before);
  assert.equal(read(assemble(files()), 'service_worker.js'), before);
});

test('the tool writes compressed copies that hold the same bytes', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-web-'));
  try {
    const source = path.join(folder, 'web');
    fs.mkdirSync(source);
    fs.writeFileSync(path.join(source, 'index.html'), 'x'.repeat(1000));
    fs.writeFileSync(path.join(source, 'library.js'), 'linked, not served');
    const out = path.join(folder, 'out');
    execFileSync(process.execPath, [TOOL, '--out', out, source]);
    const page = fs.readFileSync(path.join(out, 'index.html'));
    assert.deepEqual(zlib.gunzipSync(fs.readFileSync(path.join(out, 'index.html.gz'))), page);
    assert.deepEqual(zlib.brotliDecompressSync(fs.readFileSync(path.join(out, 'index.html.br'))),
      page);
    assert.ok(!fs.readdirSync(out).some((name) => name.startsWith('library')));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
