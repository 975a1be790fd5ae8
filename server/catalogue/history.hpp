// History: orders of the past, sent the same way as a rep's order.
// In go an order, its day and who took it; out comes the stored order. It is decided as of its own
// day by the published snapshot, by the same prepare() and commit_order() as what a device sends:
// goods are reserved, events are written, the same order twice is one.
// It opens no files: import_orders.hpp and the demo company bring the orders.
//   const auto prepared = prepare_history_order(db, snapshots, order);
//   HistoryEntry entry = commit_history_order(db, prepared);
#pragma once

#include <optional>
#include <string>

#include "server/orders/commit.hpp"
#include "server/sync/snapshots.hpp"
#include "shared/data/order.hpp"

namespace tally::server::catalogue {

struct HistoryOrder {
  RawOrder order;
  Date day;
  /// When it was taken, for the events and the stock ledger.
  Instant at;
  std::string login;
};

struct HistoryEntry {
  orders::OrderCommitted committed;
  /// The state it got when it was stored, whatever people have done with it since.
  orders::State first_state = orders::State::waiting;
  /// What the order's own decision says to a person first: its first issue that is no note.
  std::string first_reason;
  /// Why it was not stored; the whole import ends.
  Issues failures;
};

/// An order that is ready for the writer; not decided where the same id is stored already.
struct HistoryPrepared {
  HistoryOrder order;
  orders::Submission submission;
  std::optional<orders::Prepared> prepared;
  Issues failures;
};

/// Reads and decides; `db` is only asked whether the order is there already, so that this can run
/// on a thread of its own, ahead of the writer.
HistoryPrepared prepare_history_order(store::Connection& db, sync::Snapshots& snapshots,
                                      HistoryOrder order);

/// Runs inside a change of the writer.
HistoryEntry commit_history_order(store::Connection& db, const HistoryPrepared& order);

}  // namespace tally::server::catalogue
