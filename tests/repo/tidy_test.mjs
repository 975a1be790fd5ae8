// The house held to its own style: node --test tests/repo/tidy_test.mjs
// Each rule is a function of the tree: files in, violations out, each with its place and its mend.
// tidy_rules_test.mjs shows each rule a planted violation, so that none sleeps.
import assert from 'node:assert/strict';
import test from 'node:test';
import { byte_discipline, field_widths } from './tidy/bytes.mjs';
import { include_direction, includes_from_the_root } from './tidy/includes.mjs';
import { file_lengths, function_lengths, line_lengths } from './tidy/lengths.mjs';
import { complete_map, dead_headers, dead_scripts, dead_sources } from './tidy/liveness.mjs';
import {
  header_manners, no_foreign_names, no_script_in_strings, nothing_left_open,
} from './tidy/manners.mjs';
import { read_tree } from './tidy/tree.mjs';

const files = read_tree();

const RULES = [
  ['a file is one idea', file_lengths],
  ['a function fits one screen', function_lengths],
  ['a line has at most 100 columns', line_lengths],
  ['an include never points back', include_direction],
  ['an include is named from the project root', includes_from_the_root],
  ['the core gives the same bytes everywhere', byte_discipline],
  ['a plain struct has the same width everywhere', field_widths],
  ['a header opens with what it is for', header_manners],
  ['every header is included', dead_headers],
  ['every source is compiled', dead_sources],
  ['every script and page is used', dead_scripts],
  ['shared/README.md lists every room', complete_map],
  ['JavaScript lives in web/*.js', no_script_in_strings],
  ['no file names a machine or a package host', no_foreign_names],
  ['nothing is left open', nothing_left_open],
];

for (const [name, rule] of RULES) {
  test(name, () => {
    const found = rule(files).map(({ path, line, what, mend }) =>
      `${path}:${line}: ${what}\n    ${mend}`);
    assert.equal(found.length, 0, `\n${found.join('\n')}\n`);
  });
}

test('the tree was read', () => {
  assert.ok(files.has('CMakeLists.txt') && files.has('tests/repo/tidy_test.mjs'));
});
