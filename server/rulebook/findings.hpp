// Findings: everything that can be said of rules before they decide anything.
// In go a vocabulary, rules that read, and the day; out come issues: examples that differ, what
// the analysis proves, company words of which no rule speaks. An error keeps a set from going live.
// The command line and the server say the same, because both ask here.
// It reads no text: compile_set does.
//   const Issues found = findings_of(vocabulary, set, today);   if (has_errors(found)) …
#pragma once

#include "shared/rules/book.hpp"

namespace tally::server::rulebook {

Issues findings_of(const rules::Vocabulary& vocabulary, const rules::CompiledSet& set, AsOf today);

bool has_errors(const Issues& issues);

/// What two versions decide differently, decision by decision. Issue: rule_too_wide.
struct SaidDifference {
  std::string decision;
  std::vector<std::string> sentences;
  /// Whether a budget ended before all was found.
  bool is_partial = false;
  std::int64_t changes = 0;
};
Result<std::vector<SaidDifference>> say_difference(const rules::Vocabulary& vocabulary,
                                                   const rules::RuleSet& before,
                                                   const rules::RuleSet& after, AsOf today);

/// The rules of one decision; nullptr where the set has none.
const rules::DecisionRules* find_rules(const rules::RuleSet& set, std::uint16_t decision);

}  // namespace tally::server::rulebook
