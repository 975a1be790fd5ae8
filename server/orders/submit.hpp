// Submit: an order, from its bytes to its number.
// In go what a device sent and who sent it; out comes the stored order with the outcome of record,
// or the issues for which it was not stored. Reading and deciding happen on the caller's thread;
// only commit_order runs on the writer's. Where the data changed in between it decides again.
// It knows no HTTP: import and tests call it as the route does.
//   const Submitted submitted = submit(room, submission, "kim");
#pragma once

#include <string>

#include "server/ops/clock.hpp"
#include "server/orders/commit.hpp"
#include "server/store/store.hpp"
#include "server/sync/snapshots.hpp"

namespace tally::server::orders {

/// What the functions of this room work with.
struct OrderRoom {
  store::Store& store;
  sync::Snapshots& snapshots;
  ops::Clock clock;
};

/// What the company's settings say about orders.
Policies read_policies(store::Connection& db);
/// The draft, or the issues of a document that cannot become an order.
Result<Draft> read_draft(const Submission& submission);

struct Submitted {
  /// Empty where the order is stored, now or before.
  Issues issues;
  OrderRow row;
  std::string outcome;
  bool repeated = false;
};

Submitted submit(OrderRoom& room, const Submission& submission, const std::string& login);

}  // namespace tally::server::orders
