// Small rule sets tried out at every point of their space: what is compiled, what is found and
// what differs between versions must be what trying finds.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/rules/analysis.hpp"
#include "shared/rules/difference.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/reader.hpp"
#include "tests/support/rules_random.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

constexpr const char* all_kinds[] = {"pick", "worst", "most", "least", "total", "both", "table"};
const AsOf some_day{Date::from_days(20'000)};

struct Tried {
  std::set<std::pair<std::uint32_t, std::uint32_t>> conflicts;
  std::set<std::uint32_t> fires;
  std::set<std::uint32_t> decides;
  int unanswered = 0;
};

Tried try_all(const DecisionRules& rules) {
  Tried tried;
  for (const auto& point : tiny_points()) {
    const Decided decided = decide_plainly(rules, point);
    tried.fires.insert(decided.fired.begin(), decided.fired.end());
    if (decided.status == Status::no_answer) ++tried.unanswered;
    for (const std::uint32_t rule : decided.fired) {
      const bool is_last_word = tiny_words().decisions[rules.decision].name == "table"
                                    ? rule == decided.fired.front()
                                    : rules.rules[rule].answer == decided.answers.front();
      if (is_last_word) tried.decides.insert(rule);
    }
    if (decided.status != Status::conflict) continue;
    for (const std::uint32_t a : decided.fired) {
      for (const std::uint32_t b : decided.fired) {
        if (a < b && rules.rules[a].answer != rules.rules[b].answer) tried.conflicts.emplace(a, b);
      }
    }
  }
  return tried;
}

std::vector<std::int64_t> point_of(const SampleOrder& sample) {
  std::vector<std::int64_t> point = sample.values;
  point.push_back(sample.day.days());
  return point;
}

Findings findings_of(const DecisionRules& rules) {
  const auto analysis = Analysis::make(tiny_words(), rules);
  REQUIRE(analysis);
  AnalysisOptions options;
  options.today = some_day;
  options.conflicts_max = 10'000;
  return analysis->findings(options);
}

}  // namespace

TEST_CASE("compiled rules decide at every point as their sentences say") {
  std::int64_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 140; ++seed) {
    const RandomRules wish{all_kinds[seed % std::size(all_kinds)], 1 + static_cast<int>(seed % 9)};
    const DecisionRules rules = random_rules(seed, wish);
    CAPTURE(random_rules_text(seed, wish));
    const auto program = DecisionProgram::compile(tiny_words(), Space(tiny_words()), rules);
    REQUIRE(program);
    Scratch scratch;
    Decided decided;
    int differ = 0;
    for (const auto& point : tiny_points()) {
      program->decide(inputs_at(point), scratch, decided);
      if (!(decided == decide_plainly(rules, point))) ++differ;
      ++compared;
    }
    CHECK(differ == 0);
  }
  CHECK(compared > 200'000);
}

TEST_CASE("random rules print back to the same value and the same text") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const RandomRules wish{all_kinds[seed % std::size(all_kinds)], 6};
    const auto set = read_rules(tiny_words(), random_rules_text(seed, wish));
    REQUIRE(set);
    const std::string printed = print_rules(tiny_words(), *set);
    CAPTURE(printed);
    const auto again = read_rules(tiny_words(), printed);
    REQUIRE(again);
    CHECK(*again == *set);
    CHECK(print_rules(tiny_words(), *again) == printed);
  }
}

TEST_CASE("each conflict that is found conflicts, and none is overlooked") {
  std::size_t found_conflicts = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    const RandomRules wish{"pick", 7};
    const DecisionRules rules = random_rules(seed, wish);
    CAPTURE(random_rules_text(seed, wish));
    const Findings findings = findings_of(rules);
    std::set<std::pair<std::uint32_t, std::uint32_t>> found;
    for (const Finding& each : findings.list) {
      if (each.kind != FindingKind::conflict) continue;
      found.emplace(each.rule, each.other);
      REQUIRE(each.sample);
      const Decided decided = decide_plainly(rules, point_of(*each.sample));
      CHECK(decided.status == Status::conflict);
      CHECK(std::ranges::count(decided.fired, each.rule) == 1);
      CHECK(std::ranges::count(decided.fired, each.other) == 1);
    }
    CHECK(found == try_all(rules).conflicts);
    CHECK(static_cast<std::size_t>(findings.conflict_count) == found.size());
    found_conflicts += found.size();
  }
  CHECK(found_conflicts > 100);
}

