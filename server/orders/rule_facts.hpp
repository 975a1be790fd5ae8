// Rule facts: what only the server knows of an order and its rules may ask: first order, margin,
// credit used, days overdue, the same goods before, orders of the hour, a known place, goods there.
// In go a stored order and what rules have of it, inside the change that accepts it; out come the
// fields of the server. What is not known stays missing, so that a rule that needs it asks for a
// person. It decides nothing.
//   put_rule_facts(db, row, prepared, sender, inputs);
#pragma once

#include "server/orders/commit.hpp"
#include "shared/pipeline/order_inputs.hpp"

namespace tally::server::orders {

void put_rule_facts(store::Connection& db, const OrderRow& row, const Prepared& prepared,
                    const Sender& sender, pipeline::OrderInputs& inputs);

}  // namespace tally::server::orders
