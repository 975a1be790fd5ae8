// Reserve: sets goods aside for an order, in the transaction that accepts it, and gives them back.
// What is set aside for who ordered is taken first, then what is free.
// In go an order's row and its lines; out comes whether all are reserved, or what is short.
// Where something is short nothing is reserved, unless a backorder is wanted: then what is there
// is reserved and the rest is written down as owed.
// It follows quantities only: prices are none of its business. It ships nothing.
//   const Reserved reserved = reserve(db, row, wanted, Backorder::no, {.login = "kim", .at = now});
#pragma once

#include <cstdint>
#include <vector>

#include "server/stock/plan.hpp"

namespace tally::server::stock {

enum class Backorder : std::uint8_t { no, yes };

struct Reserved {
  enum class Result : std::uint8_t { all, some, short_of_stock, failed };
  Result result = Result::failed;
  /// What is short, or with Backorder::yes what is owed.
  std::vector<Shortage> shortages;
};

/// For whom: what is set aside for them is taken first, whoever approves the order.
struct Claimant {
  std::string login;
  /// 32 digits; empty where no device sent the order.
  std::string device;
};

/// Of every product that is wanted.
BalancesBySku read_balances(store::Connection& db, const std::vector<Wanted>& wanted);

Reserved reserve(store::Connection& db, std::int64_t order_row, const std::vector<Wanted>& wanted,
                 Backorder backorder, const Claimant& claimant, const MovedBy& by);

/// Gives back everything the order holds and forgets what it is owed.
bool release(store::Connection& db, std::int64_t order_row, const MovedBy& by);

struct HeldLine {
  std::int64_t position = 0;
  std::string sku;
  std::string warehouse;
  Quantity quantity;
};
struct Held {
  std::vector<HeldLine> reservations;
  /// With an empty warehouse.
  std::vector<HeldLine> backorders;
};
Held held_by(store::Connection& db, std::int64_t order_row);

}  // namespace tally::server::stock
