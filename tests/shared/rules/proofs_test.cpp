// What is proved of rules over wide fields, tried on a million orders: complete means that none is
// without an answer, a dead rule never decides, a conflict conflicts, and two versions differ
// exactly where the difference says.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/rules/rules.hpp"
#include "tests/support/random.hpp"
#include "tests/support/rules_bench.hpp"
#include "tests/support/rules_data.hpp"
#include "tests/support/skip.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

/// Orders over the whole of each field, now and then at the very ends of its domain, and at the
/// edges that rules ask about.
class OrderDraw {
 public:
  OrderDraw(const Vocabulary& words, const Analysis& analysis, std::uint64_t seed)
      : random_(seed), edges_(words.fields.size()) {
    for (std::size_t field = 0; field < words.fields.size(); ++field) {
      const Field& known = words.fields[field];
      edges_[field] = {known.low, known.high};
      if (known.missing == MissingPolicy::optional) edges_[field].push_back(missing_value);
      domains_.emplace_back(known.low, known.high);
    }
    for (std::uint32_t rule = 0; rule < analysis.rules().rules.size(); ++rule) {
      for (const Box& box : analysis.region(rule)) add_edges(box);
    }
  }

  const std::vector<std::int64_t>& next() {
    order_.resize(edges_.size());
    for (std::size_t field = 0; field < edges_.size(); ++field) {
      order_[field] = random_.happens(400)
                          ? random_.pick(edges_[field])
                          : random_.between(domains_[field].first, domains_[field].second);
    }
    return order_;
  }

 private:
  void add_edges(const Box& box) {
    for (const Constraint& each : box.constraints) {
      if (each.field >= edges_.size()) continue;
      for (const Interval& part : each.values.intervals()) {
        if (part.low == missing_value) continue;
        for (const std::int64_t edge : {part.low - 1, part.low, part.high, part.high + 1}) {
          const auto [low, high] = domains_[each.field];
          if (edge >= low && edge <= high) edges_[each.field].push_back(edge);
        }
      }
    }
  }

  Random random_;
  std::vector<std::vector<std::int64_t>> edges_;
  std::vector<std::pair<std::int64_t, std::int64_t>> domains_;
  std::vector<std::int64_t> order_;
};

/// Cuts the space at random into parts and makes a rule of each: together they are complete. The
/// answers of `decision` go round.
class Cutter {
 public:
  Cutter(std::string decision, std::vector<std::string> answers, std::uint64_t seed)
      : decision_(std::move(decision)), answers_(std::move(answers)), random_(seed) {}

  std::string write(int cuts) {
    cut({}, cuts);
    random_.shuffle(rules_);
    std::string text = "Decide " + decision_ + ".\n";
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      text += "Rule r" + std::to_string(i) + ": When " + rules_[i] + ", " +
              answers_[i % answers_.size()] + ".\n";
    }
    return text;
  }

 private:
  /// What a part asks so far, and the ends of the numbers in it.
  struct Part {
    std::vector<std::string> tests;
    std::int64_t weight_low = 0, weight_high = 2'000'000;
    std::int64_t lines_low = 0, lines_high = 10'000;
    bool is_tier_cut = false, is_hours_cut = false, is_new_cut = false;
  };

  void add(const Part& part) {
    std::string text;
    for (const std::string& test : part.tests) text += (text.empty() ? "" : " and ") + test;
    rules_.push_back(text.empty() ? "the order weight is at least 0 kg" : text);
  }

  void cut(const Part& part, int cuts) {
    if (cuts == 0) return add(part);
    const auto both = [&](Part left, Part right, const char* one, const char* other) {
      left.tests.emplace_back(one);
      right.tests.emplace_back(other);
      cut(left, cuts - 1);
      cut(right, cuts - 1);
    };
    Part left = part, right = part;
    switch (random_.below(5)) {
      case 0:
        if (part.is_tier_cut) break;
        left.is_tier_cut = right.is_tier_cut = true;
        return both(left, right, "the customer tier is gold or silver",
                    "the customer tier is neither gold nor silver");
      case 1:
        if (part.is_hours_cut) break;
        left.is_hours_cut = right.is_hours_cut = true;
        return both(left, right, "the hours since the last order is missing",
                    "the hours since the last order is known");
      case 2:
        if (part.is_new_cut) break;
        left.is_new_cut = right.is_new_cut = true;
        return both(left, right, "it is the customer's first order",
                    "it is not the customer's first order");
      case 3: {
        if (part.lines_high - part.lines_low < 2) break;
        const std::int64_t at = random_.between(part.lines_low + 1, part.lines_high);
        left.lines_high = at - 1;
        right.lines_low = at;
        const std::string number = std::to_string(at);
        return both(left, right, ("the number of lines is less than " + number).c_str(),
                    ("the number of lines is at least " + number).c_str());
      }
      default: break;
    }
    if (part.weight_high - part.weight_low < 2) return add(part);
    const std::int64_t at = random_.between(part.weight_low + 1, part.weight_high);
    left.weight_high = at - 1;
    right.weight_low = at;
    const std::string number = std::to_string(at) + " g";
    both(left, right, ("the order weight is less than " + number).c_str(),
         ("the order weight is at least " + number).c_str());
  }

  std::string decision_;
  std::vector<std::string> answers_;
  Random random_;
  std::vector<std::string> rules_;
};

