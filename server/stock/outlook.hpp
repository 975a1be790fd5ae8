// Outlook: whether the goods of an order are there, without reserving any.
// In go the lines and for whom; out come how many lines no way of reserving would fill, and the
// warehouses that have all of it alone, with what is set aside for who ordered.
// It plans as reserve() would, so both say the same in one transaction.
//   const Outlook found = outlook(db, wanted_lines(db, row), {.login = "kim"});
#pragma once

#include <set>

#include "server/stock/reserve.hpp"

namespace tally::server::stock {

struct Outlook {
  std::int64_t short_lines = 0;
  std::set<WarehouseCode> complete_at;
};

Outlook outlook(store::Connection& db, const std::vector<Wanted>& wanted,
                const Claimant& claimant, Instant now);

}  // namespace tally::server::stock
