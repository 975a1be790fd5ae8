// Price lists: named lists in one currency, with quantity breaks, validity and whom they are for.
// Plain values; price/ chooses among them by customer, channel, quantity, unit and day.
// A list is asked in a chain: contracts, the customer's own, those of their groups, the standard
// list, then fallbacks; docs/prices.md says the order. A price of another currency is converted by
// a dated rate or not used.
// It holds no promotions, and a cost never stands in a snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"
#include "shared/data/order.hpp"

namespace tally {

/// inclusive: the prices of the list include the tax, which is taken out of them.
enum class PriceTax : std::uint8_t { exclusive, inclusive };
/// What a break counts: the line alone, or all lines of the product's family together.
enum class BreakCount : std::uint8_t { line, family };

struct PriceList {
  PriceListCode code;
  std::string name;
  Currency currency;
  std::optional<PriceListCode> fallback;
  /// Outside these days the list is not asked.
  std::optional<Date> valid_from = {};
  std::optional<Date> valid_until = {};
  BreakCount breaks = BreakCount::line;
  /// Asked for customers of one of these groups; empty: only where a customer or list names it.
  std::vector<CustomerGroup> groups = {};
  /// Asked for orders of one of these channels; empty: of every channel. No channel twice.
  std::vector<Channel> channels = {};
  PriceTax price_tax = PriceTax::exclusive;
  friend bool operator==(const PriceList&, const PriceList&) = default;
};

/// net: so much. percent_off: so much below the next net price of the chain. on_request: a person
/// makes a price. cost_plus: so much above cost; a net price wherever a snapshot is read.
enum class PriceKind : std::uint8_t { net, percent_off, on_request, cost_plus };

/// One price on one list, from a quantity on, within its validity (both days in).
struct Price {
  PriceListCode list;
  /// Empty for a percent_off of a family, or of everything.
  Sku sku;
  /// In `unit`s. 0: for every quantity, also for a part of a unit.
  Quantity quantity_from;
  /// Of one `unit`; with net only.
  UnitPrice price;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  OrderUnit unit = OrderUnit::each;
  PriceKind kind = PriceKind::net;
  /// With percent_off below, with cost_plus above.
  Rate percent = {};
  /// With percent_off where `sku` is empty: the family, or everything where this is empty as well.
  std::string family = {};
  friend bool operator==(const Price&, const Price&) = default;
};

/// What a unit costs the company. Only in its document and in the server's own tables.
struct Cost {
  Sku sku;
  UnitPrice cost;
  friend bool operator==(const Cost&, const Cost&) = default;
};

/// Where in the chain a list stood, the most specific first.
enum class PriceLevel : std::uint8_t { contract, customer, group, standard, fallback };

}  // namespace tally
