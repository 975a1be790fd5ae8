// Deciding by hand: kinds of decision, what fails closed, what is said, and the device's half.
#include "shared/rules/program.hpp"

#include <doctest/doctest.h>

#include "shared/rules/examples.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/say.hpp"
#include "tests/support/rules_data.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

/// Every field with its least value, optional ones missing.
std::vector<std::int64_t> plain_order() {
  std::vector<std::int64_t> values;
  for (const Field& field : small_words().fields) {
    values.push_back(field.missing == MissingPolicy::optional
                         ? missing_value
                         : std::max<std::int64_t>(field.low, 0));
  }
  return values;
}

std::int64_t& value_of(std::vector<std::int64_t>& values, const char* phrase) {
  return values[find_field(small_words(), phrase).value()];
}

struct House {
  RuleSet set;
  Program program;
  explicit House(std::string_view text)
      : set(small_rules(text)), program(Program::compile(small_words(), set).value()) {}
  Decided decide(const std::vector<std::int64_t>& values, KnownAt side = KnownAt::server) const {
    return program.decide(0, {values, rules_day, side});
  }
  std::string say(const std::vector<std::int64_t>& values) const {
    return say_decided(small_words(), set.decisions[0], decide(values));
  }
};

}  // namespace

TEST_CASE("a required field that is missing decides nothing: staff does") {
  const House house("Decide approval.\nRule a: When the order total is at least $500, send the "
                    "order to manager for approval.\n");
  auto order = plain_order();
  CHECK(house.decide(order).answers.empty());
  CHECK(house.say(order) == "Nothing to do for approval.");
  value_of(order, "order total") = 50'000;
  CHECK(house.say(order) == "Send the order to manager for approval.");
  value_of(order, "order total") = missing_value;
  CHECK(house.decide(order).status == Status::field_missing);
  CHECK(house.say(order) == "Cannot decide: the order total is missing -> staff.");
  value_of(order, "order total") = -1;
  CHECK(house.decide(order).status == Status::field_outside);
  CHECK(house.decide(order).answers.empty());
  order.pop_back();
  CHECK(house.decide(order).status == Status::inputs_wrong);
  // A field that no rule reads may be anything.
  auto other = plain_order();
  value_of(other, "margin") = missing_value;
  CHECK(house.decide(other).status == Status::decided);
}

TEST_CASE("two answers where one is wanted are a conflict, and no answer is none") {
  const House house("Decide carrier.\nRule a: When the order weight is at most 30 kg, use parcel.\n"
                    "Rule b: When the order weight is from 30 kg to 500 kg, use LTL.\n");
  auto order = plain_order();
  value_of(order, "order weight") = 30'000;
  CHECK(house.decide(order).status == Status::conflict);
  CHECK(house.say(order) == "Cannot decide: the rules \"a\", \"b\" answer differently -> staff.");
  value_of(order, "order weight") = 500'001;
  CHECK(house.decide(order).status == Status::no_answer);
  CHECK(house.say(order) == "Cannot decide: no rule of carrier fits -> staff.");
}

