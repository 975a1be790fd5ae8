// Byte discipline in shared/: the core gives the same bytes natively (libstdc++, 64 bits) and in
// WebAssembly (libc++, 32 bits), and nothing but its arguments decides them.
import { blocks_of, code_of, is_cpp } from './source.mjs';

const FORBIDDEN = [
  [/\b(?:float|double)\b/, 'floating point', 'use Money, Rate, Quantity or int64 with a scale'],
  [/\bstd::hash\b/, 'std::hash differs between libraries', 'use sha256 or a sorted container'],
  [/\bunordered_(?:multi)?(?:map|set)\b/, 'an unordered container', 'use a sorted one'],
  [/\blong\b/, '`long` has another width in WebAssembly', 'use std::int64_t or std::int32_t'],
  [/\w_distribution\b/, 'distributions differ between libraries', 'take the value as an argument'],
  [/\bstd::locale\b|\bsetlocale\b|<c?locale>/, 'a locale', 'write the conversion for ASCII'],
  [/<cctype>|\bstd::(?:to(?:lower|upper)|is(?:alpha|alnum|digit|space|upper|lower|punct))\(/,
    'character classes that depend on the locale', 'use the ASCII helpers of base/text'],
  [/\b(?:strto[dfl]+|std::sto(?:d|f|ld)|atof)\s*\(/, 'a float parser', 'use base/decimal'],
  [/<chrono>|<ctime>|\bclock_gettime\b|\btime\s*\(\s*(?:nullptr|NULL|0|&)/, 'a clock',
    'take AsOf or an Instant as an argument'],
  [/<random>|\brandom_device\b|\bs?rand\s*\(/, 'randomness', 'take the value as an argument'],
  [/<fstream>|<filesystem>|<cstdio>|\bfopen\s*\(/, 'a file', 'take the bytes as an argument'],
  [/<iostream>|\bstd::c(?:out|err|in)\b/, 'a stream', 'return text or an Issue'],
  [/<thread>|<mutex>|<atomic>|<future>|<condition_variable>/, 'threads', 'stay pure'],
  [/\bgetenv\s*\(/, 'the environment', 'take the value as an argument'],
  [/^\s*(?:static|thread_local)\s+(?!const\b|constexpr\b|consteval\b|inline\b|_assert)[^()]*[;={]/,
    'a global that changes', 'pass it as an argument'],
];
const SORT = /\b(?:std::(?:ranges::)?|ranges::)(?:sort|partial_sort|nth_element)\s*\(/;

const in_core = (path) => path.startsWith('shared/') && is_cpp(path);

export function byte_discipline(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!in_core(path)) continue;
    const lines = text.split('\n');
    code_of(path, text).split('\n').forEach((code, index) => {
      for (const [pattern, what, mend] of FORBIDDEN) {
        if (pattern.test(code)) found.push({ path, line: index + 1, what, mend });
      }
      const said = `${lines[index - 1] ?? ''}\n${lines[index]}`.includes('// total order');
      if (SORT.test(code) && !said) {
        found.push({ path, line: index + 1, what: 'a sort that may leave equals in any order',
          mend: 'use std::stable_sort, or say `// total order` where no two are equal' });
      }
    });
  }
  return found;
}

// The plain structs of data/ travel and are hashed: what differs in width between the two sides may
// not stand in them.
export function field_widths(files) {
  const found = [];
  for (const [path, text] of files) {
    if (!path.startsWith('shared/data/') || !is_cpp(path)) continue;
    const lines = code_of(path, text).split('\n');
    for (const block of blocks_of(path, text)) {
      if (block.kind !== 'record') continue;
      for (let line = block.first; line <= block.last; line += 1) {
        const field = /^\s*(?:std::)?(?:size_t|ptrdiff_t|intptr_t|uintptr_t)\s+\w+\s*(?:[=;{]|$)/;
        if (field.test(lines[line - 1])) {
          found.push({ path, line, what: 'a field whose width differs between the two sides',
            mend: 'use std::int64_t or std::uint32_t' });
        }
      }
    }
  }
  return found;
}
