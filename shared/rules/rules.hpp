// Rules: business rules in plain English, read, proved, compiled, run and said back.
// In go a vocabulary, the text of rules and an order as a flat vector of integers; out come answers
// with the rules that fired and nearly fired, findings, differences, the next words, tables.
// It fails closed: what cannot be decided goes to staff, with the reason. It knows no order, no
// screen and no clock; the pipeline fills the vector, once for all decisions.
// This header is the map, and includes all that callers need:
//
//   vocabulary        fields, facts, decisions; the company's own words       text -> Vocabulary
//     phrase_check      which phrases are refused                             vocabulary_reader
//   token, amount     words with places; units, days, exact integers         day, unit_words
//   rule_set          rules as plain values                                   RuleSet
//   reader            a file, sentence by sentence                            text -> RuleSet
//     rule_reader       one rule, otherwise or decide
//     sentence_reader   conditions, tests, answers, left to right             condition_reader,
//                                                                             test_reader,
//                                                                             answer_reader
//     mistakes, test_mistakes, nearest   what was meant
//     overrides, limits
//   print             the canonical text, and the digest that names a set     RuleSet -> text
//   value_set, region a condition as boxes in the space of all fields         Rule -> Region
//   box_index         elementary intervals -> bitsets of boxes
//   program           compile, decide (decide.cpp), explain near misses       values -> Decided
//   examples          those in the text, run
//   analysis          conflicts, dead rules, gaps, … with an order each       -> Findings
//   difference        where two versions answer differently, exactly
//   say               results in sentences; findings become issues
//   complete          the next words, by the same reader
//   table             rows and CSV, without loss
#pragma once

#include "shared/rules/analysis.hpp"
#include "shared/rules/complete.hpp"
#include "shared/rules/difference.hpp"
#include "shared/rules/examples.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/program.hpp"
#include "shared/rules/reader.hpp"
#include "shared/rules/say.hpp"
#include "shared/rules/table.hpp"
#include "shared/rules/vocabulary.hpp"
