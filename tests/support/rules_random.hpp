// Rules random: small rule sets over a space that is small enough to be tried out whole.
// In goes a seed; out come rules as text with groups, "unless", overrides and dates, and every
// point of their space; a second, plain way to decide stands beside the compiled one. The same seed
// makes the same rules.
//   const DecisionRules rules = random_rules(words, seed, {.kind = "pick", .rules = 6});
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/rules/program.hpp"

namespace tally::tests {

const rules::Vocabulary& tiny_words();

struct RandomRules {
  /// The decision's name in the tiny vocabulary: pick, worst, most, least, both, table.
  std::string decision = "pick";
  int rules = 6;
};
std::string random_rules_text(std::uint64_t seed, const RandomRules& wish);
rules::DecisionRules random_rules(std::uint64_t seed, const RandomRules& wish);

/// Every combination of values; the last one is the day.
const std::vector<std::vector<std::int64_t>>& tiny_points();
rules::Inputs inputs_at(const std::vector<std::int64_t>& point);

/// Decided by reading the conditions one by one.
rules::Decided decide_plainly(const rules::DecisionRules& rules,
                              const std::vector<std::int64_t>& point);

}  // namespace tally::tests
