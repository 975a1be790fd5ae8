#include "server/orders/delivery_notes.hpp"

#include <algorithm>
#include <set>

#include "server/orders/events.hpp"
#include "server/orders/order_parts.hpp"
#include "shared/base/decimal.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;
using wire::Step;

// A row for each ship-to of an order, also where it has no note: one may come later. A customer is
// written as a whole, its notes taken out first: the triggers follow both steps, and because
// `acknowledged` stays, a note that comes back in the same words is still acknowledged.
const char* const schema_delivery_notes = R"sql(
CREATE TABLE delivery_note (
  order_row INTEGER NOT NULL REFERENCES orders ("row"), ship_to TEXT NOT NULL,
  customer TEXT NOT NULL, note TEXT NOT NULL, acknowledged TEXT NOT NULL DEFAULT '',
  acknowledged_by TEXT NOT NULL DEFAULT '', acknowledged_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_row, ship_to)) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_note_by_ship_to ON delivery_note (customer, ship_to);
CREATE INDEX delivery_note_open ON delivery_note (order_row, ship_to)
  WHERE note <> '' AND note <> acknowledged;
CREATE TRIGGER delivery_note_goes AFTER DELETE ON ship_to_note BEGIN
  UPDATE delivery_note SET note = '' WHERE note <> ''
    AND customer = (SELECT code FROM customer WHERE id = old.customer)
    AND ship_to IN (SELECT code FROM ship_to WHERE customer = old.customer);
END;
CREATE TRIGGER delivery_note_comes AFTER INSERT ON ship_to_note BEGIN
  UPDATE delivery_note SET note = new.note WHERE note <> new.note
    AND customer = (SELECT code FROM customer WHERE id = new.customer)
    AND ship_to = (SELECT code FROM ship_to WHERE customer = new.customer AND place = new.place);
END;
)sql";

// What is open, by its own small index whatever the planner thinks of it: never through all orders
// that were ever accepted. A macro, because SQL has to be a literal.
#define TALLY_OPEN_NOTES                                                                     \
  "FROM delivery_note AS n INDEXED BY delivery_note_open "                                   \
  "CROSS JOIN orders AS o ON o.\"row\" = n.order_row "                                       \
  "WHERE n.note <> '' AND n.note <> n.acknowledged AND o.state = 'accepted' "                 \
  "AND NOT EXISTS (SELECT 1 FROM open_item AS i WHERE i.order_row = n.order_row) "

namespace {

std::set<std::string> ship_tos_of(const Outcome& outcome) {
  std::set<std::string> codes;
  for (const LineOutcome& line : outcome.lines) {
    if (line.ship_to) codes.insert(line.ship_to->text());
    else if (outcome.ship_to) codes.insert(outcome.ship_to->text());
  }
  return codes;
}

/// Of a ship-to that came with the order.
std::string captured_note(const Prepared& prepared, const std::string& ship_to) {
  if (!prepared.captured) return {};
  for (const ShipTo& captured : prepared.captured->new_ship_tos) {
    if (captured.code.text() == ship_to) return captured.delivery_note;
  }
  return {};
}

/// What the company says of it today, else what came with the order.
std::string note_of(Connection& db, const OrderRow& row, const Prepared& prepared,
                    const std::string& ship_to) {
  Query find = db.query(
      "SELECT coalesce(n.note, '') FROM customer AS c JOIN ship_to AS s ON s.customer = c.id "
      "LEFT JOIN ship_to_note AS n ON n.customer = c.id AND n.place = s.place "
      "WHERE c.code = ?1 AND s.code = ?2");
  find.bind(1, row.customer).bind(2, ship_to);
  return find.step() == Step::row ? find.text(0) : captured_note(prepared, ship_to);
}

bool drop_others(Connection& db, const OrderRow& row, const std::set<std::string>& kept) {
  std::vector<std::string> gone;
  {
    Query select = db.query("SELECT ship_to FROM delivery_note WHERE order_row = ?1");
    select.bind(1, row.row);
    while (select.step() == Step::row) {
      if (!kept.contains(select.text(0))) gone.push_back(select.text(0));
    }
  }
  for (const std::string& ship_to : gone) {
    Query drop = db.query("DELETE FROM delivery_note WHERE order_row = ?1 AND ship_to = ?2");
    if (!drop.bind(1, row.row).bind(2, ship_to).run()) return false;
  }
  return true;
}

Issue say_not_accepted(const OrderRow& row) {
  return make_issue(IssueCode::order_state_refuses, "",
                    {{"number", say_number(row.number)},
                     {"state", std::string(say_state(row.state))},
                     {"wanted", std::string("acknowledged by the warehouse")}});
}

}  // namespace