TEST_CASE("dead and empty rules are exactly those that never decide") {
  constexpr const char* kinds[] = {"pick", "table", "worst", "most", "least"};
  int dead = 0;
  int dead_behind_overridden = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const RandomRules wish{kinds[seed % std::size(kinds)], 9};
    const DecisionRules rules = random_rules(seed, wish);
    CAPTURE(random_rules_text(seed, wish));
    const Tried tried = try_all(rules);
    std::set<std::uint32_t> found;
    for (const Finding& each : findings_of(rules).list) {
      CHECK(each.kind != FindingKind::dead_not_decided);
      if (each.kind == FindingKind::dead_rule || each.kind == FindingKind::empty_condition) {
        found.insert(each.rule);
      }
    }
    dead += static_cast<int>(found.size());
    // Several answers in conflict are no decision, but the rule is not to blame.
    const auto& alive = wish.decision == "pick" ? tried.fires : tried.decides;
    for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
      CAPTURE(i);
      CHECK(found.contains(i) != alive.contains(i));
      if (found.contains(i) && tried.fires.contains(i)) ++dead_behind_overridden;
    }
  }
  CHECK(dead > 60);
  CHECK(dead_behind_overridden > 20);
}

TEST_CASE("a row that never decides is told, also where the row before it is overridden itself") {
  const auto set = read_rules(
      tiny_words(),
      "Decide table.\nRule wide: When the size is at most 3, table red.\n"
      "Rule hot: When it is hot and the size is at most 2, table green. This rule overrides wide.\n"
      "Rule lost: When the size is at most 1, table blue.\n"
      "Rule last: When the size is at least 3, table blue.\n");
  REQUIRE(set);
  const DecisionRules& rules = set->decisions[0];
  std::vector<std::uint32_t> dead;
  for (const Finding& each : findings_of(rules).list) {
    if (each.kind == FindingKind::dead_rule) dead.push_back(each.rule);
  }
  // Where "wide" is silent "hot" speaks, and it stands before "lost" as well.
  CHECK(dead == std::vector<std::uint32_t>{2});
  CHECK_FALSE(try_all(rules).decides.contains(2));
}

TEST_CASE("a gap is found where an order has no answer, and complete means that none is without") {
  int complete = 0;
  int open = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const char* const kinds[] = {"pick", "worst", "most", "least", "table"};
    const RandomRules wish{kinds[seed % 5], 12};
    const DecisionRules rules = random_rules(seed, wish);
    CAPTURE(random_rules_text(seed, wish));
    const int unanswered = try_all(rules).unanswered;
    int gaps = 0;
    for (const Finding& each : findings_of(rules).list) {
      CHECK(each.kind != FindingKind::gap_not_decided);
      if (each.kind != FindingKind::gap) continue;
      ++gaps;
      CHECK(decide_plainly(rules, point_of(*each.sample)).status == Status::no_answer);
      // The whole part that is named is without an answer.
      for (const auto& point : tiny_points()) {
        if (!contains(each.where, point)) continue;
        CHECK(decide_plainly(rules, point).status == Status::no_answer);
      }
    }
    CHECK((gaps > 0) == (unanswered > 0));
    (unanswered > 0 ? open : complete) += 1;
  }
  CHECK(complete > 20);
  CHECK(open > 20);
}

