// Standing: how an order stands among the customer's others: what it adds to what is owed, whether
// it is one of them again, and what is unusual about it.
// In go a stored order and what was prepared of it, inside the change that accepts it; out come the
// reasons for which a person looks at it. The facts are read in the same transaction that writes,
// so of two orders that pass the limit together only one goes through.
// What is unusual is kept beside the order; rules read it. Histories are kept and not checked.
//   put_standing(db, row, prepared);   const auto reasons = check_standing(db, row, prepared, now);
#pragma once

#include <optional>

#include "server/orders/decide.hpp"
#include "server/orders/rows.hpp"
#include "server/store/connection.hpp"
#include "shared/base/issue.hpp"
#include "shared/credit/credit.hpp"
#include "shared/credit/fraud.hpp"

namespace tally::server::orders {

/// Keeps its PO number, its goods and what is unusual about it; replaces what was kept before.
bool put_standing(store::Connection& db, const OrderRow& row, const Prepared& prepared);

/// Issues of credit/: of doubles, of what is unusual, of credit; notes where a warning was passed
/// over. nullopt where the database failed.
std::optional<Issues> check_standing(store::Connection& db, const OrderRow& row,
                                     const Prepared& prepared, Instant now);

/// The credit of the order's customer, with every other accepted order counted and not this one.
/// Where nothing was written down of the customer and no days overdue are looked at, it passes
/// without the sums being read.
credit::CreditDecision check_credit(store::Connection& db, const OrderRow& row, Instant now);

/// The facts that check_credit reads, with all sums, for people to see.
credit::CreditFacts credit_facts(store::Connection& db, const OrderRow& row, Instant now);
credit::CreditPolicy credit_policy(store::Connection& db);
/// The first day whose accepted orders still count as open; orders count from today on where the
/// company leaves them out.
Date open_orders_from(store::Connection& db, Instant now);

/// As it was when the order was taken or amended; nullopt where it was taken before this was kept.
std::optional<credit::FraudFacts> unusual_facts(store::Connection& db, const OrderRow& row);

/// The day in UTC.
Date day_of(Instant at);

}  // namespace tally::server::orders
