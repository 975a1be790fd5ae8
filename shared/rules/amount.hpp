// Amount: numbers with their units and calendar days, read and printed exactly.
// In go tokens and the field they are about; out come integers of the smallest unit (cents, basis
// points, grams, km, days, hours), or what is wrong with what one may have meant.
// Units are compulsory, except where the field's own phrase names it ("days until …").
// Nothing is rounded here but a suggestion.
//   read_amount(vocabulary, field, tokens, 7)->value == 1'000'000   // $10,000
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "shared/rules/token.hpp"
#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

struct Amount {
  std::int64_t value = 0;
  /// The index of the token behind it.
  std::size_t used = 0;
};

struct AmountError {
  IssueCode code = IssueCode::rule_number_wrong;
  std::string word;
  std::vector<std::string> suggestions;
};

/// Issues: rule_unit_missing, rule_unit_wrong, rule_number_wrong, rule_decimals_too_many,
/// rule_value_outside, rule_date_wrong. A date field reads a day "2026-11-01".
std::expected<Amount, AmountError> read_amount(const Vocabulary& vocabulary, const Field& field,
                                               std::span<const Token> tokens, std::size_t at);

/// "YYYY-MM-DD" as days since 1970-01-01.
std::expected<Amount, AmountError> read_day(std::span<const Token> tokens, std::size_t at);

/// True where a number or a day may begin.
bool looks_like_amount(const Token& token);

/// "$10,000", "30 kg", "5%", "1,500 km", "3 days", "2026-11-01": as it is read back.
std::string print_amount(const Vocabulary& vocabulary, const Field& field, std::int64_t value);

/// The answer of a decision, when it is a number, as a field: its unit and limits.
Field answer_field(const Decision& decision);

}  // namespace tally::rules
