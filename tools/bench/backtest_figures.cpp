// A back-test over many generated orders, beside reading their rows alone.
#include <chrono>
#include <cstdio>

#include "server/ops/log.hpp"
#include "server/orders/submit.hpp"
#include "server/rulebook/backtest.hpp"
#include "server/rulebook/live_book.hpp"
#include "shared/wire/order_document.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/order_shop.hpp"

namespace tally::bench {

namespace {

using server::store::Connection;
using server::store::Keep;
using server::store::Written;
using Clock = std::chrono::steady_clock;

constexpr std::string_view live_rules =
    "Decide approval.\n"
    "Rule large: When the order total is at least €5,000, send the order to manager for "
    "approval.\n"
    "Rule first: When it is the customer's first order and the order total is at least €2,000, "
    "send the order to credit desk for approval.\n";
constexpr std::string_view tried_rules =
    "Decide approval.\n"
    "Rule large: When the order total is at least €4,000, send the order to manager for approval.\n"
    "Rule first: When it is the customer's first order, send the order to credit desk for "
    "approval.\n"
    "Rule often: When the number of orders in the last hour is at least 3, send the order to "
    "credit desk for approval.\n";

RuleBookText live_book() {
  RuleBookText book;
  book.currency = *Currency::parse("EUR");
  book.words = {{"team", {"manager", "credit desk"}}};
  book.sets = {{"live", std::string(live_rules)}};
  return book;
}

/// Copies of the first order, each with a total of its own, from 10.00 to 10,009.99.
bool copy_order(Connection& db, std::int64_t orders) {
  auto copies = db.query(
      "INSERT INTO orders (order_id, number, state, revision, state_since_ms, state_by, customer, "
      "customer_name, rep, po_number, currency, net, tax, total, line_count, captured_ms, as_of, "
      "core_version, snapshot, order_document, order_digest, device_outcome, outcome, reasons) "
      "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
      "SELECT printf('00000000-0000-4000-8000-%012d', i), i, 'accepted', 1, o.state_since_ms, "
      "o.state_by, o.customer, o.customer_name, o.rep, '', o.currency, "
      "1000 + i * 7919 % 1000000, 0, 1000 + i * 7919 % 1000000, o.line_count, o.captured_ms, "
      "o.as_of, o.core_version, o.snapshot, '', o.order_digest, '', '', '[]' "
      "FROM n, orders o WHERE o.\"row\" = 1");
  if (!copies.bind(1, orders).run()) return false;
  auto rulings = db.query(
      "INSERT INTO order_ruling (order_row, revision, at_ms, digest, ruling) "
      "SELECT o.\"row\", 1, r.at_ms, r.digest, json_set(r.ruling, '$.inputs[0].value', o.total, "
      "'$.inputs[1].value', o.\"row\" % 50 = 0) "
      "FROM orders o, order_ruling r WHERE r.id = 1 AND o.\"row\" > 1 "
      "AND json_extract(r.ruling, '$.inputs[0].field') = 'order total'");
  return rulings.run() && db.changed_rows() == orders - 1;
}

bool send_first(server::Server& shop, const Company& company) {
  server::orders::Submission submission;
  submission.order_document = wire::write_order(shop_order(demo_order(company, 100), 1));
  auto room = shop.services().order_room();
  return server::orders::submit(room, submission, "kim").issues.empty();
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// What any program has to do that looks at them all.
double read_rows(Connection& db) {
  const auto begin = Clock::now();
  std::int64_t bytes = 0;
  auto select = db.query("SELECT o.\"row\", o.total, r.ruling FROM orders o JOIN order_ruling r "
                         "ON r.order_row = o.\"row\" ORDER BY o.\"row\"");
  while (select.step() == wire::Step::row) bytes += std::ssize(select.view(2));
  return bytes > 0 ? seconds_since(begin) : 0;
}

}  // namespace

int run_backtest(Words words) {
  const std::filesystem::path folder = words[0];
  const int orders = number_or(words, 1, 1'000'000);
  server::ops::set_log_sink([](const std::string&) {});
  Company company = demo_company(2'000);
  company.rules = live_book();
  const auto shop = start_shop(folder / "shop", company);
  if (!shop || !shop->snapshots().publish(server::ops::system_clock().now())) return 1;
  if (!send_first(*shop, company)) return 1;
  const Written copied = shop->store().write([&](Connection& db) {
    return copy_order(db, orders) ? Keep::yes : Keep::no;
  });
  if (copied != Written::kept) return 1;
  const double baseline = read_rows(*shop->store().read());
  server::rulebook::BacktestProgress progress;
  const auto begin = Clock::now();
  const server::rulebook::BacktestWish wish{{"tried", std::string(tried_rules)}};
  const auto found = server::rulebook::run_backtest({shop->store(), shop->snapshots()},
                                                    *company.rules, wish, progress);
  const double seconds = seconds_since(begin);
  if (!found || found->orders != orders || found->decided_anew > 0) return 1;
  report("back-test: orders", static_cast<double>(found->orders), "");
  report("back-test: changed", static_cast<double>(found->changed), "");
  report("back-test", seconds, "s");
  report("back-test: reading the rows alone", baseline, "s");
  return 0;
}

}  // namespace tally::bench
