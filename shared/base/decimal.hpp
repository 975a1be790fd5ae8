// Decimal: carries decimal text into scaled integers and back, exactly.
// In goes text such as "1,234.50" or a scaled integer; out comes the other one.
// What cannot be held exactly is refused with the reason, never rounded.
// It knows no currency and no unit: Money, UnitPrice, Quantity and Rate build on it.
//   parse_decimal("12.5", 4).value() == 125000;   print_decimal(125000, 4, 2) == "12.50"
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace tally {

enum class DecimalError : std::uint8_t { empty, not_a_number, too_many_decimals, too_large };

/// Reads an optional sign, digits, at most one point and at most `decimals` digits behind it, and
/// returns the value times 10^decimals. Zeros beyond `decimals` are accepted ("1.5000" as "1.50").
/// Commas are accepted between groups of exactly three digits ("1,234.50"), nowhere else, and not
/// behind a leading zero ("0,123").
std::expected<std::int64_t, DecimalError> parse_decimal(std::string_view text, int decimals);

/// Prints a scaled integer with at least `decimals_min` and at most `decimals` digits behind the
/// point: superfluous zeros beyond decimals_min are dropped.
std::string print_decimal(std::int64_t scaled, int decimals, int decimals_min);

/// Like print_decimal, with a comma between groups of three digits ("1,234.50"): for sentences.
std::string print_decimal_grouped(std::int64_t scaled, int decimals, int decimals_min);

/// 10^exponent for 0 <= exponent <= 18.
std::int64_t power_of_ten(int exponent);

}  // namespace tally
