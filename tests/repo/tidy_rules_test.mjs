// Every tidy rule is shown a planted violation and must find exactly that one, at its line; and the
// same thing done well, where it must find nothing. A rule that sleeps would otherwise stay green.
import assert from 'node:assert/strict';
import test from 'node:test';
import { byte_discipline, field_widths } from './tidy/bytes.mjs';
import { include_direction, includes_from_the_root } from './tidy/includes.mjs';
import { file_lengths, function_lengths, line_lengths } from './tidy/lengths.mjs';
import { complete_map, dead_headers, dead_scripts, dead_sources } from './tidy/liveness.mjs';
import {
  header_manners, no_foreign_names, no_script_in_strings, nothing_left_open,
} from './tidy/manners.mjs';

const places = (rule, tree) => rule(new Map(Object.entries(tree)))
  .map(({ path, line }) => `${path}:${line}`);
const lines = (count, line = 'x;') => `${Array(count).fill(line).join('\n')}\n`;

// finds(rule, tree, ['path:line', …])
const finds = (rule, tree, expected) => assert.deepEqual(places(rule, tree), expected);

test('a file of 401 lines is too long, one of 400 and a table are not', () => {
  finds(file_lengths, { 'shared/price/a.cpp': lines(401) }, ['shared/price/a.cpp:401']);
  finds(file_lengths, { 'a.cpp': lines(400), 'base/codes.def': lines(900) }, []);
});

test('a line of 101 columns is too long, counted in characters', () => {
  finds(line_lengths, { 'web/a.js': `ok\n${'x'.repeat(101)}\n` }, ['web/a.js:2']);
  finds(line_lengths, { 'web/a.js': `${'ü'.repeat(100)}\n` }, []);
});

const body = (count) => lines(count, '  step();');

test('a function of more than 70 lines is found, in each language', () => {
  finds(function_lengths, { 'a.cpp': `int f(int a) {\n${body(70)}}\n` }, ['a.cpp:1']);
  finds(function_lengths, { 'a.cpp': `namespace n {\nvoid C::f() const {\n${body(80)}}\n}\n` },
    ['a.cpp:2']);
  finds(function_lengths, { 'web/a.js': `const f = (a) => {\n${body(70)}};\n` }, ['web/a.js:1']);
  finds(function_lengths, { 'tools/setup.d/a.sh': `f() {\n${body(70)}}\n` },
    ['tools/setup.d/a.sh:1']);
});

test('namespaces, classes, tables and braces in strings are no long functions', () => {
  finds(function_lengths, { 'a.cpp': `int f() {\n${body(68)}}\n` }, []);
  finds(function_lengths, {'a.cpp': `namespace n {\nclass C : public B {\n${body(90)}};\n}\n`}, []);
  finds(function_lengths, { 'a.cpp': `const Row table[] = {\n${body(90)}};\n` }, []);
  finds(function_lengths, { 'a.cpp': `int f() { return '{' + "){".size(); }\n${body(90)}\n` }, []);
  const inner = `function g() {\n${body(50)}}\n`;
  finds(function_lengths, { 'web/a.js': `function f() {\n${inner}${inner}}\n` }, []);
});

test('an include that points back, or into another room, is found', () => {
  const include = (path) => `#include "${path}"\n`;
  finds(include_direction, { 'shared/base/a.hpp': include('shared/data/b.hpp') },
    ['shared/base/a.hpp:1']);
  finds(include_direction, { 'shared/price/a.cpp': include('shared/tax/b.hpp') },
    ['shared/price/a.cpp:1']);
  finds(include_direction, { 'shared/wire/a.cpp': include('shared/pipeline/b.hpp') },
    ['shared/wire/a.cpp:1']);
  finds(include_direction, { 'shared/price/a.cpp': include('server/store/b.hpp') },
    ['shared/price/a.cpp:1']);
  finds(include_direction, { 'wasm/ui/a.cpp': include('server/store/b.hpp') }, ['wasm/ui/a.cpp:1']);
  finds(include_direction, { 'server/http/a.cpp': include('wasm/ui/b.hpp') },
    ['server/http/a.cpp:1']);
  finds(include_direction, { 'wasm/state/a.cpp': '#include <imgui.h>\n' }, ['wasm/state/a.cpp:1']);
});

test('an include downwards, or within a room, is right', () => {
  finds(include_direction, {
    'shared/price/a.cpp': '#include "shared/price/a.hpp"\n#include "shared/base/money.hpp"\n',
    'shared/pipeline/a.cpp': '#include "shared/tax/tax.hpp"\n',
    'server/http/a.cpp': '#include "shared/wire/b.hpp"\n',
    'wasm/ui/a.cpp': '#include <imgui.h>\n#include "wasm/state/b.hpp"\n',
  }, []);
});

test('an include of ours is named from the project root', () => {
  const tree = { 'shared/a/b.hpp': '', 'shared/a/b.cpp': '#include "b.hpp"\n' };
  finds(includes_from_the_root, tree, ['shared/a/b.cpp:1']);
  finds(includes_from_the_root, { ...tree, 'shared/a/b.cpp': '#include "shared/a/b.hpp"\n' }, []);
});

