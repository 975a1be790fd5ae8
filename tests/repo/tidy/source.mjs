// Reads source text well enough to hold it to a style: what is code, and which block is which.
// In: text. Out: the same text with comments and string contents blanked (lines stay lines), and
// its blocks with their kind and lines. It is a heuristic, not a parser: it needs code that is
// formatted as this house formats it.

const BLANK = (text) => text.replace(/[^\n]/g, ' ');

const CPP_PIECES = new RegExp([
  String.raw`//[^\n]*`, String.raw`/\*[\s\S]*?\*/`, String.raw`R"(\w*)\([\s\S]*?\)\1"`,
  String.raw`"(?:\\.|[^"\\\n])*"`, String.raw`'(?:\\.|[^'\\\n])'`, String.raw`'\\x?\w+'`,
].join('|'), 'g');

const JS_PIECES = new RegExp([
  String.raw`//[^\n]*`, String.raw`/\*[\s\S]*?\*/`, String.raw`"(?:\\.|[^"\\\n])*"`,
  String.raw`'(?:\\.|[^'\\\n])*'`, '`(?:\\\\.|[^`\\\\])*`',
  String.raw`(?<=[=(,:!&|?]\s*|\breturn\s)/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[*])+/[gimsuy]*`,
].join('|'), 'g');

// The code alone: comments become blanks, strings keep their quotes and lose their content.
export function code_of(path, text) {
  const pieces = path.endsWith('js') ? JS_PIECES : CPP_PIECES;
  return text.replace(pieces, (piece) => {
    if (piece.startsWith('//') || piece.startsWith('/*')) return BLANK(piece);
    return piece[0] + BLANK(piece.slice(1, -1)) + piece.at(-1);
  });
}

const CONTAINER = /^(?:inline\s+)?(?:namespace|extern)\b|^(?:describe|suite)\s*\(/;
const RECORD = /(?:^|[\s>])(?:struct|class|union)\s[^()=]*$|^(?:export\s+)?(?:default\s+)?class\b/;
const CONTROL = /^(?:[}\s]*else\s+)?(?:if|for|while|switch|do|else|try|catch)\b/;

function kind_of(head) {
  const text = head.trim();
  if (CONTAINER.test(text)) return 'container';
  if (/^enum\b/.test(text)) return 'enum';
  if (RECORD.test(text) && !/[)=]\s*$/.test(text)) return 'record';
  if (CONTROL.test(text)) return 'control';
  if (/=>\s*$/.test(text) || /\)[\s\w:<>&*,.-]*$/.test(text) || /\)\s*:\s*\w+[({]/.test(text)) {
    return 'function';
  }
  return 'other';
}

// Every pair of braces: { kind, head, first, last, parent }, lines counted from 1.
export function blocks_of(path, text) {
  const code = code_of(path, text).replace(/^[ \t]*#(?:\\\n|[^\n])*/gm, BLANK);
  const blocks = [];
  const open = [];
  let line = 1;
  let head = '';
  for (const char of code) {
    if (char === '\n') line += 1;
    if (char === '{') {
      const block = { kind: kind_of(head), head: head.trim(), first: line, last: line,
        parent: open.at(-1) ?? null };
      blocks.push(block);
      open.push(block);
      head = '';
    } else if (char === '}') {
      const block = open.pop();
      if (block) block.last = line;
      head = '';
    } else if (char === ';') {
      head = '';
    } else {
      head += char;
    }
  }
  return blocks;
}

export const is_cpp = (path) => /\.(cpp|hpp)$/.test(path);
export const is_js = (path) => /\.m?js$/.test(path);
export const line_of = (text, index) => text.slice(0, index).split('\n').length;
