// Reader: the text of a rule file as a value.
// In go UTF-8 text and the vocabulary; out comes a RuleSet, or every mistake at once: one a
// sentence, with line and column, the word, and what one may have meant, the likeliest first.
// After a mistake it goes on at the next sentence. `and` beside `or`, "is not A or B", a number
// without its unit and a decimal too many are refused, never guessed.
// It proves nothing of the rules: analysis.hpp does.
//   auto set = read_rules(vocabulary, text);
#pragma once

#include <string_view>

#include "shared/rules/rule_set.hpp"

namespace tally::rules {

/// Issues: rules_*, rule_*, decision_*; their path is "line 12, column 5".
Result<RuleSet> read_rules(const Vocabulary& vocabulary, std::string_view text);

/// One rule of a decision, as an editor changes it. `decision` holds the others, which it may
/// override; its own name may stand among them.
Result<Rule> read_rule(const Vocabulary& vocabulary, const DecisionRules& decision,
                       std::string_view text);

/// One value of a field as a person writes it: "gold", "$500", "2026-11-01", "missing", of a fact
/// "yes" or "no". Issues: those of a test.
Result<std::int64_t> read_value(const Vocabulary& vocabulary, std::uint16_t field,
                                std::string_view text);

/// What the reader said one may have meant, the likeliest first; none where it said nothing.
std::vector<std::string> suggestions_of(const Issue& issue);

}  // namespace tally::rules
