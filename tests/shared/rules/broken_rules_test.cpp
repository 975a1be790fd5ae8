// The mistakes that come with the example rules: each gets its code, place and first suggestion.
#include <doctest/doctest.h>

#include "shared/rules/print.hpp"
#include "tests/support/rules_data.hpp"
#include "tests/support/skip.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

struct WantedIssue {
  IssueCode code;
  const char* path;
  const char* suggestion;
};

constexpr const char* mix =
    "any of these is true:\n  - all of these are true:\n    - the order total is more than $500\n"
    "    - the customer tier is gold\n  - it is the customer's first order";

// The rules a to j of broken.rules; its other decisions read without a mistake, and are what the
// analysis is for.
constexpr WantedIssue wanted[] = {
    {IssueCode::rule_phrase_unknown, "line 2, column 14", "the order total"},
    {IssueCode::rule_value_unknown, "line 3, column 35", "gold"},
    {IssueCode::rule_unit_missing, "line 4, column 42", "$10,000"},
    {IssueCode::rule_unit_wrong, "line 5, column 43", "9.072 kg"},
    {IssueCode::rule_and_beside_or, "line 6, column 78", mix},
    {IssueCode::rule_not_with_or, "line 7, column 35", "neither gold nor platinum"},
    {IssueCode::rule_range_empty, "line 8, column 33", "from $100 to under $500"},
    {IssueCode::rule_answer_unknown, "line 9, column 69", "manager"},
    {IssueCode::rule_decimals_too_many, "line 10, column 38", "7.12%"},
    {IssueCode::rule_phrase_unknown, "line 11, column 14", "it is the customer's first order"},
};

}  // namespace

TEST_CASE("the example rules read without a mistake, and print back to the same value and text") {
  const auto words = rules_file("order.vocab");
  const auto text = rules_file("examples.rules");
  if (!words || !text) return skip("example rules", "TALLYSTICK_DATA names no folder with rules/");
  const auto vocabulary = read_vocabulary(*words, {});
  REQUIRE_MESSAGE(vocabulary, say_rule_issues(vocabulary.error()));
  const auto set = read_rules(*vocabulary, *text);
  REQUIRE_MESSAGE(set, say_rule_issues(set.error()));
  std::size_t count = 0;
  for (const DecisionRules& decision : set->decisions) count += decision.rules.size();
  CHECK(count == 43);
  CHECK(set->decisions.size() == 13);
  const std::string printed = print_rules(*vocabulary, *set);
  const auto again = read_rules(*vocabulary, printed);
  REQUIRE_MESSAGE(again, say_rule_issues(again.error()));
  CHECK(*again == *set);
  CHECK(print_rules(*vocabulary, *again) == printed);
  // The examples are written canonically already.
  CHECK(printed == *text);
}

TEST_CASE("each mistake of broken.rules gets the error and the mend that one would want") {
  const auto words = rules_file("order.vocab");
  const auto text = rules_file("broken.rules");
  if (!words || !text) return skip("broken rules", "TALLYSTICK_DATA names no folder with rules/");
  const auto vocabulary = read_vocabulary(*words, {});
  REQUIRE(vocabulary);
  const auto set = read_rules(*vocabulary, *text);
  REQUIRE_FALSE(set);
  CAPTURE(say_rule_issues(set.error()));
  REQUIRE(set.error().size() == std::size(wanted));
  for (std::size_t i = 0; i < std::size(wanted); ++i) {
    CAPTURE(i);
    const Issue& issue = set.error()[i];
    CHECK(issue.code == wanted[i].code);
    CHECK(issue.path == wanted[i].path);
    const auto suggestions = suggestions_of(issue);
    REQUIRE_FALSE(suggestions.empty());
    CHECK(suggestions.front() == wanted[i].suggestion);
  }
}
