#include "shared/base/quantity.hpp"

#include "shared/base/rounding.hpp"

namespace tally {

std::expected<Quantity, DecimalError> parse_quantity(std::string_view text) {
  const auto scaled = parse_decimal(text, Quantity::decimals);
  if (!scaled) return std::unexpected(scaled.error());
  return Quantity{*scaled};
}

std::string print_quantity(Quantity quantity) {
  return print_decimal(quantity.thousandths, Quantity::decimals, 0);
}

std::string say_quantity(Quantity quantity) {
  return print_decimal_grouped(quantity.thousandths, Quantity::decimals, 0);
}

std::optional<Quantity> scale_quantity(Quantity quantity, Quantity factor) {
  const int128 product = int128{quantity.thousandths} * factor.thousandths;
  if (product % 1000 != 0) return std::nullopt;
  const auto scaled = round_div(product, 1000, Rounding::down);
  if (!scaled) return std::nullopt;
  return Quantity{*scaled};
}

bool is_multiple(Quantity quantity, Quantity step) {
  return quantity.thousandths % step.thousandths == 0;
}

std::optional<Quantity> round_up_to_multiple(Quantity quantity, Quantity step) {
  const auto steps = round_div(quantity.thousandths, step.thousandths, Rounding::up);
  if (!steps) return std::nullopt;
  std::int64_t whole = 0;
  if (__builtin_mul_overflow(*steps, step.thousandths, &whole)) return std::nullopt;
  return Quantity{whole};
}

}  // namespace tally
