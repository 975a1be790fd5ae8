// Nothing dead, nothing unlisted: every file is reached from somewhere, every room is on the map.
import { is_cpp, is_js } from './source.mjs';

const COMPILED = [
  /^shared\/.*\.cpp$/, /^server\/.*\.cpp$/, /^wasm\/.*\.cpp$/, /^tools\/bench\/.*\.cpp$/,
  /^tests\/(?:.*\/)?[^/]+_test\.cpp$/, /^tests\/support\/.*\.cpp$/, /^tests\/parity\/[^/]+\.cpp$/,
  /^tests\/(?:fuzz|simulator)\/[^/]+\.cpp$/, /^tests\/main\.cpp$/,
];

export function dead_headers(files) {
  const included = new Set();
  for (const [path, text] of files) {
    if (!is_cpp(path) && !path.endsWith('.def')) continue;
    for (const match of text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) {
      if (match[1] !== path) included.add(match[1]);
    }
  }
  return [...files.keys()]
    .filter((path) => /\.(hpp|def)$/.test(path) && !included.has(path))
    .map((path) => ({ path, line: 1, what: 'nothing includes it', mend: 'use it or delete it' }));
}

export function dead_sources(files) {
  return [...files.keys()]
    .filter((path) => path.endsWith('.cpp') && !COMPILED.some((pattern) => pattern.test(path)))
    .map((path) => ({ path, line: 1, what: 'no target compiles it',
      mend: 'move it where a target of CMakeLists.txt looks, or delete it' }));
}

// A script is alive when it is a test, is started by hand or by a tool, or another file names it.
export function dead_scripts(files) {
  const found = [];
  for (const path of files.keys()) {
    const name = path.split('/').at(-1);
    const checked = (path.startsWith('web/') && !path.endsWith('.html') && !path.endsWith('.md')) ||
      (is_js(path) && path.startsWith('tests/') && !/(test|\.tablet)\.m?js$/.test(name)) ||
      (path.startsWith('tools/') && /\.(mjs|js|sh|py|cmake|awk|c)$/.test(name));
    if (!checked) continue;
    const stem = name.replace(/\.(cmake|sh)$/, '');
    const mentioned = [...files].some(([other, text]) => other !== path &&
      !other.endsWith('.md') && (text.includes(name) || (stem !== name && text.includes(stem))));
    if (!mentioned) {
      found.push({ path, line: 1, what: 'nothing names it', mend: 'use it or delete it' });
    }
  }
  return found;
}

export function complete_map(files) {
  const map = files.get('shared/README.md') ?? '';
  const rooms = new Set([...files.keys()].filter((path) => /^shared\/[^/]+\//.test(path))
    .map((path) => path.split('/')[1]));
  return [...rooms].sort()
    .filter((room) => !new RegExp(`\\b${room}\\b`).test(map))
    .map((room) => ({ path: 'shared/README.md', line: 1, what: `says nothing of ${room}/`,
      mend: 'add its sentence, its in-type and its out-type' }));
}
