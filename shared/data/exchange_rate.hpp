// Exchange rates: what one unit of a currency was worth in another, from a day on.
// Plain values that the company answers for; price/ converts a price of a foreign list by the rate
// of the day, and says which one it took.
// It is not a Rate: it has nine decimals, two currencies and days.
// It converts unit prices only: amounts are never converted after they were rounded.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/money.hpp"

namespace tally {

struct ExchangeRate {
  static constexpr int decimals = 9;
  /// One of `from` is so many billionths of `to`.
  Currency from;
  Currency to;
  std::int64_t billionths = 0;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  friend bool operator==(const ExchangeRate&, const ExchangeRate&) = default;
};

/// The latest one that holds on the day; nullptr where there is none. All are into one currency.
inline const ExchangeRate* rate_on(const std::vector<ExchangeRate>& rates, Currency from,
                                   Date day) {
  const ExchangeRate* best = nullptr;
  for (const ExchangeRate& rate : rates) {
    if (rate.from != from || !is_valid_on(day, rate.valid_from, rate.valid_until)) continue;
    const bool later = best == nullptr || !best->valid_from ||
                       (rate.valid_from && *rate.valid_from > *best->valid_from);
    if (later) best = &rate;
  }
  return best;
}

/// "1.0825": no superfluous zeros.
inline std::string print_exchange_rate(std::int64_t billionths) {
  return print_decimal(billionths, ExchangeRate::decimals, 0);
}

/// The price in the other currency, rounded once to four decimals; nullopt on overflow.
inline std::optional<UnitPrice> convert(const UnitPrice& price, const ExchangeRate& rate,
                                        Rounding mode) {
  const int128 product = int128{price.ten_thousandths} * rate.billionths;
  const auto converted = round_div(product, 1'000'000'000, mode);
  if (!converted) return std::nullopt;
  return UnitPrice{*converted, rate.to};
}

}  // namespace tally
