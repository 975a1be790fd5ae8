// Rules bench: the twenty, two hundred and two thousand rules that lie beside the project, with ten
// thousand orders and what the rules come to.
// In goes a size; out come vocabulary, rules, orders as inputs and the expected lines, or nothing
// where the folder is not here.
// The rules overlap on purpose; they are read as a table whose first row wins.
//   const auto bench = load_rules_bench("2000");
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/rules/rule_set.hpp"

namespace tally::tests {

struct BenchExpected {
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::int64_t sum = 0;
};

struct RulesBench {
  rules::Vocabulary vocabulary;
  std::string text;
  rules::RuleSet set;
  std::vector<std::vector<std::int64_t>> orders;
  std::vector<BenchExpected> expected;
};

/// `kind`: what the decision's kind is read as, "first of" or "exactly one of".
std::optional<RulesBench> load_rules_bench(const std::string& size, const std::string& kind);

}  // namespace tally::tests
