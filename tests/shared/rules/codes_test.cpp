// Every code from 1501 to 1586 by name: what produces it. One without an example here fails, and so
// does an example that says something else.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/rules/rules.hpp"
#include "tests/shared/rules/codes_table.hpp"
#include "tests/support/rules_data.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

Issues issues_of_findings(const Vocabulary& words, const RuleSet& set) {
  std::vector<std::int64_t> order;
  for (const Field& field : words.fields) order.push_back(std::max<std::int64_t>(0, field.low));
  const PastOrder past[] = {{order, rules_day}};
  AnalysisOptions options;
  options.today = rules_day;
  options.past = past;
  options.gap_steps_max = 20;
  Issues issues;
  for (const DecisionRules& rules : set.decisions) {
    const auto analysis = Analysis::make(words, rules);
    REQUIRE(analysis);
    for (const Finding& each : analysis->findings(options).list) {
      issues.push_back(finding_issue(words, rules, each));
    }
  }
  for (const UnusedValues& unused : find_unused_values(words, set, past)) {
    issues.push_back(unused_issue(words, unused));
  }
  return issues;
}

/// What is said of a text, by what it is read as.
Issues issues_of(const CodeExample& example) {
  switch (example.read_as) {
    case ReadAs::vocabulary: {
      const auto words = read_vocabulary(example.text(), {});
      return words ? Issues{} : words.error();
    }
    case ReadAs::table: {
      const auto rules = read_table(small_words(), example.text());
      return rules ? Issues{} : rules.error();
    }
    case ReadAs::rules: {
      const auto set = read_rules(small_words(), example.text());
      return set ? Issues{} : set.error();
    }
    case ReadAs::program: {
      const RuleSet set = small_rules(example.text());
      const auto program = Program::compile(small_words(), set);
      return program ? Issues{} : program.error();
    }
    case ReadAs::examples: {
      const RuleSet set = small_rules(example.text());
      const auto program = Program::compile(small_words(), set);
      REQUIRE(program);
      return example_issues(small_words(), set,
                            run_examples(small_words(), set, *program, rules_day));
    }
    case ReadAs::findings: return issues_of_findings(small_words(), small_rules(example.text()));
    case ReadAs::findings_of_derived: break;
  }
  const auto words = read_vocabulary(
      "field net | count 0 9 | derived\nfield gross | count 0 9 | derived\n"
      "decision d | exactly one of x, y | do *\n", {});
  REQUIRE(words);
  const auto set = read_rules(*words, example.text());
  REQUIRE_MESSAGE(set, say_rule_issues(set.error()));
  return issues_of_findings(*words, *set);
}

}  // namespace

TEST_CASE("each code of rules is produced by its example, with a sentence and a mend") {
  for (const CodeExample& example : code_examples) {
    const std::string name(code_row(example.code).name);
    CAPTURE(name);
    const Issues issues = issues_of(example);
    const auto found = std::ranges::find(issues, example.code, &Issue::code);
    REQUIRE_MESSAGE(found != issues.end(), say_rule_issues(issues));
    const std::string said = say_rule_issues({*found});
    CHECK_FALSE(said.contains('{'));
    // A person reads it: no word of theirs is repeated at length.
    CHECK(said.size() < 1'500);
  }
}

TEST_CASE("no code of rules is without an example") {
  std::set<IssueCode> shown;
  for (const CodeExample& example : code_examples) shown.insert(example.code);
  int codes = 0;
  for (const CodeRow& row : code_rows()) {
    if (row.number < 1501 || row.number > 1586) continue;
    ++codes;
    CHECK_MESSAGE(shown.contains(row.code), row.name << " is produced by no example");
  }
  CHECK(codes == static_cast<int>(shown.size()));
}
