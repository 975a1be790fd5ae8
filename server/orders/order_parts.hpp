// Order parts: the writes that storing, amending and deciding an order have in common.
// In go a connection inside the writer's transaction and a row; out comes whether it was written.
// It decides nothing and writes no event.
#pragma once

#include "server/orders/commit.hpp"
#include "server/orders/decide.hpp"
#include "server/orders/rows.hpp"

namespace tally::server::orders {

/// Minor units, or nothing.
std::optional<std::int64_t> minor_of(const std::optional<Money>& money);

/// What lists show of the outcome: customer, purchase order, amounts, lines.
void fill_summary(OrderRow& row, const Prepared& prepared);

bool put_lines(store::Connection& db, std::int64_t row, const Outcome& outcome);

/// Keeps what the order took and earned and how it stands among the customer's others, and reserves
/// what an accepted one needs. Where the credit does not carry it, the company has it already, the
/// rules want it with what the server knows, the goods are not there, a coupon is used up or the
/// margin is too small, it waits and says so. An order that waits anyway is told of credit, doubles
/// and rules too: whoever decides sees all at once.
bool accept_or_wait(store::Connection& db, OrderRow& row, const Prepared& prepared,
                    const Sender& sender);

/// State, revision, who and why.
bool update_state(store::Connection& db, const OrderRow& row);

}  // namespace tally::server::orders
