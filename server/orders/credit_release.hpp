// Credit release: what approving means for an order that its customer's credit does not carry.
// In go a waiting order, who approves it and why; out comes whether the approval may go on.
// The desk approves orders and finance releases credit; an admin may do both. What is on hold
// nobody releases: it waits for a payment, a higher limit, or the hold to be taken off.
// The facts are read in the transaction that approves. A release is for the amount that was seen:
// an order that was amended to more needs another.
//   const CreditStep step = release_credit(db, row, decision, by);
#pragma once

#include "server/orders/desk.hpp"
#include "server/orders/rows.hpp"
#include "server/store/connection.hpp"

namespace tally::server::orders {

struct CreditStep {
  enum class End : std::uint8_t {
    /// Credit is no obstacle (any more): go on approving. The row's reasons say so.
    clear,
    /// Released, but the desk has to decide the rest: the order waits on.
    released,
    /// It waits on for what stands among the row's reasons now.
    held_up,
    /// Not this person's to do; `issue` says why.
    refused,
    failed,
  };
  End end = End::failed;
  std::optional<Issue> issue = std::nullopt;
};

/// Issues: approval_not_of_finance, credit_reason_missing. Writes the release and the row's reasons
/// (in the row only), not its state.
CreditStep release_credit(store::Connection& db, OrderRow& row, const DeskDecision& decision,
                          const Sender& by);

/// What was released of this order last, in minor units of its currency; nullopt: nothing.
std::optional<std::int64_t> released_amount(store::Connection& db, const OrderRow& row);

}  // namespace tally::server::orders
