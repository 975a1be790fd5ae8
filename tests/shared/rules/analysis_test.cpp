// Findings on rules that people might write, in the sentences they read.
#include "shared/rules/analysis.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "shared/rules/difference.hpp"
#include "shared/rules/reader.hpp"
#include "tests/support/rules_data.hpp"
#include "tests/support/skip.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

std::string said(const Vocabulary& words, const DecisionRules& rules,
                 const AnalysisOptions& options = {}) {
  AnalysisOptions with_day = options;
  with_day.today = rules_day;
  const auto analysis = Analysis::make(words, rules);
  REQUIRE(analysis);
  Issues issues;
  for (const Finding& each : analysis->findings(with_day).list) {
    const bool is_note = each.kind == FindingKind::answer_unused;
    if (!is_note) issues.push_back(finding_issue(words, rules, each));
  }
  return say_rule_issues(issues);
}

std::string said(std::string_view text) {
  return said(small_words(), small_rules(text).decisions[0]);
}

}  // namespace

TEST_CASE("the decisions of broken.rules: overlap at 30 kg, gaps, a dead rule") {
  const auto words = rules_file("order.vocab");
  const auto text = rules_file("broken.rules");
  if (!words || !text) return skip("broken rules", "TALLYSTICK_DATA names no folder with rules/");
  const auto vocabulary = read_vocabulary(*words, {});
  REQUIRE(vocabulary);
  const auto set = read_rules(*vocabulary, text->substr(text->find("Decide carrier.")));
  REQUIRE_MESSAGE(set, say_rule_issues(set.error()));
  const std::string carrier = said(*vocabulary, set->decisions[0]);
  CAPTURE(carrier);
  CHECK(carrier.contains("\"parcel weight\" answers parcel and \"pallet weight\" answers LTL, both "
                         "for an order where the order weight is 30 kg."));
  CHECK(carrier.contains(
      "\"hazardous\" answers hazmat carrier and \"parcel weight\" answers parcel"));
  CHECK(carrier.contains("\"carrier\" has no answer for an order where the order weight is 500.001 "
                         "kg and the order contains no hazardous goods."));
  CHECK(carrier.contains("the order weight is from 500.001 kg to 500.5 kg"));
  const std::string tax = said(*vocabulary, set->decisions[1]);
  CHECK(tax ==
        "line 7, column 1: finding_gap: \"tax\" has no answer for an order where the days "
        "until the tax certificate expires is missing and the customer is tax exempt. Did "
        "you mean: Rule new rule: When the days until the tax certificate expires is missing "
        "and the customer is tax exempt, exempt. · Rule new rule: When the days until the "
        "tax certificate expires is missing and the customer is tax exempt, charge tax.\n");
  CHECK(
      carrier.contains("from 500.001 kg to 500.5 kg and the order contains no hazardous goods, use "
                       "LTL. · Rule new rule: When the order weight is from 500.001 kg to 500.5 kg "
                       "and the order contains no hazardous goods, use freight."));
  CHECK(said(*vocabulary, set->decisions[2]) ==
        "line 14, column 1: finding_dead_rule: The rule \"damaged final sale\" never decides: "
        "wherever it holds it is overridden by \"final sale\". Delete it, or narrow what stands "
        "before it.\n");
}

TEST_CASE("the example rules: what their analysis says") {
  const auto words = rules_file("order.vocab");
  const auto text = rules_file("examples.rules");
  if (!words || !text) return skip("example rules", "TALLYSTICK_DATA names no folder with rules/");
  const auto vocabulary = read_vocabulary(*words, {});
  const auto set = read_rules(*vocabulary, *text);
  REQUIRE(set);
  std::string all;
  for (const DecisionRules& rules : set->decisions) all += said(*vocabulary, rules);
  // Neither conflicts nor gaps nor dead rules: thirteen decisions that could go live.
  CHECK(all == "");
}

TEST_CASE("a condition that no order meets is told with its fields") {
  CHECK(said("Decide approval.\nRule a: When the order total is more than $500 and the order total "
             "is less than $100, send the order to manager for approval.\n") ==
        "line 2, column 1: finding_empty_condition: The rule \"a\" can never be true. Look at the "
        "order total: no value is all that at once.\n");
}

TEST_CASE("the more specific of two rules is proposed as the exception") {
  const std::string text = said(
      "Decide carrier.\nRule all: When the order weight is at least 0 kg, use parcel.\n"
      "Rule heavy: When the order weight is at least 500 kg, use freight.\n");
  CHECK(text.contains("Did you mean: Rule heavy: … This rule overrides all."));
}

TEST_CASE("days without a version of a rule are told") {
  CHECK(said("Decide approval.\nRule old: When the margin is less than 8%, send the order to "
             "manager for approval. Until 2026-03-31.\nRule new: When the margin is less than 8%, "
             "send the order to director for approval. From 2026-04-02.\n") ==
        "line 2, column 1: finding_date_gap: Between \"old\" and \"new\" nothing holds from "
        "2026-04-01 to 2026-04-01. Let the one end where the other begins.\n");
}

