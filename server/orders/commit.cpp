#include "server/orders/commit.hpp"

#include "server/orders/events.hpp"
#include "server/orders/reasons.hpp"
#include "server/stock/reserve.hpp"
#include "server/store/facts.hpp"
#include "server/sync/device_heads.hpp"
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

std::optional<std::int64_t> minor(const std::optional<Money>& money) {
  if (!money) return std::nullopt;
  return money->minor;
}

OrderRow make_row(Connection& db, const Prepared& prepared, const Sender& sender) {
  const Outcome& outcome = prepared.outcome;
  OrderRow row;
  row.order_id = prepared.order_id.text();
  row.number = next_number(db);
  row.state = prepared.state;
  row.revision = 1;
  row.state_since = sender.at;
  row.state_by = server_login;
  row.customer = outcome.customer ? outcome.customer->text() : std::string();
  row.customer_name = prepared.customer_name;
  row.rep = sender.login;
  row.po_number = outcome.po_number;
  row.currency = outcome.net ? std::string(outcome.net->currency.code()) : std::string();
  row.net = minor(outcome.net);
  row.tax = minor(outcome.tax);
  row.total = minor(outcome.total);
  row.line_count = static_cast<std::int64_t>(outcome.lines.size());
  row.captured = sender.at;
  row.reasons = reasons_json(reasons_of(prepared));
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

bool put_lines(Connection& db, std::int64_t row, const Outcome& outcome) {
  std::int64_t position = 0;
  for (const LineOutcome& line : outcome.lines) {
    const std::string sku = line.sku ? line.sku->text() : std::string();
    Query put = db.query("INSERT INTO order_line (order_row, position, line_id, sku, quantity, "
                         "net, tax) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    put.bind(1, row).bind(2, position++).bind(3, line.id).bind(4, sku);
    put.bind(5, line.quantity.value_or(Quantity{}).thousandths);
    if (!put.bind(6, minor(line.net)).bind(7, minor(line.tax)).run()) return false;
  }
  return true;
}

/// Reserves what an accepted order needs; where it is not there the order waits and says so.
bool reserve_or_wait(Connection& db, OrderRow& row, const Sender& sender) {
  const stock::MovedBy by{sender.login, sender.at};
  const stock::Reserved reserved =
      stock::reserve(db, row.row, wanted_lines(db, row.row), stock::Backorder::no,
                     {.login = row.rep, .device = sync::device_of_order(db, row.row)}, by);
  if (reserved.result == stock::Reserved::Result::failed) return false;
  if (reserved.shortages.empty()) return true;
  row.state = State::waiting;
  row.reasons = add_reasons(row.reasons, stock_issues(reserved.shortages));
  Query update = db.query("UPDATE orders SET state = ?2, reasons = ?3 WHERE \"row\" = ?1");
  return update.bind(1, row.row).bind(2, state_name(row.state)).bind(3, row.reasons).run();
}

bool store_order(Connection& db, OrderRow& row, const Prepared& prepared,
                 const Submission& submission, const Sender& sender) {
  if (!put_order(db, row, prepared, submission)) return false;
  if (!put_lines(db, row.row, prepared.outcome)) return false;
  if (row.state == State::accepted && stock::keeps_stock(db) &&
      !reserve_or_wait(db, row, sender)) {
    return false;
  }
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
  OrderDocuments documents = read_documents(db, known.row);
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
