// Difference: what two versions of rules decide differently, exactly.
// In go two versions of the rules of one decision; out come the parts of the space in which their
// answers differ, with an order in each, before and after.
// The parts are disjoint, and an order lies in one of them if and only if its answer changes. Where
// a budget ends, it says that there may be more.
// Names, reasons and the order of rules that change no answer are no difference.
//   auto changes = find_difference(vocabulary, before, after, {});
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/rules/analysis.hpp"

namespace tally::rules {

struct Change {
  Box where;
  Decided before;
  Decided after;
  SampleOrder sample;
};

/// all: every difference is in the list. some: the budget ended first.
enum class Completeness : std::uint8_t { all, some };

struct Difference {
  std::vector<Change> changes;
  Completeness completeness = Completeness::all;
};

struct DifferenceOptions {
  AsOf today;
  std::int64_t steps_max = 200'000;
  std::size_t changes_max = 2'000;
};

/// Issue: rule_too_wide. Both versions decide the same thing.
Result<Difference> find_difference(const Vocabulary& vocabulary, const DecisionRules& before,
                                   const DecisionRules& after, const DifferenceOptions& options);

/// "When the order total is at least $500: director instead of manager."
std::string say_change(const Vocabulary& vocabulary, const DecisionRules& rules,
                       const Change& change);

/// All changes, a sentence each. Of a decision that may give several answers, by what is added and
/// taken away: "When …: also manager, no longer director."
std::vector<std::string> say_changes(const Vocabulary& vocabulary, const DecisionRules& rules,
                                     const Difference& difference);

}  // namespace tally::rules
