// Order as JSON: what lists and details show.
// In go rows; out come objects whose money is minor units, whose quantities are thousandths and
// whose instants are ISO 8601 in UTC, as in the outcome. Documents travel as texts: their exact
// bytes. It hides nothing: who may see an order is decided before.
//   json.raw(order_json(row));
#pragma once

#include <string>

#include "server/orders/delivery_notes.hpp"
#include "server/orders/rows.hpp"
#include "server/orders/submit.hpp"
#include "shared/data/company.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::orders {

/// The fields that lists and details share, into an object that is open.
void put_order_summary(wire::JsonWriter& json, const OrderRow& row);
/// One order of a list.
std::string order_json(const OrderRow& row);
/// The whole order, with what `role` may do to it now.
std::string order_detail_json(store::Connection& db, const OrderRow& row, Role role, Instant now);
/// The fields of a note, into an object that is open.
void put_delivery_note(wire::JsonWriter& json, const DeliveryNote& note);
/// The answer to a submission.
std::string submitted_json(const Submitted& submitted);

}  // namespace tally::server::orders
