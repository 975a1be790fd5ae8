// Ledger: what came, went and was reserved, in an order that is never rewritten.
// In go movements; out comes whether the balance allows them. A trigger adds each row to the
// balance, and the balance has CHECKs (0 <= reserved + allotted <= on_hand), so the sum of the
// ledger is the balance by construction. Everything here runs inside a change of the writer.
// It chooses no warehouse (plan.hpp does) and knows no order's state.
//   set_on_hand(db, *WarehouseCode::parse("MAIN"), sku, units(40), {.kind = "opening", .by =
//   "import"});
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/quantity.hpp"
#include "shared/data/company.hpp"

namespace tally::server::stock {

struct Movement {
  WarehouseCode warehouse;
  Sku sku;
  Quantity on_hand_change;
  Quantity reserved_change;
  Quantity allotted_change = {};
  /// "opening", "count", "receipt", "reserve", "release", "allot", "hold", "expire" …
  std::string_view kind;
  /// The order's row, where it is for an order.
  std::optional<std::int64_t> order_row;
};

/// Who moved it and when.
struct MovedBy {
  std::string_view login;
  Instant at;
};

enum class Moved : std::uint8_t { yes, not_enough, failed };

/// Appends one row. not_enough: the balance's CHECK said no, nothing was written.
Moved append_movement(store::Connection& db, const Movement& movement, const MovedBy& by);

/// Brings on_hand to `quantity` by a movement of the difference (none where it is equal already):
/// doing it twice changes nothing. not_enough where more is reserved than would be left.
Moved set_on_hand(store::Connection& db, const WarehouseCode& warehouse, const Sku& sku,
                  Quantity quantity, std::string_view kind, const MovedBy& by);

/// Inserts or renames; `priority` orders the warehouses for reservations, lowest first.
bool put_warehouse(store::Connection& db, const Warehouse& warehouse, std::int64_t priority);

struct Balance {
  Sku sku;
  WarehouseCode warehouse;
  Quantity on_hand;
  Quantity reserved;
  /// Set aside for devices and people; see allotments.hpp.
  Quantity allotted = {};
  Quantity available() const {
    return Quantity{on_hand.thousandths - reserved.thousandths - allotted.thousandths};
  }
};

/// The balances of one product, in the order of the warehouses' priority.
std::vector<Balance> balances(store::Connection& db, const Sku& sku);

/// Whether the company keeps stock at all: it does from its first warehouse on.
bool keeps_stock(store::Connection& db);

}  // namespace tally::server::stock
