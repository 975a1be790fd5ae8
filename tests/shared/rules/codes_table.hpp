// Codes table: for each code of rules a text that produces it.
// In goes nothing; out come the code, what the text is read as, and the text.
// It is a table: codes_test.cpp reads it, and holds that no code is missing.
// Where a text must be large it is made, not written down.
//   for (const CodeExample& example : code_examples) read(example.text());
#pragma once

#include <string>

#include "shared/base/issue.hpp"

namespace tally::tests {

/// findings_of_derived: with two fields that depend on each other.
enum class ReadAs : std::uint8_t {
  rules,
  vocabulary,
  table,
  program,
  examples,
  findings,
  findings_of_derived
};

struct CodeExample {
  IssueCode code;
  ReadAs read_as;
  std::string (*text)();
};

/// One rule of approval with this condition.
inline std::string when(std::string_view condition) {
  return "Decide approval.\nRule a: When " + std::string(condition) +
         ", send the order to manager for approval.\n";
}

/// Behind "Decide approval." and a first rule.
inline std::string behind(std::string_view text) {
  return when("the margin is known") + std::string(text) + "\n";
}

/// The same with this sentence for the answer, behind a first rule.
inline std::string answering(std::string_view name, std::string_view answer) {
  return behind("Rule " + std::string(name) + ": When the margin is known, " +
                std::string(answer) + ".");
}

inline std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

inline std::string many_rules() {
  std::string text = "Decide approval.\n";
  for (int i = 0; i < 20'002; ++i) {
    text += "Rule r" + std::to_string(i) +
            ": When the margin is known, send the order to manager for approval.\n";
  }
  return text;
}

/// Four times one of five: 625 cases.
inline std::string many_cases() {
  std::string text = "Decide approval.\nRule a: When all of these are true:\n";
  for (int i = 1; i <= 4; ++i) {
    const std::string least = std::to_string(i);
    text += "  - any of these is true:\n    - the order total is at least $" + least +
            "\n    - the margin is at least " + least + "%\n    - the number of lines is at least " +
            least + "\n    - the order weight is at least " + least +
            " kg\n    - the lead time is at least " + least + " days\n";
  }
  return text + "send the order to manager for approval.\n";
}

/// A hundred parts that are complete together: more than the test lets the search for a gap look at.
inline std::string many_parts() {
  std::string text = "Decide tax.\nRule last: When the number of lines is 10,000, exempt.\n";
  for (int i = 0; i < 100; ++i) {
    text += "Rule r" + std::to_string(i) + ": When the number of lines is from " +
            std::to_string(100 * i) + " to " + std::to_string(100 * i + 99) + ", exempt.\n";
  }
  return text;
}

using enum IssueCode;
using enum ReadAs;

inline constexpr CodeExample code_examples[] = {
    {rules_too_large, rules, [] { return std::string(10'000'000, 'a'); }},
    {rules_not_text, rules, [] { return std::string("Decide \xFF"); }},
    {rules_nested_too_deep, rules,
     [] {
       std::string text = "Decide approval.\nRule a: When all of these are true:\n";
       for (std::size_t i = 1; i < 12; ++i) {
         text += std::string(2 * i, ' ') + "- any of these is true:\n";
       }
       return text;
     }},
    {rules_too_many, rules, many_rules},
    {rules_more_mistakes, rules, [] { return repeated("Nothing here is a rule.\n", 300); }},
    {vocabulary_line_unknown, vocabulary, [] { return std::string("feild a | count 0 9"); }},
    {vocabulary_phrase_refused, vocabulary,
     [] { return std::string("field black and white | count 0 9"); }},
    {vocabulary_phrase_twice, vocabulary,
     [] { return std::string("field a | count 0 9\nfield A | count 0 9"); }},
    {vocabulary_type_unknown, vocabulary, [] { return std::string("field a | mony 0 9"); }},
    {vocabulary_domain_wrong, vocabulary, [] { return std::string("field a | money 9 0"); }},
    {vocabulary_list_unknown, vocabulary,
     [] { return std::string("field a | one of {warehouse}"); }},
    {vocabulary_decision_wrong, vocabulary,
     [] { return std::string("decision x | all of a, b | do it"); }},
    {vocabulary_mark_unknown, vocabulary,
     [] { return std::string("field a | count 0 9 | sever"); }},
    {rule_start_unknown, rules, [] { return behind("Rul b: When the margin is known."); }},
    {rule_word_unexpected, rules, [] { return when("the order total exceeds $500"); }},
    {rule_ends_early, rules, [] { return behind("Rule b: When the order total is."); }},
    {rule_phrase_unknown, rules, [] { return when("the order totl is at least $500"); }},
    {rule_phrase_unheard, rules, [] { return when("the moon is full"); }},
    {rule_value_unknown, rules, [] { return when("the customer tier is glod"); }},
    {rule_value_of_other, rules, [] { return when("the customer tier is DE"); }},
    {rule_unit_missing, rules, [] { return when("the order total is at least 10,000"); }},
    {rule_unit_wrong, rules, [] { return when("the order weight is at least 20 lb"); }},
    {rule_number_wrong, rules, [] { return when("the order total is at least $1,00"); }},
    {rule_decimals_too_many, rules, [] { return when("the margin is less than 7.125%"); }},
    {rule_value_outside, rules, [] { return when("the margin is less than 120%"); }},
    {rule_range_empty, rules, [] { return when("the order total is from $500 to under $100"); }},
    {rule_and_beside_or, rules,
     [] {
       return when("the margin is known and the customer tier is gold or the lead time is 3 days");
     }},
    {rule_not_with_or, rules, [] { return when("the customer tier is not gold or platinum"); }},
    {rule_test_wrong, rules, [] { return when("the customer tier is at least gold"); }},
    {rule_date_wrong, rules, [] { return when("the requested date is before 11/01/2026"); }},
    {rule_answer_unknown, rules,
     [] { return answering("b", "send the order to managr for approval"); }},
    {rule_answer_sentence_unknown, rules, [] { return answering("b", "ask the manager"); }},
    {rule_name_twice, rules,
     [] { return answering("a", "send the order to manager for approval"); }},
    {rule_name_wrong, rules,
     [] { return answering("big, late", "send the order to manager for approval"); }},
    {rule_overrides_unknown, rules, [] { return behind("This rule overrides larg order."); }},
    {rule_overrides_circle, rules, [] { return behind("This rule overrides a."); }},
    {rule_overrides_elsewhere, rules,
     [] {
       return behind("Decide tax.\nRule b: When the margin is known, exempt. This rule overrides "
                     "a.");
     }},
    {decision_unknown, rules, [] { return std::string("Decide aproval."); }},
    {decision_missing, rules,
     [] { return std::string("Rule a: When the margin is known, exempt."); }},
    {decision_twice, rules, [] { return behind("Decide approval."); }},
    {otherwise_not_last, rules,
     [] {
       return behind("Otherwise send the order to manager for approval.\nOtherwise send the order "
                     "to director for approval.");
     }},
    {rule_dates_reversed, rules, [] { return behind("From 2026-12-31 until 2026-01-01."); }},
    {rule_list_wrong, rules,
     [] {
       return std::string("Decide approval.\nRule a: When all of these are true:\n    - the margin "
                          "is known\n  - the customer tier is gold\nsend the order to manager for "
                          "approval.\n");
     }},
    {rule_too_wide, program, many_cases},
    {rule_value_twice, rules, [] { return when("the customer tier is gold or gold"); }},
    {rule_bounds_wrong, rules,
     [] { return when("the order total is at least $5 and at least $10"); }},
    {finding_empty_condition, findings,
     [] {
       return when("the order total is more than $500 and the order total is less than $100");
     }},
    {finding_conflict, findings,
     [] {
       return std::string("Decide carrier.\nRule a: When the order weight is at most 30 kg, use "
                          "parcel.\nRule b: When the order weight is from 30 kg to 500 kg, use "
                          "LTL.\n");
     }},
    {finding_conflict_possible, findings_of_derived,
     [] {
       return std::string("Decide d.\nRule p: When the net is 1, do x.\nRule q: When the gross is "
                          "2, do y.\n");
     }},
    {finding_dead_rule, findings,
     [] {
       return std::string("Decide route.\nRule a: When the margin is known, route the order to "
                          "release.\nRule b: When the margin is less than 8%, route the order to "
                          "review.\n");
     }},
    {finding_gap, findings,
     [] { return std::string("Decide tax.\nRule a: When the customer is tax exempt, exempt.\n"); }},
    {finding_not_decided, findings, many_parts},
    {finding_answer_unused, findings,
     [] { return std::string("Decide tax.\nOtherwise charge tax.\n"); }},
    {finding_value_unused, findings, [] { return when("the customer tier is gold"); }},
    {finding_never_hit, findings, [] { return when("the order total is more than $9"); }},
    {finding_date_gap, findings,
     [] {
       return when("the margin is known") +
              "Until 2026-03-31.\nRule b: When the margin is known, send the order to director for "
              "approval. From 2026-04-02.\n";
     }},
    {finding_gap_possible, findings_of_derived,
     [] {
       return std::string("Decide d.\nRule p: When the net is at least 1 or the gross is at least "
                          "1, do x.\n");
     }},
    {example_differs, examples, [] { return behind("Example: the margin is 5% -> director."); }},
    {table_column_unknown, table,
     [] { return std::string("Decide tax\r\nrule,customer teir,answer\r\n"); }},
    {table_row_wrong, table, [] { return std::string("Decide tax\r\nrule,answer\r\na\r\n"); }},
};

}  // namespace tally::tests
