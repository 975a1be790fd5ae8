#include "server/orders/order_parts.hpp"

#include <algorithm>
#include <iterator>

#include "server/orders/company_terms.hpp"
#include "server/orders/delivery_notes.hpp"
#include "server/orders/events.hpp"
#include "server/orders/reasons.hpp"
#include "server/orders/standing.hpp"
#include "server/rulebook/order_rulings.hpp"
#include "server/stock/ledger.hpp"
#include "server/stock/reserve.hpp"
#include "server/sync/device_heads.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;

std::optional<std::int64_t> minor_of(const std::optional<Money>& money) {
  if (!money) return std::nullopt;
  return money->minor;
}

void fill_summary(OrderRow& row, const Prepared& prepared) {
  const Outcome& outcome = prepared.outcome;
  row.customer = outcome.customer ? outcome.customer->text() : std::string();
  row.customer_name = prepared.customer_name;
  row.po_number = outcome.po_number;
  row.currency = outcome.net ? std::string(outcome.net->currency.code()) : std::string();
  row.net = minor_of(outcome.net);
  row.tax = minor_of(outcome.tax);
  row.total = minor_of(outcome.total);
  row.line_count = static_cast<std::int64_t>(outcome.lines.size());
}

bool put_lines(Connection& db, std::int64_t row, const Outcome& outcome) {
  std::int64_t position = 0;
  for (const LineOutcome& line : outcome.lines) {
    const std::string sku = line.sku ? line.sku->text() : std::string();
    Query put = db.query("INSERT INTO order_line (order_row, position, line_id, sku, quantity, "
                         "net, tax) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    put.bind(1, row).bind(2, position++).bind(3, line.id).bind(4, sku);
    put.bind(5, line.quantity.value_or(Quantity{}).thousandths);
    if (!put.bind(6, minor_of(line.net)).bind(7, minor_of(line.tax)).run()) return false;
  }
  return true;
}

namespace {

/// An order that a device just sent is in no log yet.
std::string device_of(Connection& db, const OrderRow& row, const Sender& sender) {
  return sender.device.empty() ? sync::device_of_order(db, row.row) : sender.device;
}

/// The issues stand among the reasons; the state stays.
bool note(Connection& db, OrderRow& row, const Issues& issues) {
  row.reasons = add_reasons(row.reasons, issues);
  Query update = db.query("UPDATE orders SET state = ?2, reasons = ?3 WHERE \"row\" = ?1");
  return update.bind(1, row.row).bind(2, state_name(row.state)).bind(3, row.reasons).run();
}

bool wait_for(Connection& db, OrderRow& row, const Issues& issues) {
  row.state = State::waiting;
  return note(db, row, issues);
}

bool reserve_or_wait(Connection& db, OrderRow& row, const Sender& sender) {
  const stock::MovedBy by{sender.login, sender.at};
  const stock::Reserved reserved =
      stock::reserve(db, row.row, wanted_lines(db, row.row), stock::Backorder::no,
                     {.login = row.rep, .device = device_of(db, row, sender)}, by);
  if (reserved.result == stock::Reserved::Result::failed) return false;
  return reserved.shortages.empty() || wait_for(db, row, stock_issues(reserved.shortages));
}

}  // namespace

bool accept_or_wait(Connection& db, OrderRow& row, const Prepared& prepared,
                    const Sender& sender) {
  if (!put_company_terms(db, row.row, prepared.outcome)) return false;
  if (!put_standing(db, row, prepared)) return false;
  if (!put_delivery_notes(db, row, prepared)) return false;
  if (row.state == State::refused) return true;
  auto issues = check_standing(db, row, prepared, sender.at);
  if (!issues) return false;
  auto ruled = rulebook::rule_order(db, row, prepared, sender);
  if (!ruled) return false;
  std::ranges::move(*ruled, std::back_inserter(*issues));
  if (row.state == State::accepted) {
    auto terms = check_company_terms(db, row.row, prepared.outcome);
    if (!terms) return false;
    std::ranges::move(*terms, std::back_inserter(*issues));
  }
  const bool stops = std::ranges::any_of(
      *issues, [](const Issue& issue) { return issue.severity != Severity::note; });
  if (stops) return wait_for(db, row, *issues);
  if (!issues->empty() && !note(db, row, *issues)) return false;
  if (row.state != State::accepted) return true;
  return !stock::keeps_stock(db) || reserve_or_wait(db, row, sender);
}

bool update_state(Connection& db, const OrderRow& row) {
  Query update = db.query("UPDATE orders SET state = ?2, revision = ?3, state_since_ms = ?4, "
                          "state_by = ?5, reasons = ?6 WHERE \"row\" = ?1");
  update.bind(1, row.row).bind(2, state_name(row.state)).bind(3, row.revision);
  update.bind(4, row.state_since.unix_ms).bind(5, row.state_by);
  return update.bind(6, row.reasons).run();
}

}  // namespace tally::server::orders
