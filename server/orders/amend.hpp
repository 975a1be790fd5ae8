// Amend: what a device changes about an order that the company has already.
// In go the order's row, what was prepared of the new document, or words; out comes the order as
// it is then. An amendment is a new version: lines, amounts and reserved goods follow it, and what
// was ordered first is kept with every version since. A note is an event. What starts from
// something that changed meanwhile is held for a person, with both sides in a sentence.
// Whether it starts from the right revision was judged before: it reads no device's log.
//   amend_order(db, row, prepared, submission, sender);
#pragma once

#include <string_view>

#include "server/orders/commit.hpp"
#include "server/orders/rows.hpp"

namespace tally::server::orders {

enum class Amended : std::uint8_t {
  done,
  /// The new document would be refused: the order stands as it was, its history says so.
  refused,
  /// The snapshot that decided it is no longer current: decide again.
  outdated,
  failed,
};
Amended amend_order(store::Connection& db, OrderRow& row, const Prepared& prepared,
                    const Submission& submission, const Sender& sender);

/// True where the latest version came from these very bytes.
bool is_latest_version(store::Connection& db, std::int64_t row, const Digest& order_digest);

/// One more event; nothing else changes.
bool add_note(store::Connection& db, OrderRow& row, std::string_view what, std::string_view words,
              const Sender& sender);

/// Puts the order before the desk for that issue, with an event; goods stay reserved. An order that
/// is final only gets the event.
bool hold_for_person(store::Connection& db, OrderRow& row, const Issue& issue,
                     std::string_view what, const Sender& sender);

/// Whether nothing more can be done to it.
bool is_final(State state);

}  // namespace tally::server::orders
