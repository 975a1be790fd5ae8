#include "server/orders/amend.hpp"

#include "server/orders/adopt.hpp"
#include "server/orders/events.hpp"
#include "server/orders/order_parts.hpp"
#include "server/orders/reasons.hpp"
#include "server/stock/reserve.hpp"
#include "server/store/facts.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;

namespace {

bool put_version(Connection& db, const OrderRow& row, const Prepared& prepared,
                 const Submission& submission, const Sender& sender) {
  const std::string as_of = prepared.outcome.as_of.print();
  const std::string snapshot = prepared.outcome.snapshot.text();
  const std::string digest = prepared.order_digest.text();
  Query put = db.query(
      "INSERT INTO order_version (order_row, version, revision, at_ms, by, as_of, core_version, "
      "snapshot, order_document, order_digest, device_outcome, outcome) SELECT ?1, "
      "coalesce(max(version), 1) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 "
      "FROM order_version WHERE order_row = ?1");
  put.bind(1, row.row).bind(2, row.revision).bind(3, sender.at.unix_ms).bind(4, sender.login);
  put.bind(5, as_of).bind(6, prepared.outcome.core_version).bind(7, snapshot);
  put.bind(8, submission.order_document).bind(9, digest).bind(10, submission.claim.outcome);
  return put.bind(11, prepared.outcome_bytes).run();
}

bool replace_lines(Connection& db, std::int64_t row, const Outcome& outcome) {
  Query remove = db.query("DELETE FROM order_line WHERE order_row = ?1");
  return remove.bind(1, row).run() && put_lines(db, row, outcome);
}

bool update_summary(Connection& db, const OrderRow& row) {
  Query update = db.query(
      "UPDATE orders SET customer = ?2, customer_name = ?3, po_number = ?4, currency = ?5, "
      "net = ?6, tax = ?7, total = ?8, line_count = ?9 WHERE \"row\" = ?1");
  update.bind(1, row.row).bind(2, row.customer).bind(3, row.customer_name);
  update.bind(4, row.po_number).bind(5, row.currency).bind(6, row.net).bind(7, row.tax);
  return update.bind(8, row.total).bind(9, row.line_count).run();
}

bool put_history(Connection& db, const OrderRow& row, std::string_view what,
                 std::string_view words, const Sender& sender) {
  OrderEvent event;
  event.at = sender.at;
  event.by = sender.login;
  event.what = what;
  event.words = words;
  event.state = row.state;
  event.revision = row.revision;
  return put_event(db, row.row, event);
}

}  // namespace

bool is_final(State state) { return state == State::refused || state == State::cancelled; }

Amended amend_order(Connection& db, OrderRow& row, const Prepared& prepared,
                    const Submission& submission, const Sender& sender) {
  if (store::read_fact(db, store::Fact::current_snapshot) != prepared.snapshot_number) {
    return Amended::outdated;
  }
  const std::string said = explain::say_verdict(prepared.outcome);
  if (prepared.state == State::refused) {
    const bool noted = add_note(db, row, "amendment not applied", said, sender);
    return noted ? Amended::refused : Amended::failed;
  }
  row.state = prepared.state;
  row.state_since = sender.at;
  row.state_by = server_login;
  row.revision += 1;
  row.reasons = reasons_json(reasons_of(prepared));
  fill_summary(row, prepared);
  const bool written = stock::release(db, row.row, {sender.login, sender.at}) &&
                       put_version(db, row, prepared, submission, sender) &&
                       replace_lines(db, row.row, prepared.outcome) && update_summary(db, row) &&
                       update_state(db, row);
  if (!written) return Amended::failed;
  if (!accept_or_wait(db, row, prepared, sender)) return Amended::failed;
  if (!adopt_accepted(db, row, prepared, sender)) return Amended::failed;
  return put_history(db, row, "amended", said, sender) ? Amended::done : Amended::failed;
}

bool is_latest_version(Connection& db, std::int64_t row, const Digest& order_digest) {
  return read_documents(db, row).order_digest == order_digest.text();
}

bool add_note(Connection& db, OrderRow& row, std::string_view what, std::string_view words,
              const Sender& sender) {
  row.revision += 1;
  return update_state(db, row) && put_history(db, row, what, words, sender);
}

bool hold_for_person(Connection& db, OrderRow& row, const Issue& issue, std::string_view what,
                     const Sender& sender) {
  row.revision += 1;
  if (!is_final(row.state)) {
    row.reasons = add_reasons(row.reasons, {issue});
    if (row.state != State::waiting) {
      row.state = State::waiting;
      row.state_since = sender.at;
      row.state_by = server_login;
    }
  }
  const std::string words = explain::say_issue(issue).sentence;
  return update_state(db, row) && put_history(db, row, what, words, sender);
}

}  // namespace tally::server::orders
