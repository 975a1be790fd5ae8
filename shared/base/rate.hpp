// Rate: a percentage, exact to a part per million (0.0001 %).
// In goes decimal text in percent ("8.875"); out comes an integer of parts per million.
// Money times Rate compiles only through take_rate, which names the rounding.
// It is no exchange rate: that is another type with more digits and a date.
//   parse_rate("8.875")->parts_per_million == 88750
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/decimal.hpp"

namespace tally {

struct Rate {
  /// Decimals of a percent: 1 ppm = 0.0001 %.
  static constexpr int percent_decimals = 4;
  std::int64_t parts_per_million = 0;
  friend auto operator<=>(const Rate&, const Rate&) = default;
};

/// Reads a percentage without its sign: "19" -> 190000 ppm.
inline std::expected<Rate, DecimalError> parse_rate(std::string_view percent) {
  const auto scaled = parse_decimal(percent, Rate::percent_decimals);
  if (!scaled) return std::unexpected(scaled.error());
  return Rate{*scaled};
}

/// "8.875": the percentage without its sign.
inline std::string print_rate(Rate rate) {
  return print_decimal(rate.parts_per_million, Rate::percent_decimals, 0);
}

}  // namespace tally
