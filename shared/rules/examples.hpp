// Examples: the ones that stand in the text of the rules, run.
// In go the rules, compiled, and the day; out comes for each example what it expected and what was
// decided.
// A field that an example does not speak of satisfies no condition; an optional one counts as
// missing. So an example says what matters to it, and nothing is made up for the rest.
// It changes no rule.
//   for (const ExampleResult& result : run_examples(vocabulary, set, program, as_of)) …
#pragma once

#include <vector>

#include "shared/rules/program.hpp"

namespace tally::rules {

enum class ExampleVerdict : std::uint8_t { as_expected, differs };

struct ExampleResult {
  /// Index of the rule set's decision.
  std::uint32_t decision = 0;
  Place place;
  ExampleVerdict verdict = ExampleVerdict::differs;
  Decided decided;
  std::vector<std::int64_t> values;
  friend bool operator==(const ExampleResult&, const ExampleResult&) = default;
};

/// One value for each field of the vocabulary.
std::vector<std::int64_t> example_inputs(const Vocabulary& vocabulary, const Example& example);

std::vector<ExampleResult> run_examples(const Vocabulary& vocabulary, const RuleSet& set,
                                        const Program& program, AsOf as_of);

/// Issues: example_differs, with the rules that fired, at the place of each that differs.
Issues example_issues(const Vocabulary& vocabulary, const RuleSet& set,
                      const std::vector<ExampleResult>& results);

}  // namespace tally::rules