for (const code of [
  'double price;', 'float f(int);', 'std::hash<int>{}(1);', 'std::unordered_map<int, int> m;',
  'std::unordered_set<int> s;', 'long count = 0;', 'unsigned long n;', '#include <cctype>',
  'std::uniform_int_distribution<int> d;', 'std::locale l;', '#include <chrono>',
  'std::random_device r;', '#include <fstream>', '#include <iostream>', 'auto d = std::stod(s);',
  'std::sort(a.begin(), a.end());', 'std::ranges::sort(a);', 'static int counter = 0;',
  'auto h = getenv("HOME");', '#include <mutex>',
]) {
  test(`the core may not say: ${code}`, () => {
    finds(byte_discipline, { 'shared/price/a.cpp': `int f();\n${code}\n` },
      ['shared/price/a.cpp:2']);
    finds(byte_discipline, { 'server/store/a.cpp': `${code}\n` }, []);
  });
}

test('words in comments and strings, and sorts with a total order, are no violations', () => {
  finds(
      byte_discipline, {
        'shared/price/a.cpp': [
          '// as long as no double counting happens',
          'say("a long line");',
          'static constexpr int a = 1;',
          'std::stable_sort(a.begin(), a.end());',
          'std::sort(a.begin(), a.end());  // total order',
          '// total order: ids are unique',
          'std::ranges::sort(a, {}, &Row::id);',
          'static Result<Sku> parse(std::string_view text);',
          'char digit = \'"\';',
        ].join('\n')
      },
      []);
});

test('a struct of data/ holds no field whose width differs', () => {
  finds(field_widths, { 'shared/data/a.hpp': 'struct A {\n  std::size_t count = 0;\n};\n' },
    ['shared/data/a.hpp:2']);
  finds(field_widths, { 'shared/data/a.hpp': 'struct A {\n  std::int64_t count = 0;\n};\n' }, []);
});

test('a header says what it is for and guards itself', () => {
  finds(header_manners, { 'shared/a/a.hpp': '#include <map>\n' },
    ['shared/a/a.hpp:1', 'shared/a/a.hpp:1']);
  finds(header_manners, { 'wasm/a.hpp': '#pragma once\n// What it does.\n',
    'server/a.hpp': '// What it does.\n#pragma once\n' }, []);
});

test('what nothing includes, compiles or names is dead', () => {
  finds(dead_headers, { 'shared/a/a.hpp': '', 'shared/a/b.hpp': '', 'shared/a/b.def': '',
    'shared/a/a.cpp': '#include "shared/a/a.hpp"\n' }, ['shared/a/b.hpp:1', 'shared/a/b.def:1']);
  finds(dead_sources, { 'tests/lost.cpp': '', 'tests/found_test.cpp': '', 'server/main.cpp': '' },
    ['tests/lost.cpp:1']);
  finds(dead_scripts, { 'web/index.html': '<script src="used.js">', 'web/used.js': '',
    'web/lost.js': '' }, ['web/lost.js:1']);
});

test('the map of the core names every room', () => {
  finds(complete_map, { 'shared/README.md': '`price/` prices', 'shared/price/a.cpp': '',
    'shared/tax/a.cpp': '' }, ['shared/README.md:1']);
});

test('a script in a C++ string is found, one call is not', () => {
  const em_js = (script) => ({ 'wasm/a.cpp': `int a;\nEM_JS(void, f, (int a), { ${script} });\n` });
  finds(no_script_in_strings, em_js('let b = a; go(b);'), ['wasm/a.cpp:2']);
  finds(no_script_in_strings, em_js('if (a) { go(a); }'), ['wasm/a.cpp:2']);
  finds(no_script_in_strings, em_js('run(() => a);'), ['wasm/a.cpp:2']);
  finds(no_script_in_strings, em_js('return Module.tallystick.send(a);'), []);
  finds(no_script_in_strings, {'wasm/a.cpp': 'emscripten_run_script("go()");\n'}, ['wasm/a.cpp:1']);
  finds(no_script_in_strings, { 'wasm/a.cpp': 'EM_ASM({ a = 1; b(); });\n' }, ['wasm/a.cpp:1']);
});

test('machines, hosts and open ends are named nowhere', () => {
  const home = ['', 'home', 'anna', 'tallystick'].join('/');
  finds(no_foreign_names, { 'docs/a.md': `cd ${home}\n` }, ['docs/a.md:1']);
  finds(no_foreign_names, { 'tools/a': `fetch ${'https:/'}/packages.acme.io/debian\n` },
    ['tools/a:1']);
  finds(no_foreign_names, { 'README.md': 'open http://127.0.0.1:8080 or https://shop.example.com' },
    []);
  finds(nothing_left_open, { 'server/a.cpp': `// ${'TO'}DO later\n` }, ['server/a.cpp:1']);
});
