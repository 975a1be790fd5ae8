// Rules as a table: there and back through CSV, and mistakes with their row.
#include "shared/rules/table.hpp"

#include <doctest/doctest.h>

#include "shared/rules/print.hpp"
#include "shared/rules/reader.hpp"
#include "tests/support/rules_bench.hpp"
#include "tests/support/rules_data.hpp"
#include "tests/support/rules_random.hpp"
#include "tests/support/skip.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

void check_round_trip(const Vocabulary& vocabulary, const DecisionRules& rules) {
  const std::string csv = write_csv(vocabulary, table_of(vocabulary, rules));
  CAPTURE(csv.substr(0, 2'000));
  const auto back = read_table(vocabulary, csv);
  REQUIRE_MESSAGE(back, say_rule_issues(back.error()));
  CHECK(*back == rules);
}

}  // namespace

TEST_CASE("rules of one shape are rows of a table") {
  const RuleSet set = small_rules(
      "# Of 2026.\nDecide discount.\n"
      "Rule gold: When the customer tier is gold and the order total is at least $500, give a "
      "discount of 5%.\n"
      "# The best ones.\n"
      "Rule platinum: When the customer tier is platinum and it is the customer's first order, "
      "give a discount of 8% because \"they come back, often\".\n"
      "Otherwise give a discount of 0%.\n");
  const Table table = table_of(small_words(), set.decisions[0]);
  REQUIRE(table.rows.size() == 3);
  CHECK(table.heading[2] == "customer tier");
  CHECK(table.rows[0][2] == "gold");
  const auto column = [&](const std::string& name) {
    for (std::size_t i = 0; i < table.heading.size(); ++i) {
      if (table.heading[i] == name) return i;
    }
    return table.heading.size();
  };
  CHECK(table.rows[0][column("order total")] == "at least $500");
  CHECK(table.rows[1][column("it is the customer's first order")] == "yes");
  CHECK(table.rows[1][column("answer")] == "8%");
  CHECK(table.rows[2][column("when")] == "otherwise");
  check_round_trip(small_words(), set.decisions[0]);
}

TEST_CASE("whatever a rule says survives the way through CSV") {
  const char* const kinds[] = {"pick", "worst", "most", "total", "both", "table"};
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    check_round_trip(tiny_words(), random_rules(seed, {kinds[seed % 6], 8}));
  }
}

TEST_CASE("the example rules and the rules of the bench survive it too") {
  const auto words = rules_file("order.vocab");
  const auto text = rules_file("examples.rules");
  const auto bench = load_rules_bench("2000", "first of");
  if (!words || !text || !bench) {
    return skip("tables of example rules", "TALLYSTICK_DATA names no folder with rules/");
  }
  const auto vocabulary = read_vocabulary(*words, {});
  REQUIRE(vocabulary);
  const auto set = read_rules(*vocabulary, *text);
  REQUIRE(set);
  for (const DecisionRules& rules : set->decisions) check_round_trip(*vocabulary, rules);
  check_round_trip(bench->vocabulary, bench->set.decisions[0]);
}

TEST_CASE("a mistake in a table is told with its row") {
  const std::string head = "Decide discount,,,\r\nrule,customer tier,order total,answer\r\n";
  const auto wrong = [&](const std::string& text) {
    const auto read = read_table(small_words(), text);
    REQUIRE_FALSE(read);
    return read.error().front();
  };
  const Issue value = wrong(head + "a,gold,,5%\r\nb,glod,,5%\r\n");
  CHECK(value.code == IssueCode::rule_value_unknown);
  CHECK(value.path == "row 4");
  CHECK(suggestions_of(value).front() == "gold");
  CHECK(wrong(head + "a,gold,at least 500,5%\r\n").code == IssueCode::rule_unit_missing);
  CHECK(wrong(head + "a,gold,5%\r\n").code == IssueCode::table_row_wrong);
  const Issue column = wrong("Decide discount\r\nrule,customer teir,answer\r\n");
  CHECK(column.code == IssueCode::table_column_unknown);
  CHECK(suggestions_of(column).front() == "customer tier");
  CHECK(wrong("Decide discont\r\n").code == IssueCode::decision_unknown);
}
