// Desk: what a person decides about an order: approve, send back, cancel.
// In go the order's id, the action with its words, and who; out comes the order as it is then.
// Approving reserves the goods in the same transaction; what is short keeps the order waiting
// unless a backorder is wanted, and so does credit that only finance may release
// (credit_release.hpp). Cancelling gives reserved goods back. Each decision is an event.
// Roles are the route table's; it changes no price, no line and no document.
//   store.write([&](Connection& db) { answer = commit_decision(db, decision, by); … });
#pragma once

#include <optional>
#include <string>

#include "server/orders/commit.hpp"
#include "server/orders/rows.hpp"
#include "server/stock/reserve.hpp"
#include "shared/data/company.hpp"

namespace tally::server::orders {

struct DeskDecision {
  std::string order_id;
  Action action = Action::approve;
  std::string note;
  /// The revision the person saw; nullopt takes whatever there is.
  std::optional<std::int64_t> revision;
  stock::Backorder backorder = stock::Backorder::no;
  /// Whose decision it is: the desk approves orders, finance releases credit, an admin does both.
  Role role = Role::desk;
};

struct DecisionCommitted {
  /// order_unknown, order_revision_stale, order_state_refuses, note_missing,
  /// approval_not_of_finance, credit_reason_missing; empty where it was done.
  Issues issues;
  OrderRow row;
  bool failed = false;
};

DecisionCommitted commit_decision(store::Connection& db, const DeskDecision& decision,
                                  const Sender& by);

}  // namespace tally::server::orders
