// Manners of a file: how a header opens, where JavaScript lives, and what no file may name.
import { code_of, is_cpp, line_of } from './source.mjs';

const HOUSE = /^(shared|server|wasm)\//;

export function header_manners(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!HOUSE.test(path) || !path.endsWith('.hpp')) continue;
    const opening = text.replace('#pragma once', '').trimStart();
    if (!/^#pragma once$/m.test(text)) {
      found.push({ path, line: 1, what: 'no #pragma once', mend: 'add it' });
    }
    if (!/^(?:\/\/|\/\*)/.test(opening)) {
      found.push({ path, line: 1, what: 'opens without saying what it is for',
        mend: 'say what it does, what goes in, what comes out, what it will not do' });
    }
  }
  return found;
}

// EM_JS and EM_ASM may hold one call of a function that lives in web/*.js, and nothing else.
export function no_script_in_strings(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!is_cpp(path)) continue;
    const code = code_of(path, text);
    for (const match of code.matchAll(
             /\b(EM_(?:ASYNC_)?(?:JS|ASM)\w*|MAIN_THREAD_EM_ASM\w*)\s*\(/g)) {
      const body = text.slice(match.index, end_of_call(code, match.index + match[0].length));
      if (!is_one_call(match[1], body.slice(match[0].length))) {
        found.push({ path, line: line_of(text, match.index), what: `a script in ${match[1]}`,
          mend: 'put the function into web/*.js and only call it here' });
      }
    }
    for (const match of code.matchAll(/\bemscripten_run_script\w*\s*\(/g)) {
      found.push({ path, line: line_of(text, match.index), what: 'a script in a string',
        mend: 'put the function into web/*.js and call it through EM_JS' });
    }
  }
  return found;
}

function end_of_call(code, from) {
  let depth = 1;
  let at = from;
  for (; at < code.length && depth > 0; at += 1) {
    if ('({['.includes(code[at])) depth += 1;
    if (')}]'.includes(code[at])) depth -= 1;
  }
  return at;
}

function is_one_call(macro, body) {
  const script = /\{([\s\S]*)\}/.exec(body)?.[1] ?? '';
  const statements = script.split(';').filter((each) => each.trim() !== '');
  return statements.length <= 1 && !/\bfunction\b|=>|[^=!<>]=[^=]|\{/.test(script) &&
    (macro.includes('JS') || body.includes('{') || !body.includes(';'));
}

// Hosts that may be named: examples, this machine, and those that define a format by their address.
const ALLOWED_HOST = new RegExp([
  String.raw`^(?:[\w-]+\.)*example(?:\.(?:com|org|net))?$`, String.raw`^[\w.-]+\.(?:test|invalid)$`,
  '^localhost$', String.raw`^\w+$`, String.raw`^127\.0\.0\.1$`, String.raw`^(?:www\.)?w3\.org$`,
  String.raw`^json-schema\.org$`, String.raw`^(?:www\.)?sqlite\.org$`,
  String.raw`^(?:www\.)?rfc-editor\.org$`, String.raw`^\$|^%|^\{`,
].join('|'));
const MACHINE_PATH = /(?<![\w.$}/])\/(?:root|home\/\w+|work|Users\/\w+)\/\w/;

export function no_foreign_names(files) {
  const found = [];
  for (const [path, text] of files) {
    text.split('\n').forEach((line, index) => {
      if (MACHINE_PATH.test(line)) {
        found.push({ path, line: index + 1, what: 'a path of one machine',
          mend: 'make it relative to the project or take it from the environment' });
      }
      if (path.endsWith('package-lock.json') && !line.includes('"resolved"')) return;
      for (const [, host] of line.matchAll(/\bhttps?:\/\/([^\s/:"'`<>)\]]+)/g)) {
        if (!ALLOWED_HOST.test(host)) {
          found.push({ path, line: index + 1, what: `names the host ${host}`,
            mend: 'leave it out; machines know their own mirrors' });
        }
      }
    });
  }
  return found;
}

const LEFT_OPEN = new RegExp(`\\b(?:TO${''}DO|FIX${''}ME)\\b`);

export function nothing_left_open(files) {
  const found = [];
  for (const [path, text] of files) {
    text.split('\n').forEach((line, index) => {
      if (LEFT_OPEN.test(line)) {
        found.push({ path, line: index + 1, what: 'something left open',
          mend: 'do it, or write an issue' });
      }
    });
  }
  return found;
}