AnalysisOptions on_rules_day() {
  AnalysisOptions options;
  options.today = rules_day;
  return options;
}

std::size_t count_of(const Findings& findings, FindingKind kind) {
  return static_cast<std::size_t>(std::ranges::count(findings.list, kind, &Finding::kind));
}

struct Shop {
  Analysis analysis;
  DecisionProgram program;
  Findings findings;
};

Shop shop_of(const Vocabulary& words, const DecisionRules& rules) {
  auto analysis = Analysis::make(words, rules);
  REQUIRE(analysis);
  auto program = DecisionProgram::compile(words, Space(words), rules);
  REQUIRE(program);
  Findings findings = analysis->findings(on_rules_day());
  return {*std::move(analysis), *std::move(program), std::move(findings)};
}

const std::vector<std::pair<std::string, std::vector<std::string>>> complete_kinds{
    {"carrier", {"use parcel", "use freight", "use LTL", "use hazmat carrier"}},
    {"fraud check", {"mark the order for fraud none", "mark the order for fraud hold"}},
    {"discount", {"give a discount of 5%", "give a discount of 12.5%"}},
    {"wait", {"wait 3 days", "wait 14 days", "wait 5 days"}},
    {"route", {"route the order to release", "route the order to review"}}};

}  // namespace

TEST_CASE("where rules are proved complete, none of a million orders is without an answer") {
  constexpr int sets = 50;
  constexpr int orders = 20'000;
  std::int64_t tried = 0;
  for (int seed = 0; seed < sets; ++seed) {
    const auto& [decision, answers] = complete_kinds[static_cast<std::size_t>(seed) % 5];
    const std::string text =
        Cutter(decision, answers, static_cast<std::uint64_t>(seed)).write(3 + seed % 4);
    CAPTURE(text);
    const RuleSet set = small_rules(text);
    const Shop shop = shop_of(small_words(), set.decisions[0]);
    REQUIRE(count_of(shop.findings, FindingKind::gap) == 0);
    REQUIRE(count_of(shop.findings, FindingKind::gap_not_decided) == 0);
    REQUIRE(count_of(shop.findings, FindingKind::conflict) == 0);
    OrderDraw draw(small_words(), shop.analysis, static_cast<std::uint64_t>(seed));
    Scratch scratch;
    Decided decided;
    int wrong = 0;
    for (int i = 0; i < orders; ++i) {
      shop.program.decide({draw.next(), rules_day, KnownAt::server}, scratch, decided);
      // The parts do not overlap, so each order has exactly one rule.
      if (decided.status != Status::decided || decided.fired.size() != 1) ++wrong;
      ++tried;
    }
    CHECK(wrong == 0);
  }
  CHECK(tried == 1'000'000);
}

TEST_CASE("without one of the parts there is a gap, with an order that falls through") {
  for (int seed = 0; seed < 20; ++seed) {
    const auto& [decision, answers] = complete_kinds[static_cast<std::size_t>(seed) % 5];
    RuleSet set =
        small_rules(Cutter(decision, answers, static_cast<std::uint64_t>(seed)).write(4));
    DecisionRules& rules = set.decisions[0];
    rules.rules.erase(rules.rules.begin() + seed % static_cast<int>(rules.rules.size()));
    const Shop shop = shop_of(small_words(), rules);
    REQUIRE(count_of(shop.findings, FindingKind::gap) > 0);
    for (const Finding& each : shop.findings.list) {
      if (each.kind != FindingKind::gap) continue;
      Scratch scratch;
      Decided decided;
      shop.program.decide({each.sample->values, AsOf{each.sample->day}, KnownAt::server}, scratch,
                          decided);
      CHECK(decided.status == Status::no_answer);
    }
  }
}

TEST_CASE("the decisions that ship are proved complete, and a million orders agree") {
  const auto words = rules_file("order.vocab");
  const auto text = rules_file("examples.rules");
  if (!words || !text) return skip("example rules", "TALLYSTICK_DATA names no folder with rules/");
  const auto vocabulary = read_vocabulary(*words, {});
  REQUIRE(vocabulary);
  const auto set = read_rules(*vocabulary, *text);
  REQUIRE(set);
  std::int64_t tried = 0;
  for (const DecisionRules& rules : set->decisions) {
    const Shop shop = shop_of(*vocabulary, rules);
    OrderDraw draw(*vocabulary, shop.analysis, 7);
    Scratch scratch;
    Decided decided;
    int wrong = 0;
    for (int i = 0; i < 1'000'000 / 13 + 1; ++i) {
      shop.program.decide({draw.next(), rules_day, KnownAt::server}, scratch, decided);
      if (decided.status != Status::decided) ++wrong;
      ++tried;
    }
    CHECK_MESSAGE(wrong == 0, vocabulary->decisions[rules.decision].name);
  }
  CHECK(tried >= 1'000'000);
}

