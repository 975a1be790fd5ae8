// Commit: what an order, or a decision about one, writes: order, lines, event, reservation, ledger.
// In go a connection inside the writer's transaction and what was prepared; out comes the answer.
// Everything that must be true at once is checked here, in the same transaction that writes it:
// the id is new, the data are still the current ones, the goods are there, the revision is right.
// It asks no clock and no network; the writer's group commit is the shell around it.
//   store.write([&](Connection& db) { answer = commit_order(db, prepared, sender); … });
#pragma once

#include <optional>
#include <string>

#include "server/orders/decide.hpp"
#include "server/orders/rows.hpp"
#include "server/store/group_commit.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::orders {

struct Sender {
  std::string login;
  Instant at;
  /// When a device took it, by the device's clock.
  std::optional<Instant> captured = std::nullopt;
  /// The device that sent it, 32 digits; empty where a person did.
  std::string device = {};
};

struct OrderCommitted {
  enum class Result : std::uint8_t {
    stored,
    /// The same bytes were stored before: the row is the one of then.
    repeated,
    /// Another order has this id; what was sent is kept aside.
    id_reused,
    /// The snapshot that decided it is no longer current: decide again.
    outdated,
    failed,
  };
  Result result = Result::failed;
  OrderRow row;
  /// The outcome of record.
  std::string outcome;
};

OrderCommitted commit_order(store::Connection& db, const Prepared& prepared,
                            const Submission& submission, const Sender& sender);

/// Whether what the answer tells is to be kept.
store::Keep keep_of(const OrderCommitted& committed);

enum class AsideReason : std::uint8_t { order_id_reused, unreadable };
/// Keeps a document that cannot become an order; the same one twice is kept once.
bool keep_aside(store::Connection& db, AsideReason reason, std::string_view order_id,
                const Submission& submission, const Sender& sender);

}  // namespace tally::server::orders
