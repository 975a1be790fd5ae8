#include "server/orders/commit.hpp"

#include <algorithm>

#include "server/orders/adopt.hpp"
#include "server/orders/events.hpp"
#include "server/orders/order_parts.hpp"
#include "server/orders/reasons.hpp"
#include "server/store/facts.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

std::int64_t next_number(Connection& db) {
  Query find = db.query("SELECT coalesce(max(number), 0) + 1 FROM orders");
  return find.step() == Step::row ? find.integer(0) : 0;
}

bool number_is_free(Connection& db, std::int64_t number) {
  Query find = db.query("SELECT 1 FROM orders WHERE number = ?1");
  find.bind(1, number);
  return find.step() != Step::row;
}

/// The number it had before a restore, as long as no other order has it now.
std::int64_t choose_number(Connection& db, const Prepared& prepared, Issues& reasons) {
  if (!prepared.number_before) return next_number(db);
  if (number_is_free(db, *prepared.number_before)) return *prepared.number_before;
  const std::int64_t number = next_number(db);
  reasons.push_back(make_issue(IssueCode::number_taken, "",
                               {{"before", say_number(*prepared.number_before)},
                                {"number", say_number(number)}}));
  return number;
}

OrderRow make_row(Connection& db, const Prepared& prepared, const Sender& sender) {
  OrderRow row;
  Issues reasons = reasons_of(prepared);
  row.order_id = prepared.order_id.text();
  row.number = choose_number(db, prepared, reasons);
  row.state = prepared.state;
  row.revision = 1;
  row.state_since = sender.at;
  row.state_by = server_login;
  row.rep = sender.login;
  // A clock that is ahead must not date an order into the future.
  row.captured = std::min(sender.captured.value_or(sender.at), sender.at);
  fill_summary(row, prepared);
  row.reasons = reasons_json(reasons);
  return row;
}

bool put_order(Connection& db, OrderRow& row, const Prepared& prepared,
               const Submission& submission) {
  const std::string as_of = prepared.outcome.as_of.print();
  const std::string snapshot = prepared.outcome.snapshot.text();
  const std::string digest = prepared.order_digest.text();
  Query put = db.query(
      "INSERT INTO orders (order_id, number, state, revision, state_since_ms, state_by, customer, "
      "customer_name, rep, po_number, currency, net, tax, total, line_count, captured_ms, as_of, "
      "core_version, snapshot, order_document, order_digest, device_outcome, outcome, reasons) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
      "?19, ?20, ?21, ?22, ?23, ?24)");
  put.bind(1, row.order_id).bind(2, row.number).bind(3, state_name(row.state));
  put.bind(4, row.revision).bind(5, row.state_since.unix_ms).bind(6, row.state_by);
  put.bind(7, row.customer).bind(8, row.customer_name).bind(9, row.rep).bind(10, row.po_number);
  put.bind(11, row.currency).bind(12, row.net).bind(13, row.tax).bind(14, row.total);
  put.bind(15, row.line_count).bind(16, row.captured.unix_ms).bind(17, as_of);
  put.bind(18, prepared.outcome.core_version).bind(19, snapshot);
  put.bind(20, submission.order_document).bind(21, digest).bind(22, submission.claim.outcome);
  if (!put.bind(23, prepared.outcome_bytes).bind(24, row.reasons).run()) return false;
  row.row = db.last_row_id();
  return true;
}

bool store_order(Connection& db, OrderRow& row, const Prepared& prepared,
                 const Submission& submission, const Sender& sender) {
  if (!put_order(db, row, prepared, submission)) return false;
  if (!put_lines(db, row.row, prepared.outcome)) return false;
  if (!accept_or_wait(db, row, prepared, sender)) return false;
  if (!adopt_accepted(db, row, prepared, sender)) return false;
  OrderEvent event;
  event.at = sender.at;
  event.by = sender.login;
  event.what = "submitted";
  event.words = explain::say_verdict(prepared.outcome);
  event.state = row.state;
  event.revision = row.revision;
  return put_event(db, row.row, event);
}

/// The answer for an id that is there already.
OrderCommitted answer_known(Connection& db, OrderRow known, const Prepared& prepared,
                            const Submission& submission, const Sender& sender) {
  OrderCommitted committed;
  // The order as it first came: what amendments made of it since does not make it another one.
  OrderDocuments documents = read_first_documents(db, known.row);
  if (documents.order_digest == prepared.order_digest.text()) {
    committed.result = OrderCommitted::Result::repeated;
    committed.outcome = std::move(documents.outcome);
  } else if (keep_aside(db, AsideReason::order_id_reused, known.order_id, submission, sender)) {
    committed.result = OrderCommitted::Result::id_reused;
  }
  committed.row = std::move(known);
  return committed;
}

}  // namespace

OrderCommitted commit_order(Connection& db, const Prepared& prepared,
                            const Submission& submission, const Sender& sender) {
  if (auto known = find_order(db, prepared.order_id.text())) {
    return answer_known(db, *std::move(known), prepared, submission, sender);
  }
  OrderCommitted committed;
  if (store::read_fact(db, store::Fact::current_snapshot) != prepared.snapshot_number) {
    committed.result = OrderCommitted::Result::outdated;
    return committed;
  }
  committed.row = make_row(db, prepared, sender);
  if (!store_order(db, committed.row, prepared, submission, sender)) return committed;
  committed.outcome = prepared.outcome_bytes;
  committed.result = OrderCommitted::Result::stored;
  return committed;
}

store::Keep keep_of(const OrderCommitted& committed) {
  const bool keep = committed.result == OrderCommitted::Result::stored ||
                    committed.result == OrderCommitted::Result::id_reused ||
                    committed.result == OrderCommitted::Result::repeated;
  return keep ? store::Keep::yes : store::Keep::no;
}

bool keep_aside(Connection& db, AsideReason reason, std::string_view order_id,
                const Submission& submission, const Sender& sender) {
  const std::string digest = sha256(submission.order_document).text();
  Query put = db.query(
      "INSERT OR IGNORE INTO order_aside (at_ms, by, reason, order_id, document_digest, document, "
      "device_outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  put.bind(1, sender.at.unix_ms).bind(2, sender.login);
  put.bind(3, reason == AsideReason::unreadable ? "unreadable" : "order_id_reused");
  put.bind(4, order_id).bind(5, digest).bind(6, submission.order_document);
  return put.bind(7, submission.claim.outcome).run();
}

}  // namespace tally::server::orders