TEST_CASE("2,000 rules: each conflict that is told conflicts, and no dead rule ever fires") {
  const auto bench = load_rules_bench("2000", "exactly one of");
  if (!bench) return skip("rules bench", "TALLYSTICK_DATA names no folder with rules/bench/");
  const Shop shop = shop_of(bench->vocabulary, bench->set.decisions[0]);
  Scratch scratch;
  Decided decided;
  std::size_t conflicts = 0;
  std::set<std::uint32_t> dead;
  for (const Finding& each : shop.findings.list) {
    if (each.kind == FindingKind::dead_rule || each.kind == FindingKind::empty_condition) {
      dead.insert(each.rule);
    }
    if (each.kind != FindingKind::conflict) continue;
    shop.program.decide({each.sample->values, AsOf{each.sample->day}, KnownAt::server}, scratch,
                        decided);
    CHECK(decided.status == Status::conflict);
    CHECK(std::ranges::count(decided.fired, each.rule) == 1);
    CHECK(std::ranges::count(decided.fired, each.other) == 1);
    ++conflicts;
  }
  CHECK(conflicts == AnalysisOptions{}.conflicts_max);
  for (const auto& order : bench->orders) {
    shop.program.decide({order, rules_day, KnownAt::server}, scratch, decided);
    for (const std::uint32_t rule : decided.fired) CHECK_FALSE(dead.contains(rule));
  }
}

TEST_CASE("2,000 rules as a table: rows that are called dead decide none of its orders") {
  const auto bench = load_rules_bench("2000", "first of");
  if (!bench) return skip("rules bench", "TALLYSTICK_DATA names no folder with rules/bench/");
  const Shop shop = shop_of(bench->vocabulary, bench->set.decisions[0]);
  std::set<std::uint32_t> dead;
  for (const Finding& each : shop.findings.list) {
    if (each.kind == FindingKind::dead_rule) dead.insert(each.rule);
  }
  MESSAGE(dead.size() << " dead rows, "
                      << count_of(shop.findings, FindingKind::dead_not_decided) << " not decided");
  Scratch scratch;
  Decided decided;
  OrderDraw draw(bench->vocabulary, shop.analysis, 11);
  for (int i = 0; i < 100'000; ++i) {
    shop.program.decide({draw.next(), rules_day, KnownAt::server}, scratch, decided);
    if (!decided.fired.empty()) CHECK_FALSE(dead.contains(decided.fired.front()));
  }
}

TEST_CASE("two versions answer differently exactly where their difference says") {
  std::int64_t changed = 0;
  for (int seed = 0; seed < 20; ++seed) {
    const auto& [decision, answers] = complete_kinds[static_cast<std::size_t>(seed) % 5];
    const RuleSet before =
        small_rules(Cutter(decision, answers, static_cast<std::uint64_t>(seed)).write(4));
    RuleSet after = before;
    auto& rules = after.decisions[0].rules;
    // One rule gone, one that answers as another does.
    rules.erase(rules.begin() + seed % 7);
    rules.front().answer = rules.back().answer;
    const auto difference = find_difference(small_words(), before.decisions[0],
                                            after.decisions[0], {.today = rules_day});
    REQUIRE(difference);
    REQUIRE(difference->completeness == Completeness::all);
    const Shop old_one = shop_of(small_words(), before.decisions[0]);
    const Shop new_one = shop_of(small_words(), after.decisions[0]);
    OrderDraw draw(small_words(), old_one.analysis, static_cast<std::uint64_t>(seed));
    Scratch scratch;
    Decided left, right;
    int wrong = 0;
    for (int i = 0; i < 5'000; ++i) {
      std::vector<std::int64_t> order = draw.next();
      old_one.program.decide({order, rules_day, KnownAt::server}, scratch, left);
      new_one.program.decide({order, rules_day, KnownAt::server}, scratch, right);
      const bool differs = left.status != right.status || left.answers != right.answers;
      order.push_back(rules_day.date.days());
      const auto parts = std::ranges::count_if(difference->changes, [&](const Change& change) {
        return contains(change.where, order);
      });
      if (parts != (differs ? 1 : 0)) ++wrong;
      changed += differs ? 1 : 0;
    }
    CHECK(wrong == 0);
  }
  CHECK(changed > 1'000);
}