bool put_delivery_notes(Connection& db, const OrderRow& row, const Prepared& prepared) {
  if (prepared.standing == Standing::past || row.customer.empty()) return true;
  const std::set<std::string> codes = ship_tos_of(prepared.outcome);
  if (!drop_others(db, row, codes)) return false;
  for (const std::string& ship_to : codes) {
    const std::string note = note_of(db, row, prepared, ship_to);
    Query put = db.query("INSERT INTO delivery_note (order_row, ship_to, customer, note) "
                         "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (order_row, ship_to) "
                         "DO UPDATE SET customer = excluded.customer, note = excluded.note");
    put.bind(1, row.row).bind(2, ship_to).bind(3, row.customer);
    if (!put.bind(4, note).run()) return false;
  }
  return true;
}

std::vector<DeliveryNote> list_delivery_notes(Connection& db, std::int64_t row) {
  Query select = db.query("SELECT ship_to, note, acknowledged, acknowledged_by, acknowledged_ms "
                          "FROM delivery_note WHERE order_row = ?1 AND note <> '' "
                          "ORDER BY ship_to");
  select.bind(1, row);
  std::vector<DeliveryNote> notes;
  while (select.step() == Step::row) {
    notes.push_back({select.text(0), select.text(1), select.text(2), select.text(3),
                     Instant{select.integer(4)}});
  }
  return notes;
}

Acknowledged acknowledge_note(Connection& db, OrderRow& row, std::string_view ship_to,
                              std::string_view read, const Sender& by) {
  if (row.state != State::accepted) return {say_not_accepted(row)};
  const auto notes = list_delivery_notes(db, row.row);
  const auto found = std::ranges::find(notes, ship_to, &DeliveryNote::ship_to);
  if (found == notes.end()) {
    return {make_issue(IssueCode::delivery_note_unknown, "",
                       {{"number", say_number(row.number)}, {"ship_to", std::string(ship_to)}})};
  }
  if (found->note != read) {
    return {make_issue(IssueCode::delivery_note_changed, "note",
                       {{"ship_to", found->ship_to}, {"note", found->note}})};
  }
  if (!found->is_open()) return {};
  Query put = db.query("UPDATE delivery_note SET acknowledged = note, acknowledged_by = ?3, "
                       "acknowledged_ms = ?4 WHERE order_row = ?1 AND ship_to = ?2");
  put.bind(1, row.row).bind(2, ship_to).bind(3, by.login).bind(4, by.at.unix_ms);
  row.revision += 1;
  OrderEvent event;
  event.at = by.at;
  event.by = by.login;
  event.what = note_acknowledged;
  event.words = found->ship_to + ": " + found->note;
  event.state = row.state;
  event.revision = row.revision;
  return {std::nullopt, !put.run() || !update_state(db, row) || !put_event(db, row.row, event)};
}

std::optional<std::vector<OpenNote>> list_open_notes(Connection& db, std::string_view after,
                                                     std::int64_t limit) {
  const std::size_t cut = after.find('/');
  const auto from = parse_decimal(after.empty() ? "0" : after.substr(0, cut), 0);
  if (!from || (!after.empty() && cut == std::string_view::npos)) return std::nullopt;
  const std::string_view behind = after.empty() ? after : after.substr(cut + 1);
  Query select = db.query(
      "SELECT o.order_id, o.number, o.customer_name, o.state_since_ms, n.order_row, n.ship_to, "
      "n.note, n.acknowledged, n.acknowledged_by, n.acknowledged_ms " TALLY_OPEN_NOTES
      "AND (n.order_row, n.ship_to) > (?1, ?2) ORDER BY n.order_row, n.ship_to LIMIT ?3");
  select.bind(1, *from).bind(2, behind).bind(3, limit);
  std::vector<OpenNote> notes;
  while (select.step() == Step::row) {
    OpenNote open{.order_id = select.text(0),
                  .number = select.integer(1),
                  .customer_name = select.text(2),
                  .note = {select.text(5), select.text(6), select.text(7), select.text(8),
                           Instant{select.integer(9)}},
                  .since = Instant{select.integer(3)}};
    open.place = std::to_string(select.integer(4)) + "/" + open.note.ship_to;
    notes.push_back(std::move(open));
  }
  return notes;
}

std::int64_t count_open_notes(Connection& db) {
  return db.figure("SELECT count(*) " TALLY_OPEN_NOTES);
}

#undef TALLY_OPEN_NOTES

}  // namespace tally::server::orders
