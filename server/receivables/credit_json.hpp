// Credit as JSON: what finance sees of a customer, and the desk of an order.
// In go a connection and a customer, or an order's row; out come objects whose money is minor units
// and whose days are ISO 8601. Figures are those of this moment, not of when the order came.
// It hides nothing: who may see credit is decided before.
//   response.json(200, customer_credit_json(db, customer, now));
#pragma once

#include <optional>
#include <string>

#include "server/orders/rows.hpp"
#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::receivables {

struct NamedCustomer {
  CustomerCode code;
  std::string name;
};

/// nullopt where the company has no such customer.
std::optional<NamedCustomer> find_customer(store::Connection& db, const CustomerCode& code);

/// Accounts by currency with what is used of each, open items, the hold, and the last changes.
std::string customer_credit_json(store::Connection& db, const NamedCustomer& customer, Instant now);

/// Every order that waits for its customer's credit, the one that waits longest first, with its
/// figures and findings of this moment; at most 200 of them, `total` says how many there are.
std::string waiting_credit_json(store::Connection& db, Instant now);

/// Writes "credit": {…} and "unusual": {…} of an order.
void put_order_credit(wire::JsonWriter& json, store::Connection& db, const orders::OrderRow& row,
                      Instant now);

}  // namespace tally::server::receivables
