#include "server/stock/outlook.hpp"

#include <algorithm>

#include "server/stock/allotments.hpp"

namespace tally::server::stock {

namespace {

using HeldAt = std::map<std::pair<WarehouseCode, Sku>, std::int64_t>;

/// What is free in each warehouse, and what is set aside there for who ordered.
HeldAt held_at(const BalancesBySku& found, const std::vector<Allotment>& allotments) {
  HeldAt held;
  for (const auto& [sku, rows] : found) {
    for (const Balance& row : rows) {
      held[{row.warehouse, sku}] += row.available().thousandths;
    }
  }
  for (const Allotment& each : allotments) {
    held[{each.warehouse, each.sku}] += each.left().thousandths;
  }
  return held;
}

}  // namespace

Outlook outlook(store::Connection& db, const std::vector<Wanted>& wanted,
                const Claimant& claimant, Instant now) {
  Outlook found;
  if (!expire_allotments(db, now)) return found;
  const std::vector<Allotment> allotments = allotments_for(db, wanted, claimant);
  const BalancesBySku free = read_balances(db, wanted);
  const Claims claims = claim_allotments(wanted, allotments);
  found.short_lines = std::ssize(plan_stock(claims.rest, free).shortages);
  std::map<Sku, std::int64_t> needed;
  for (const Wanted& line : wanted) needed[line.sku] += line.quantity.thousandths;
  HeldAt held = held_at(free, allotments);
  std::set<WarehouseCode> warehouses;
  for (const auto& [place, quantity] : held) warehouses.insert(place.first);
  for (const WarehouseCode& warehouse : warehouses) {
    const bool has_all = std::ranges::all_of(needed, [&](const auto& need) {
      const auto there = held.find({warehouse, need.first});
      return there != held.end() && there->second >= need.second;
    });
    if (has_all) found.complete_at.insert(warehouse);
  }
  return found;
}

}  // namespace tally::server::stock
