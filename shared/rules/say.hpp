// Say: decisions of rules in sentences, in the rules' own words.
// In go results as indices and integers, with the rules and the order they are about; out comes
// English text.
// Findings and mistakes are issues, and explain/ says those.
// It decides nothing.
//   say_decided(vocabulary, rules, decided) == "Send the order to manager for approval."
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/rules/program.hpp"

namespace tally::rules {

/// One sentence: the answer, or "Cannot decide: the margin is missing -> staff."
std::string say_decided(const Vocabulary& vocabulary, const DecisionRules& rules,
                        const Decided& decided);
/// "very large order does not hold: the order total is at least $50,000, but it is $12,000."
std::string say_near_miss(const Vocabulary& vocabulary, const DecisionRules& rules,
                          const NearMiss& miss, std::span<const std::int64_t> values);
/// The decision, each rule that fired with its conditions and reason, and the near misses.
std::vector<std::string> say_explained(const Vocabulary& vocabulary, const DecisionRules& rules,
                                       const Explained& explained,
                                       std::span<const std::int64_t> values);

/// "the order total is $500 and the customer tier is gold": those fields of an order.
std::string say_order(const Vocabulary& vocabulary, std::span<const std::uint16_t> fields,
                      std::span<const std::int64_t> values);

/// "manager and director", "5%", "nothing", or "staff" where nothing is decided.
std::string say_answers(const Vocabulary& vocabulary, const DecisionRules& rules,
                        const Decided& decided);

}  // namespace tally::rules
