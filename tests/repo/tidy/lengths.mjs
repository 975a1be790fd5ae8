// Lengths: a file is one idea, a function fits one screen, a line fits beside another.
import { blocks_of, is_cpp, is_js } from './source.mjs';

export const MOST_FILE_LINES = 400;
export const MOST_FUNCTION_LINES = 70;
export const MOST_COLUMNS = 100;

const is_script = (path) => /\.(sh|py|cmake|awk|css|html)$/.test(path) ||
  /^tools\/[a-z_]+$|^\.ci\/run$|CMakeLists\.txt$/.test(path);
const is_ours = (path) => is_cpp(path) || is_js(path) || is_script(path);
const is_table = (path) => /\.def$|_table\.(cpp|hpp|m?js)$/.test(path);

export function file_lengths(files) {
  const found = [];
  for (const [path, text] of files) {
    const lines = text.split('\n').length - 1;
    if (is_ours(path) && !is_table(path) && lines > MOST_FILE_LINES) {
      found.push({ path, line: lines, what: `${lines} lines`,
        mend: `split it by idea: at most ${MOST_FILE_LINES} lines` });
    }
  }
  return found;
}

export function line_lengths(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!is_ours(path) || is_table(path)) continue;
    text.split('\n').forEach((line, index) => {
      const columns = [...line].length;
      if (columns > MOST_COLUMNS) {
        found.push({ path, line: index + 1, what: `${columns} columns`,
          mend: `break it: at most ${MOST_COLUMNS} columns` });
      }
    });
  }
  return found;
}

const shell_functions = (text) => {
  const blocks = [];
  let first = 0;
  text.split('\n').forEach((line, index) => {
    if (/^\w+\(\) \{$/.test(line)) first = index + 1;
    if (line === '}' && first) {
      blocks.push({ kind: 'function', head: '', first, last: index + 1 });
      first = 0;
    }
  });
  return blocks;
};

// In JavaScript a function is also the wall around a few others: those count for themselves.
const own_lines = (block, blocks) => blocks
  .filter((inner) => inner.parent === block && inner.kind === 'function')
  .reduce((lines, inner) => lines - (inner.last - inner.first), block.last - block.first + 1);

export function function_lengths(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!is_cpp(path) && !is_js(path) && !is_script(path)) continue;
    const blocks = is_script(path) ? shell_functions(text) : blocks_of(path, text);
    for (const block of blocks) {
      const lines = is_js(path) ? own_lines(block, blocks) : block.last - block.first + 1;
      if (block.kind === 'function' && lines > MOST_FUNCTION_LINES) {
        found.push({ path, line: block.first, what: `a function of ${lines} lines`,
          mend: `name its parts: at most ${MOST_FUNCTION_LINES} lines` });
      }
    }
  }
  return found;
}
