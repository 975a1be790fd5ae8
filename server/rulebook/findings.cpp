#include "server/rulebook/findings.hpp"

#include <algorithm>

#include "shared/rules/rules.hpp"

namespace tally::server::rulebook {

Issues findings_of(const rules::Vocabulary& vocabulary, const rules::CompiledSet& set,
                   AsOf today) {
  Issues issues = rules::check_set(vocabulary, set, today);
  for (const rules::UnusedValues& unused : find_unused_values(vocabulary, set.rules, {})) {
    issues.push_back(unused_issue(vocabulary, unused));
  }
  return issues;
}

bool has_errors(const Issues& issues) {
  return std::ranges::any_of(issues,
                             [](const Issue& each) { return each.severity == Severity::error; });
}

const rules::DecisionRules* find_rules(const rules::RuleSet& set, std::uint16_t decision) {
  const auto found =
      std::ranges::find(set.decisions, decision, &rules::DecisionRules::decision);
  return found == set.decisions.end() ? nullptr : &*found;
}

Result<std::vector<SaidDifference>> say_difference(const rules::Vocabulary& vocabulary,
                                                   const rules::RuleSet& before,
                                                   const rules::RuleSet& after, AsOf today) {
  std::vector<SaidDifference> said;
  for (std::uint16_t i = 0; i < vocabulary.decisions.size(); ++i) {
    const rules::DecisionRules* const old_rules = find_rules(before, i);
    const rules::DecisionRules* const new_rules = find_rules(after, i);
    if (old_rules == nullptr && new_rules == nullptr) continue;
    rules::DecisionRules none;
    none.decision = i;
    auto difference =
        rules::find_difference(vocabulary, old_rules != nullptr ? *old_rules : none,
                               new_rules != nullptr ? *new_rules : none, {.today = today});
    if (!difference) return std::unexpected(std::move(difference.error()));
    if (difference->changes.empty()) continue;
    said.push_back({vocabulary.decisions[i].name, say_changes(vocabulary, none, *difference),
                    difference->completeness == rules::Completeness::some,
                    std::ssize(difference->changes)});
  }
  return said;
}

}  // namespace tally::server::rulebook
