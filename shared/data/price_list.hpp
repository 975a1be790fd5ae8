// Price lists: named lists in one currency, with quantity breaks and validity.
// Plain values; price/ chooses among them by customer, quantity and day.
// A list may fall back on another of the same currency for products it does not hold.
// It holds no promotions and no cost.
#pragma once

#include <optional>
#include <string>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"

namespace tally {

/// inclusive: the prices of the list include the tax, which is taken out of them.
enum class PriceTax : std::uint8_t { exclusive, inclusive };

struct PriceList {
  PriceListCode code;
  std::string name;
  Currency currency;
  std::optional<PriceListCode> fallback;
  PriceTax price_tax = PriceTax::exclusive;
  friend bool operator==(const PriceList&, const PriceList&) = default;
};

/// One price of one product on one list, from a quantity on, within its validity (both days in).
struct Price {
  PriceListCode list;
  Sku sku;
  /// 0: for every quantity, also for a part of a unit.
  Quantity quantity_from;
  UnitPrice price;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  friend bool operator==(const Price&, const Price&) = default;
};

}  // namespace tally
