#include "server/stock/plan.hpp"

#include <algorithm>
#include <utility>

namespace tally::server::stock {

namespace {

std::int64_t free_in(const Balance& balance) {
  return std::max<std::int64_t>(balance.available().thousandths, 0);
}

void take(Balance& balance, const Wanted& line, std::int64_t thousandths, StockPlan& plan) {
  if (thousandths == 0) return;
  balance.reserved.thousandths += thousandths;
  plan.shares.push_back({line.position, line.sku, balance.warehouse, Quantity{thousandths}});
}

void plan_line(const Wanted& line, std::vector<Balance>& balances, StockPlan& plan) {
  const std::int64_t wanted = line.quantity.thousandths;
  const auto whole = std::ranges::find_if(
      balances, [&](const Balance& balance) { return free_in(balance) >= wanted; });
  if (whole != balances.end()) return take(*whole, line, wanted, plan);
  std::int64_t missing = wanted;
  for (Balance& balance : balances) {
    const std::int64_t taken = std::min(missing, free_in(balance));
    take(balance, line, taken, plan);
    missing -= taken;
  }
  if (missing > 0) {
    plan.shortages.push_back({line.position, line.sku, line.quantity, Quantity{wanted - missing}});
  }
}

}  // namespace

StockPlan plan_stock(const std::vector<Wanted>& wanted, BalancesBySku balances) {
  StockPlan plan;
  for (const Wanted& line : wanted) plan_line(line, balances[line.sku], plan);
  return plan;
}

bool is_conserved(const StockPlan& plan, const std::vector<Wanted>& wanted,
                  const BalancesBySku& balances) {
  std::map<std::int64_t, std::int64_t> by_line;
  std::map<std::pair<Sku, WarehouseCode>, std::int64_t> by_place;
  for (const Share& share : plan.shares) {
    by_line[share.position] += share.quantity.thousandths;
    by_place[{share.sku, share.warehouse}] += share.quantity.thousandths;
  }
  for (const Shortage& shortage : plan.shortages) {
    by_line[shortage.position] += shortage.wanted.thousandths - shortage.available.thousandths;
  }
  for (const Wanted& line : wanted) {
    if (by_line[line.position] != line.quantity.thousandths) return false;
  }
  for (const auto& [place, taken] : by_place) {
    const auto found = balances.find(place.first);
    if (found == balances.end()) return false;
    const auto balance = std::ranges::find(found->second, place.second, &Balance::warehouse);
    if (balance == found->second.end() || free_in(*balance) < taken) return false;
  }
  return true;
}

}  // namespace tally::server::stock
