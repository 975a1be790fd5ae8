// Overrides: which rule silences which, followed to the end.
// In go the rules of one decision; out comes a circle among them, where there is one.
// A rule is silent wherever a rule that overrides it would fire, also where that one is silent too:
// what is overridden stays overridden.
// It looks at no condition.
//   if (auto circle = find_override_circle(rules)) …
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/rules/rule_set.hpp"

namespace tally::rules {

/// The rules of a circle in their order, the first one once.
std::optional<std::vector<std::uint32_t>> find_override_circle(const std::vector<Rule>& rules);

}  // namespace tally::rules
