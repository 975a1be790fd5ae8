// Delivery notes: what the warehouse must read and acknowledge before an order's goods leave.
// In go a stored order's outcome and, later, who read which note; out come the notes of the order
// with who acknowledged them and when, and the list of those that nobody has read yet.
// A note of a ship-to that changes, by whatever way, changes for the orders that go there, and an
// amendment for its own: what was acknowledged in other words has to be acknowledged again.
// It stops no order: whoever packs goods sees what is open.
//   put_delivery_notes(db, row, prepared);   acknowledge_note(db, row, "DOCK", note, sender);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/orders/commit.hpp"
#include "server/orders/rows.hpp"

namespace tally::server::orders {

/// As the history says it. A device that did not see it yet may still amend the order: see
/// sync::event_of_others.
inline constexpr std::string_view note_acknowledged = "delivery note acknowledged";

struct DeliveryNote {
  std::string ship_to;
  std::string note;
  /// What was acknowledged last, by whom and when; empty: nothing yet.
  std::string acknowledged;
  std::string by;
  Instant at;
  bool is_open() const { return note != acknowledged; }
};

/// Keeps the ship-tos of the order with their notes of today; what was acknowledged of those that
/// stay is kept. Orders of an imported history have left long ago and get none.
bool put_delivery_notes(store::Connection& db, const OrderRow& row, const Prepared& prepared);

/// In the order of the ship-tos' codes; those without words are left out.
std::vector<DeliveryNote> list_delivery_notes(store::Connection& db, std::int64_t row);

/// Writes who read it and an event, or nothing where these words were acknowledged before. The
/// issue: the order is not accepted, has no such note, or it says something else than `read`.
struct Acknowledged {
  std::optional<Issue> issue = std::nullopt;
  bool failed = false;
};
Acknowledged acknowledge_note(store::Connection& db, OrderRow& row, std::string_view ship_to,
                              std::string_view read, const Sender& by);

/// A note that nobody has acknowledged, of an accepted order that is not invoiced yet.
struct OpenNote {
  std::string order_id;
  std::int64_t number = 0;
  std::string customer_name;
  DeliveryNote note;
  Instant since;
  /// Where the next page begins.
  std::string place;
};
/// The oldest order first; `after`: the place of the last one seen. nullopt where it is none.
std::optional<std::vector<OpenNote>> list_open_notes(store::Connection& db, std::string_view after,
                                                     std::int64_t limit);
std::int64_t count_open_notes(store::Connection& db);

/// A step of the migrations.
extern const char* const schema_delivery_notes;

}  // namespace tally::server::orders