TEST_CASE("the difference of two versions is exactly where their answers differ") {
  int changes = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const RandomRules wish{all_kinds[seed % std::size(all_kinds)], 6};
    const DecisionRules before = random_rules(seed, wish);
    // Every third a small edit, the others another author.
    DecisionRules after = random_rules(seed % 3 == 0 ? seed : seed + 1'000, wish);
    if (seed % 3 == 0) after.rules.front() = random_rules(seed + 5'000, wish).rules.front();
    CAPTURE(random_rules_text(seed, wish));
    const auto difference = find_difference(tiny_words(), before, after, {.today = some_day});
    REQUIRE(difference);
    CHECK(difference->completeness == Completeness::all);
    changes += static_cast<int>(difference->changes.size());
    int wrong = 0;
    for (const auto& point : tiny_points()) {
      const Decided old_one = decide_plainly(before, point);
      const Decided new_one = decide_plainly(after, point);
      const bool differs = old_one.status != new_one.status || old_one.answers != new_one.answers;
      int parts = 0;
      for (const Change& change : difference->changes) {
        if (!contains(change.where, point)) continue;
        ++parts;
        if (change.before.answers != old_one.answers || change.after.answers != new_one.answers) {
          ++wrong;
        }
      }
      if (parts != (differs ? 1 : 0)) ++wrong;
    }
    CHECK(wrong == 0);
    for (const Change& change : difference->changes) {
      CHECK(contains(change.where, point_of(change.sample)));
    }
  }
  CHECK(changes > 100);
}

TEST_CASE("an edited row that holds others wholly makes them dead at once") {
  const auto set = read_rules(tiny_words(),
                              "Decide table.\nRule a: When the size is 0, table red.\n"
                              "Rule b: When the size is at most 2, table green.\n"
                              "Rule c: When the size is at least 3, table green.\n");
  REQUIRE(set);
  auto analysis = Analysis::make(tiny_words(), set->decisions[0]);
  REQUIRE(analysis);
  const auto wider = read_rule(tiny_words(), set->decisions[0],
                               "Rule a: When the size is at most 3, table red.");
  REQUIRE(wider);
  const auto given_up = analysis->replace_rule(0, *wider);
  REQUIRE(given_up);
  AnalysisOptions options;
  options.today = some_day;
  std::vector<std::uint32_t> dead;
  for (const Finding& each : analysis->findings_of(0, *given_up, options).list) {
    if (each.kind == FindingKind::dead_rule) dead.push_back(each.rule);
  }
  CHECK(dead == std::vector<std::uint32_t>{1});
}

TEST_CASE("rules that are edited over and over are analysed as if they were new") {
  constexpr const char* kinds[] = {"pick", "table", "worst", "least"};
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const RandomRules wish{kinds[seed % std::size(kinds)], 7};
    DecisionRules rules = random_rules(seed, wish);
    auto analysis = Analysis::make(tiny_words(), rules);
    REQUIRE(analysis);
    AnalysisOptions options;
    options.today = some_day;
    for (std::uint32_t turn = 0; turn < 12; ++turn) {
      const std::uint32_t index = turn * 3 % 7;
      // Of another set, so that it may override others: rules before it, which cannot circle.
      rules.rules[index] = random_rules(seed * 50 + turn, wish).rules[index];
      REQUIRE(analysis->replace_rule(index, rules.rules[index]));
      const auto anew = Analysis::make(tiny_words(), rules);
      REQUIRE(anew);
      CHECK(analysis->findings(options).list == anew->findings(options).list);
    }
  }
}

TEST_CASE("one edited rule is found again as if all were analysed anew") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const RandomRules wish{"pick", 7};
    DecisionRules rules = random_rules(seed, wish);
    auto analysis = Analysis::make(tiny_words(), rules);
    REQUIRE(analysis);
    const bool was_complete = try_all(rules).unanswered == 0;
    rules.rules[2] = random_rules(seed + 9'000, wish).rules.front();
    const auto given_up = analysis->replace_rule(2, rules.rules[2]);
    REQUIRE(given_up);
    AnalysisOptions options;
    options.today = some_day;
    std::set<std::pair<std::uint32_t, std::uint32_t>> found;
    int gaps = 0;
    for (const Finding& each : analysis->findings_of(2, *given_up, options).list) {
      if (each.kind == FindingKind::conflict) found.emplace(each.rule, each.other);
      if (each.kind == FindingKind::gap) ++gaps;
    }
    const Tried tried = try_all(rules);
    std::set<std::pair<std::uint32_t, std::uint32_t>> wanted;
    for (const auto& pair : tried.conflicts) {
      if (pair.first == 2 || pair.second == 2) wanted.insert(pair);
    }
    CHECK(found == wanted);
    if (was_complete) CHECK((gaps > 0) == (tried.unanswered > 0));
  }
}
