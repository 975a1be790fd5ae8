// Parties: the names and addresses that a printed confirmation needs beside the outcome.
// In go a reader's connection and an order's row; out come two fields of its detail: the products
// of its lines by SKU, and the customer's addresses. Both are as the catalogue has them today.
// It decides nothing: figures come from the stored outcome only.
#pragma once

#include "server/orders/rows.hpp"
#include "server/store/connection.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::orders {

/// Writes "products": {"<sku>": {"name": …, "unit": …}, …}.
void put_products(wire::JsonWriter& json, store::Connection& db,
                  const std::vector<OrderLine>& lines);

/// Writes "parties": {"billing": {…}, "ship_tos": {"<code>": {…}, …}}.
void put_parties(wire::JsonWriter& json, store::Connection& db, const std::string& customer);

}  // namespace tally::server::orders
