// Rules data: the words that tests of rules speak, and the files of example rules beside the
// project. In go names of files; out come their texts, or nothing where the folder is not here.
// The folder is named by TALLYSTICK_DATA and holds rules/; a test that needs it skips and says so.
// It changes nothing.
//   const auto text = rules_file("examples.rules");
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/rules/reader.hpp"

namespace tally::tests {

/// The day on which these tests decide.
inline const AsOf rules_day{Date::parse("2026-03-02").value()};

/// The text of TALLYSTICK_DATA/rules/<name>.
std::optional<std::string> rules_file(const std::string& name);

/// A vocabulary with a field of each type: money, percent, weight, distance, count, days, hours, a
/// date, choices, facts, and a decision of each kind.
std::string_view small_words_text();
/// The same, read; fails the test where it cannot be.
const rules::Vocabulary& small_words();

/// Reads rules with the small vocabulary; fails the test where they cannot be.
rules::RuleSet small_rules(std::string_view text);

/// "line 1, column 5: rule_phrase_unknown …" of each issue, one a line.
std::string say_rule_issues(const Issues& issues);

}  // namespace tally::tests
