// Two hundred sentences with a mistake: each is refused at the right place, with the right mend.
#include <doctest/doctest.h>

#include "tests/shared/rules/mistakes_table.hpp"
#include "tests/support/rules_data.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

void check_first_suggestion(const std::string& text, const Mistake& mistake) {
  CAPTURE(text);
  const auto set = read_rules(small_words(), text);
  REQUIRE_FALSE(set);
  CAPTURE(say_rule_issues(set.error()));
  CHECK(set.error().size() == 1);
  const auto suggestions = suggestions_of(set.error().front());
  REQUIRE_FALSE(suggestions.empty());
  CHECK(suggestions.front() == mistake.suggestion);
  CHECK(set.error().front().path.starts_with("line "));
}

}  // namespace

TEST_CASE("a condition with a mistake is answered with what was meant") {
  for (const Mistake& mistake : wrong_conditions) {
    const std::string text(mistake.text);
    const char* glue = text.ends_with('\n') ? "" : ", ";
    check_first_suggestion("Decide approval.\nRule a: When " + text + glue +
                               "send the order to manager for approval.\n",
                           mistake);
  }
}

TEST_CASE("a sentence with a mistake is answered with what was meant") {
  for (const Mistake& mistake : wrong_sentences) {
    const std::string text(mistake.text);
    const bool decides = text.starts_with("De");
    check_first_suggestion((decides ? "" : "Decide approval.\n") + text + "\n", mistake);
  }
}

TEST_CASE("there are at least two hundred of them") {
  CHECK(std::size(wrong_conditions) + std::size(wrong_sentences) >= 200);
}
