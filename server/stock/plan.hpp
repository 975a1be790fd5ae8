// Plan: which warehouse gives how much of an order, as a pure function.
// In go the wanted lines and the balances of their products; out come shares by line and warehouse,
// and what is short. A line is taken from the first warehouse that has all of it, by priority, and
// from several only where none has; each warehouse stands alone, and none lends to another.
// Shares and shortage of a line always sum to what is wanted. It reserves nothing.
//   const StockPlan plan = plan_stock({{0, sku, units(13)}}, balances);
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "server/stock/ledger.hpp"

namespace tally::server::stock {

struct Wanted {
  /// The line's place in the order, from 0.
  std::int64_t position = 0;
  Sku sku;
  /// Above zero.
  Quantity quantity;
};

struct Share {
  std::int64_t position = 0;
  Sku sku;
  WarehouseCode warehouse;
  Quantity quantity;
};

struct Shortage {
  std::int64_t position = 0;
  Sku sku;
  Quantity wanted;
  /// What this line could have had, after the lines before it.
  Quantity available;
};

struct StockPlan {
  std::vector<Share> shares;
  std::vector<Shortage> shortages;
};

/// Per product, in the order of the warehouses' priority.
using BalancesBySku = std::map<Sku, std::vector<Balance>>;

StockPlan plan_stock(const std::vector<Wanted>& wanted, BalancesBySku balances);

/// True where every line's shares and shortage sum to what is wanted and no share is above what the
/// warehouse has.
bool is_conserved(const StockPlan& plan, const std::vector<Wanted>& wanted,
                  const BalancesBySku& balances);

}  // namespace tally::server::stock
