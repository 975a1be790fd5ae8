// Cell forms: how a file writes its numbers and days.
// In go a cell and the form the mapping names ("1.234,50" with a decimal comma; "31/12/2026 17:05"
// as "d/m/Y H:M"); out come exact scaled integers and days, or why not.
// A thousands separator is taken only between groups of three digits, so that "1.5" is never 15.
// It guesses no form: a file that mixes two is refused line by line.
//   parse_number("1.234,50", {.decimal = ",", .thousands = "."}, 4).value() == 12345000
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.hpp"
#include "shared/base/decimal.hpp"

namespace tally::server::catalogue {

struct NumberForm {
  /// "." or ",".
  std::string decimal = ".";
  /// What stands between groups of three digits: ",", ".", "'" or " " (also the no-break ones);
  /// empty: nothing may.
  std::string thousands;
};

std::expected<std::int64_t, DecimalError> parse_number(std::string_view cell,
                                                       const NumberForm& form, int decimals);

/// A form of day: Y (four digits), y (two, 2000 to 2099), m, d and H (one or two), M and S (two;
/// read and left out), every other character is itself.
struct DateForm {
  std::string text = "Y-m-d";
};
/// nullopt where the form does not hold year, month and day once each.
std::optional<DateForm> find_date_form(std::string_view text);

std::optional<Date> parse_date(std::string_view cell, const DateForm& form);

}  // namespace tally::server::catalogue
