// Company terms: what only the company knows about an order's money: how often a coupon was used
// before, and what the goods cost.
// In go a stored order and its outcome, inside the change that accepts it; out come reasons for
// which a person looks at it: a coupon that is used up, a margin below the company's floor.
// What each order took by promotion and earned is kept beside it: prices and costs change.
// A device cannot know either, so none of it is part of the outcome; costs never reach a rep.
//   put_company_terms(db, row.row, outcome);   const auto reasons = check_company_terms(db, …);
#pragma once

#include <optional>

#include "server/store/connection.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"

namespace tally::server::orders {

/// What lines with a known cost earn, in minor units of the order's currency.
struct Margin {
  std::int64_t net = 0;
  /// Each line rounded half up.
  std::int64_t cost = 0;
  /// Lines of products without a cost in this currency: they are in neither sum.
  std::int64_t lines_without_cost = 0;
};

/// Keeps what promotions took and what the goods cost today; replaces what was kept before.
bool put_company_terms(store::Connection& db, std::int64_t order_row, const Outcome& outcome);

/// coupon_used_up, margin_below_floor; nullopt where the database failed.
std::optional<Issues> check_company_terms(store::Connection& db, std::int64_t order_row,
                                          const Outcome& outcome);

/// nullopt where the order has no line with a known cost.
std::optional<Margin> margin_of(store::Connection& db, std::int64_t order_row);

/// A step of the migrations.
extern const char* const schema_company_terms;

}  // namespace tally::server::orders
