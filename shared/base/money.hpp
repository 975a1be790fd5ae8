// Money: exact amounts with a currency, and prices per unit that may be finer than the currency.
// In go minor units or decimal text; out come amounts that only add within one currency.
// Every product is exact in 128 bits and rounded once, by a rounding that the caller names.
// It will not convert currencies, and it never holds a fraction of a minor unit.
//   Money net = extend(price, quantity, Rounding::half_up).value();
//   std::vector<Money> parts = allocate(discount, weights);   // the parts sum to the discount
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/decimal.hpp"
#include "shared/base/quantity.hpp"
#include "shared/base/rate.hpp"
#include "shared/base/rounding.hpp"

namespace tally {

/// An ISO 4217 currency. Holds its index in base/currencies.def, so it is one byte and cannot be
/// an unknown code. The default is the first of the table; parse one instead of using it.
class Currency {
 public:
  static std::optional<Currency> parse(std::string_view code);
  std::string_view code() const;
  /// Digits behind the point: 0 (JPY), 2 (USD), 3 (KWD), 4 (CLF).
  int decimals() const;
  friend bool operator==(Currency, Currency) = default;

 private:
  std::uint8_t index_ = 0;
};

/// An amount in minor units (cents where the currency has 2 decimals).
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  friend bool operator==(const Money&, const Money&) = default;
};

/// A price of one unit in ten-thousandths of the currency's major unit: 12.3450 is 123450.
struct UnitPrice {
  static constexpr int decimals = 4;
  std::int64_t ten_thousandths = 0;
  Currency currency;
  friend bool operator==(const UnitPrice&, const UnitPrice&) = default;
};

/// "12.34" -> 1234 cents; the decimals are the currency's own.
std::expected<Money, DecimalError> parse_money(std::string_view text, Currency currency);
/// "12.3456" -> a unit price with at most 4 decimals.
std::expected<UnitPrice, DecimalError> parse_unit_price(std::string_view text, Currency currency);

/// "1234.50" for documents (no grouping, no code).
std::string print_amount(const Money& money);
/// "12.50" or "12.3456": at least the currency's decimals, at most four.
std::string print_amount(const UnitPrice& price);
/// "USD 1,234.50" for sentences.
std::string say_money(const Money& money);
std::string say_money(const UnitPrice& price);

/// The sum; nullopt for two currencies or an overflow.
std::optional<Money> add(const Money& left, const Money& right);
std::optional<Money> subtract(const Money& left, const Money& right);

/// price * quantity, rounded once to minor units; nullopt on overflow.
std::optional<Money> extend(const UnitPrice& price, Quantity quantity, Rounding mode);
/// amount * rate, rounded once to minor units; nullopt on overflow.
std::optional<Money> take_rate(const Money& amount, Rate rate, Rounding mode);

/// Splits `whole` in proportion to `weights` (each >= 0, at least one > 0) so that the parts sum
/// exactly to it. Largest remainder method (Hamilton); ties go to the larger weight, and equal
/// weights with equal remainders differ by at most one minor unit by position among equals, so the
/// multiset of (weight, part) does not depend on the order of the lines. Refuses bad weights, and
/// the one amount (-2^63 minor units) that has no opposite.
std::optional<std::vector<Money>> allocate(const Money& whole,
                                           std::span<const std::int64_t> weights);
/// The same in minor units of a currency that all of them share.
std::optional<std::vector<std::int64_t>> allocate_minor(std::int64_t whole,
                                                        std::span<const std::int64_t> weights);

}  // namespace tally