TEST_CASE("numbers: the highest, the lowest, and a sum that has a limit") {
  auto order = plain_order();
  const House highest("Decide discount.\nRule a: When the margin is known, give a discount of 5%.\n"
                      "Rule b: When the margin is known, give a discount of 8%.\n");
  CHECK(highest.decide(order).answers == std::vector<Answer>{800});
  const House lowest("Decide wait.\nRule a: When the margin is known, wait 5 days.\n"
                     "Rule b: When the margin is known, wait 3 days.\n");
  CHECK(lowest.decide(order).answers == std::vector<Answer>{3});
  const House sum("Decide surcharge.\nRule a: When the margin is known, add a surcharge of 10%.\n"
                  "Rule b: When the margin is known, add a surcharge of 8%.\n");
  CHECK(sum.decide(order).answers == std::vector<Answer>{1'500});
}

TEST_CASE("the device answers what it can and names what the server adds") {
  const House all(
      "Decide approval.\nRule large: When the order total is at least $500, send the "
      "order to manager for approval.\nRule thin: When the margin is less than 8%, send "
      "the order to director for approval.\n");
  auto order = plain_order();
  value_of(order, "order total") = 50'000;
  value_of(order, "margin") = missing_value;
  const Decided device = all.decide(order, KnownAt::everywhere);
  CHECK(device.status == Status::decided);
  CHECK(device.answers == std::vector<Answer>{0});
  CHECK(device.left_to_server == std::vector<std::uint32_t>{1});
  const House one("Decide carrier.\nRule a: When the margin is less than 8%, use parcel.\n"
                  "Otherwise use LTL.\n");
  CHECK(one.decide(order, KnownAt::everywhere).status == Status::left_to_server);
  // What a server's rule may override is left to the server too.
  const House overridden(
      "Decide approval.\nRule large: When the order total is at least $500, send "
      "the order to manager for approval.\nRule thin: When the margin is less "
      "than 8%, send the order to director for approval. This rule overrides "
      "large.\n");
  CHECK(overridden.decide(order, KnownAt::everywhere).answers.empty());
  CHECK(overridden.decide(order, KnownAt::everywhere).left_to_server.size() == 2);
}

TEST_CASE("an explanation says what nearly held, in the rule's own words") {
  const House house(
      "Decide approval.\n"
      "Rule large: When the order total is at least $500 and the customer tier is gold, send the "
      "order to manager for approval.\n"
      "Rule thin: When the margin is less than 8%, send the order to director for approval, unless "
      "the customer tier is standard.\n"
      "Rule first: When the number of lines is at least 0, send the order to credit desk for "
      "approval.\n"
      "Rule stronger: When the number of lines is 0, send the order to director for approval. This "
      "rule overrides first.\n"
      "Rule later: When the number of lines is 0, send the order to manager for approval. From "
      "2027-01-01.\n");
  auto order = plain_order();
  value_of(order, "order total") = 60'000;
  const Explained explained = house.program.explain(0, {order, rules_day, KnownAt::server}, 10);
  const auto said = say_explained(small_words(), house.set.decisions[0], explained, order);
  const std::vector<std::string> wanted{
      "Send the order to director for approval.",
      "\"stronger\" holds: the number of lines is 0.",
      "\"large\" does not hold: it asks that the customer tier is gold, but it is standard.",
      "\"thin\" is excepted: the customer tier is standard.",
      "\"first\" is overridden by \"stronger\".",
      "\"later\" does not hold on this day."};
  CHECK(said == wanted);
  CHECK(explained.near_count == 4);
}

TEST_CASE("examples in the text are run, and one that is wrong is told with its place") {
  const House house(
      "Decide approval.\n"
      "Rule large: When the order total is at least $500, send the order to manager for approval. "
      "From 2026-01-01.\n"
      "Example: the order total is $500 -> manager.\n"
      "Example: the order total is $499.99 -> nothing.\n"
      "Example: today is 2025-12-31 and the order total is $600 -> nothing.\n"
      "Example: the order total is missing -> staff.\n"
      "Example: the order total is $600 -> director.\n");
  const auto results = run_examples(small_words(), house.set, house.program, rules_day);
  REQUIRE(results.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(results[i].verdict == ExampleVerdict::as_expected);
  }
  CHECK(results[4].verdict == ExampleVerdict::differs);
  const Issues issues = example_issues(small_words(), house.set, results);
  CHECK(say_rule_issues(issues) ==
        "line 7, column 10: example_differs: This example says director, but the rules answer "
        "manager. Mend the rule or the example: \"large\" holds.\n");
}

TEST_CASE("an example that is silent about a field asks nothing of it") {
  const House house("Decide approval.\nRule large: When the order total is at least $500 and the "
                    "margin is less than 8%, send the order to manager for approval.\n"
                    "Example: the order total is $500 -> nothing.\n"
                    "Example: the order total is $500 and the margin is 7% -> manager.\n");
  for (const auto& result : run_examples(small_words(), house.set, house.program, rules_day)) {
    CHECK(result.verdict == ExampleVerdict::as_expected);
  }
}
