// Quantity: how much of a product, exact to a thousandth of its unit of measure.
// In goes decimal text or thousandths; out comes a value that compares and multiplies exactly.
// It carries no unit: the product names it. Packs are turned into units by scale_quantity.
// It will not round: "0.0005" is refused.
//   parse_quantity("2.5")->thousandths == 2500
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/decimal.hpp"

namespace tally {

struct Quantity {
  static constexpr int decimals = 3;
  std::int64_t thousandths = 0;
  friend auto operator<=>(const Quantity&, const Quantity&) = default;
};

/// `count` whole units.
constexpr Quantity units(std::int64_t count) { return Quantity{count * 1000}; }

std::expected<Quantity, DecimalError> parse_quantity(std::string_view text);
/// "12" or "2.5": no superfluous zeros.
std::string print_quantity(Quantity quantity);
/// "74,215" for sentences.
std::string say_quantity(Quantity quantity);

/// quantity * factor where the result is exact in thousandths; nullopt where it is not or does not
/// fit. Turns cases into units: 2 cases of 12 -> 24.
std::optional<Quantity> scale_quantity(Quantity quantity, Quantity factor);
/// True where quantity is a whole multiple of step. step > 0.
bool is_multiple(Quantity quantity, Quantity step);
/// The next multiple of step at or above quantity; nullopt on overflow. step > 0, quantity >= 0.
std::optional<Quantity> round_up_to_multiple(Quantity quantity, Quantity step);

}  // namespace tally