TEST_CASE("findings that touch past orders stand first, with one of them") {
  const RuleSet set = small_rules(
      "Decide carrier.\nRule a: When the number of lines is at least 100, use parcel.\n"
      "Rule b: When the number of lines is at most 100, use LTL.\n"
      "Rule c: When the number of lines is at most 5, use freight.\n"
      "Rule d: When the customer tier is platinum, use LTL.\n");
  const auto field = find_field(small_words(), "number of lines").value();
  std::vector<PastOrder> past;
  for (int i = 0; i < 10; ++i) {
    std::vector<std::int64_t> values(small_words().fields.size(), 0);
    for (std::size_t f = 0; f < values.size(); ++f) {
      values[f] = std::max<std::int64_t>(0, small_words().fields[f].low);
    }
    values[field] = i;
    past.push_back({values, rules_day});
  }
  AnalysisOptions options;
  options.past = past;
  options.today = rules_day;
  const auto analysis = Analysis::make(small_words(), set.decisions[0]);
  REQUIRE(analysis);
  const Findings findings = analysis->findings(options);
  const auto top = std::ranges::find(findings.list, FindingKind::conflict, &Finding::kind);
  REQUIRE(top != findings.list.end());
  CHECK(top->rule == 1);
  CHECK(top->other == 2);
  CHECK(top->touched == 6);
  CHECK(top->touched_order == 0);
  std::vector<std::uint32_t> never;
  for (const Finding& each : findings.list) {
    if (each.kind == FindingKind::never_hit) never.push_back(each.rule);
  }
  CHECK(never == std::vector<std::uint32_t>{0, 3});
}

TEST_CASE("values that no rule names are told once a field, those of past orders first") {
  const RuleSet set = small_rules(
      "Decide approval.\nRule a: When the customer tier is gold and the payment term is not "
      "net 60, send the order to manager for approval.\n");
  std::vector<std::int64_t> order(small_words().fields.size(), 0);
  order[find_field(small_words(), "payment term").value()] = 2;
  order[find_field(small_words(), "customer tier").value()] = 2;
  const PastOrder past[] = {{order, rules_day}};
  Issues issues;
  for (const UnusedValues& unused : find_unused_values(small_words(), set, past)) {
    issues.push_back(unused_issue(small_words(), unused));
  }
  CHECK(say_rule_issues(issues) ==
        ": finding_value_unused: No rule speaks of payment term card, prepaid or net 30. Add it to "
        "a rule, or leave it as it is.\n"
        ": finding_value_unused: No rule speaks of customer tier standard, silver or platinum. Add "
        "it to a rule, or leave it as it is.\n");
}

TEST_CASE("fields that depend on each other make a finding only possible") {
  const auto words = read_vocabulary(
      "field a | count 0 9 | derived\nfield b | count 0 9 | derived\n"
      "decision d | exactly one of x, y | do *\n", {});
  REQUIRE(words);
  const auto set = read_rules(*words,
                              "Decide d.\nRule p: When the a is 1, do x.\nRule q: When the b "
                              "is 2, do y.\nOtherwise do x.\n");
  REQUIRE(set);
  CHECK(said(*words, set->decisions[0]).contains("finding_conflict_possible"));
}

TEST_CASE("the difference of two versions is said in words") {
  const RuleSet before = small_rules("Decide approval.\nRule a: When the order total is at least "
                                     "$10,000, send the order to manager for approval.\n");
  const RuleSet after = small_rules("Decide approval.\nRule b: When the order total is at least "
                                    "$8,000, send the order to manager for approval.\n");
  const auto difference =
      find_difference(small_words(), before.decisions[0], after.decisions[0], {.today = rules_day});
  REQUIRE(difference);
  REQUIRE(difference->changes.size() == 1);
  CHECK(say_change(small_words(), after.decisions[0], difference->changes[0]) ==
        "When the order total is from $8,000 to $9,999.99: manager instead of nothing.");
}

TEST_CASE("where several answers may be given, a difference says what is added and taken away") {
  const std::string other =
      "Rule o: When the customer tier is gold, send the order to director for "
      "approval.\n";
  const RuleSet before = small_rules("Decide approval.\n" + other +
                                     "Rule a: When the order total is at least $10,000, send the "
                                     "order to manager for approval.\n");
  const RuleSet after = small_rules("Decide approval.\n" + other +
                                    "Rule a: When the order total is at least $8,000, send the "
                                    "order to manager for approval.\n");
  const auto difference =
      find_difference(small_words(), before.decisions[0], after.decisions[0], {.today = rules_day});
  REQUIRE(difference);
  CHECK(difference->changes.size() == 2);
  CHECK(
      say_changes(small_words(), after.decisions[0], *difference) ==
      std::vector<std::string>{"When the order total is from $8,000 to $9,999.99: also manager."});
}
