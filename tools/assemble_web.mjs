// Assembles the folder that the server serves:
//     node tools/assemble_web.mjs [--quick] --out FOLDER SOURCE…
//
// In: source folders (web/, the app's build, fonts); a SOURCE may be FOLDER, FOLDER=PREFIX or a
// file. Out: every file under a name that holds the digest of its content (app.1f2e3d4c.js),
// references between them rewritten, compressed copies (.br, .gz) beside them, and assets.json:
//     { "build": "<digest of all>", "assets": { "app.js": "app.1f2e3d4c.js", … } }
// Pages and the service worker keep their names, for their addresses must stay; the service worker
// ends with the build's digest, so that a browser notices each new build.
// With --quick it compresses less, for a folder that lives until the next change.
// It will not minify, bundle or transpile: what is served is what was written.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.txt']);
const COMPRESSED_ALREADY = new Set(['.png', '.jpg', '.webp', '.woff2', '.br', '.gz']);
const KEEPS_ITS_NAME = /(\.html|^service_worker\.js|^robots\.txt|^favicon\.ico)$/;
const NOT_SERVED = /\.md$|^library\.js$|^\./;  // library.js is linked into app.js
const REFERENCE = /(["'`(])((?:\.{0,2}\/)?[\w@./-]+\.\w+)(?=["'`)?#])/g;

const digest = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
};

const is_text = (name) => TEXT.has(path.posix.extname(name));

// The file that `reference` means inside `from`, or null where it is none of ours.
export function resolve_reference(from, reference, files) {
  const base = reference.startsWith('/') ? '/' : '/' + path.posix.dirname(from) + '/';
  const name = path.posix.normalize(base + reference).slice(1);
  return files.has(name) ? name : null;
}

export function references_of(name, files) {
  const found = new Set();
  if (!is_text(name)) return found;
  for (const match of files.get(name).toString('utf8').matchAll(REFERENCE)) {
    const target = resolve_reference(name, match[2], files);
    if (target && target !== name) found.add(target);
  }
  return found;
}

// name -> served name. A digest covers everything the file leads to, so that a changed leaf changes
// the name of every file that mentions it; modules may well import each other in a circle.
export function content_names(files) {
  const direct = new Map([...files.keys()].map((name) => [name, references_of(name, files)]));
  const names = new Map();
  for (const name of files.keys()) {
    const reached = new Set([name]);
    for (const next of reached) direct.get(next).forEach((target) => reached.add(target));
    const parts = [...reached].sort().flatMap((each) => [each, '\0', files.get(each), '\0']);
    const { dir, name: stem, ext } = path.posix.parse(name);
    const renamed = KEEPS_ITS_NAME.test(name) ? stem + ext : `${stem}.${digest(...parts)}${ext}`;
    names.set(name, path.posix.join(dir, renamed));
  }
  return names;
}

// The content with every reference to one of our files turned to that file's served name.
export function rewrite(name, files, names) {
  const content = files.get(name);
  if (!is_text(name)) return content;
  return Buffer.from(content.toString('utf8').replace(REFERENCE, (whole, open, reference) => {
    const target = resolve_reference(name, reference, files);
    if (!target) return whole;
    const cut = reference.lastIndexOf('/') + 1;
    return open + reference.slice(0, cut) + path.posix.basename(names.get(target));
  }));
}

// files: Map of name -> Buffer. Returns the served files, assets.json included.
export function assemble(files) {
  const names = content_names(files);
  const served = new Map();
  for (const name of files.keys()) served.set(names.get(name), rewrite(name, files, names));
  const all = [...served].sort().flatMap(([name, content]) => [name, '\0', content, '\0']);
  const build = digest(...all);
  const worker = served.get('service_worker.js');
  if (worker) {
    served.set('service_worker.js', Buffer.concat([worker,
      Buffer.from(`self.TALLYSTICK_BUILD = '${build}';\n`)]));
  }
  const assets = Object.fromEntries([...names].sort());
  served.set('assets.json', Buffer.from(JSON.stringify({ build, assets }, null, 1) + '\n'));
  return served;
}

function read_folder(folder, prefix, files) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    const name = path.posix.join(prefix, entry.name);
    if (entry.isDirectory()) read_folder(full, name, files);
    else if (!NOT_SERVED.test(entry.name)) {
      files.set(name, fs.readFileSync(full));
    }
  }
}

function read_sources(sources) {
  const files = new Map();
  for (const source of sources) {
    const [where, prefix = ''] = source.split('=');
    if (fs.statSync(where).isDirectory()) read_folder(where, prefix, files);
    else files.set(path.posix.join(prefix, path.basename(where)), fs.readFileSync(where));
  }
  return files;
}

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
const compressors = (quick) => ({
  '.gz': (content) => zlib.gzipSync(content, { level: quick ? 1 : 9 }),
  '.br': (content) => zlib.brotliCompressSync(content, { params: {
    [BROTLI_PARAM_QUALITY]: quick ? 4 : 11, [BROTLI_PARAM_SIZE_HINT]: content.length,
  } }),
});

// A compressed copy is kept from the folder before, where the name already says the content.
function write_served(name, content, { folder, previous, quick }) {
  const target = path.join(folder, name);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, content);
  if (content.length < 256 || COMPRESSED_ALREADY.has(path.extname(name))) return;
  const before = path.join(previous, name);
  const same = fs.existsSync(before) && fs.readFileSync(before).equals(content);
  for (const [ending, compress] of Object.entries(compressors(quick))) {
    if (same && fs.existsSync(before + ending)) fs.copyFileSync(before + ending, target + ending);
    else fs.writeFileSync(target + ending, compress(content));
  }
}

function main(args) {
  const quick = args.includes('--quick');
  const at = args.indexOf('--out');
  const sources = args.filter((arg, index) => !arg.startsWith('--') && index !== at + 1);
  if (args.includes('--help') || at < 0 || sources.length === 0) {
    console.log('usage: node tools/assemble_web.mjs [--quick] --out FOLDER SOURCE[=PREFIX]…');
    process.exit(args.includes('--help') ? 0 : 2);
  }
  const previous = path.resolve(args[at + 1]);
  const folder = `${previous}.new`;
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of assemble(read_sources(sources))) {
    write_served(name, content, { folder, previous, quick });
  }
  fs.rmSync(previous, { recursive: true, force: true });
  fs.renameSync(folder, previous);
}

const called_as = process.argv[1] ? fs.realpathSync(process.argv[1]) : '';
if (called_as === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
