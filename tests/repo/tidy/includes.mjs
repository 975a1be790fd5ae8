// Includes: which part of the house may know which. An arrow never points back.
import { is_cpp } from './source.mjs';

const TIER = { base: 0, data: 1, explain: 3, wire: 3, device_log: 3, pipeline: 4 };
const ROOM_TIER = 2;
const BROWSER_ONLY =
    /^(SDL|imgui|emscripten|GLES|EGL|GL\/)|^wasm\/(ui|screens|main|frame|platform)/;

const room_of = (path) => path.split('/')[1];
const tier_of = (path) => TIER[room_of(path)] ?? ROOM_TIER;

// Why `from` may not include `to`, or nothing.
function objection(from, to) {
  const [top, target] = [from.split('/')[0], to.split('/')[0]];
  if (top === 'shared' && ['server', 'wasm', 'tests', 'tools'].includes(target)) {
    return ['the core knows neither server nor browser', 'pass what it needs as an argument'];
  }
  if ((top === 'server' && target === 'wasm') || (top === 'wasm' && target === 'server')) {
    return ['server and browser never include each other', 'move what both need to shared/'];
  }
  if ((top === 'server' || top === 'wasm') && (target === 'tests' || target === 'tools')) {
    return ['the product does not include its tests', 'move it to the product'];
  }
  if (/^wasm\/(mirror|state)\//.test(from) && BROWSER_ONLY.test(to)) {
    return ['wasm/mirror and wasm/state run natively too, in tests',
      'let the caller pass what only the browser has'];
  }
  if (top === 'shared' && target === 'shared' && room_of(from) !== room_of(to)) {
    if (tier_of(to) > tier_of(from)) {
      return [`${room_of(to)} stands above ${room_of(from)}`, 'turn the arrow round'];
    }
    if (tier_of(to) === tier_of(from)) {
      return ['a room never includes another room', 'move what both need to base/ or data/'];
    }
  }
  return null;
}

export function include_direction(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!is_cpp(path)) continue;
    text.split('\n').forEach((line, index) => {
      const include = /^\s*#\s*include\s+["<]([^">]+)[">]/.exec(line);
      const why = include && objection(path, include[1]);
      if (why) {
        found.push({ path, line: index + 1, what: `includes ${include[1]}: ${why[0]}`,
          mend: why[1] });
      }
    });
  }
  return found;
}

export function includes_from_the_root(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!is_cpp(path)) continue;
    text.split('\n').forEach((line, index) => {
      const include = /^\s*#\s*include\s+"([^"]+)"/.exec(line);
      if (include && !files.has(include[1])) {
        found.push({ path, line: index + 1, what: `"${include[1]}" is no file of the project`,
          mend: 'name it from the project root, or use <…> for what is not ours' });
      }
    });
  }
  return found;
}
