#include "server/orders/rule_facts.hpp"

#include <algorithm>

#include "server/orders/company_terms.hpp"
#include "server/orders/events.hpp"
#include "server/orders/standing.hpp"
#include "server/stock/outlook.hpp"
#include "server/sync/device_heads.hpp"
#include "shared/base/rounding.hpp"

namespace tally::server::orders {

using pipeline::OrderInputs;
using rules::OrderField;
using store::Connection;
using store::Query;
using wire::Step;

namespace {

constexpr std::int64_t basis_points = 10'000;
/// The ends of the fields' domains in order_words.def.
constexpr std::int64_t margin_min = -1'000'000;
constexpr std::int64_t credit_used_max = 100'000'000;
constexpr std::int64_t overdue_days_end = 100'000;
constexpr std::int64_t hours_end = 876'000;
constexpr std::int64_t ms_of_hour = 3'600'000;

bool has_accepted_before(Connection& db, const OrderRow& row) {
  Query find = db.query("SELECT 1 FROM orders WHERE customer = ?1 AND \"row\" < ?2 "
                        "AND state = 'accepted' LIMIT 1");
  return find.bind(1, row.customer).bind(2, row.row).step() == Step::row;
}

/// Hours since the customer ordered the same goods for the same places.
std::optional<std::int64_t> hours_since(Connection& db, const OrderRow& row,
                                        const std::string& goods) {
  if (goods.empty() || row.customer.empty()) return std::nullopt;
  Query find = db.query(
      "SELECT s.at_ms FROM order_standing s JOIN orders o ON o.\"row\" = s.order_row "
      "WHERE s.customer = ?1 AND s.goods = ?2 AND s.goods <> '' AND s.order_row <> ?3 "
      "AND s.at_ms <= ?4 AND o.state NOT IN ('refused', 'cancelled') "
      "ORDER BY s.at_ms DESC LIMIT 1");
  find.bind(1, row.customer).bind(2, goods).bind(3, row.row).bind(4, row.captured.unix_ms);
  if (find.step() != Step::row) return std::nullopt;
  return std::min((row.captured.unix_ms - find.integer(0)) / ms_of_hour, hours_end);
}

bool is_place_known(Connection& db, const OrderRow& row, const std::string& place) {
  Query find = db.query(
      "SELECT 1 FROM order_standing s JOIN orders o ON o.\"row\" = s.order_row "
      "WHERE s.place = ?1 AND s.place <> '' AND s.order_row <> ?2 AND o.state = 'accepted' "
      "LIMIT 1");
  return find.bind(1, place).bind(2, row.row).step() == Step::row;
}

/// Missing where the cost of any line is.
std::optional<std::int64_t> margin_points(Connection& db, const OrderRow& row) {
  const auto margin = margin_of(db, row.row);
  if (!margin || margin->lines_without_cost > 0 || margin->net <= 0) return std::nullopt;
  const auto points = round_div(int128{margin->net - margin->cost} * basis_points, margin->net,
                                Rounding::half_up);
  return std::clamp(points.value_or(margin_min), margin_min, basis_points);
}

/// With this order; missing where no limit in its currency was set.
std::optional<std::int64_t> credit_points(const credit::CreditFacts& facts) {
  if (!facts.limit || facts.limit->currency != facts.currency || !facts.order) return std::nullopt;
  const int128 used =
      int128{facts.invoices.minor} + facts.orders.minor + facts.order->minor;
  if (used <= 0) return 0;
  if (facts.limit->minor == 0) return credit_used_max;
  const auto points = round_div(used * basis_points, facts.limit->minor, Rounding::up);
  return std::min(points.value_or(credit_used_max), credit_used_max);
}

void put_customer_facts(Connection& db, const OrderRow& row, const Prepared& prepared,
                        const Sender& sender, OrderInputs& inputs) {
  const bool is_first = row.customer.empty() || !has_accepted_before(db, row);
  inputs.set(OrderField::first_order, is_first ? 1 : 0);
  const credit::CreditFacts credit = credit_facts(db, row, sender.at);
  if (const auto used = credit_points(credit)) inputs.set(OrderField::credit_used, *used);
  const std::int64_t days = credit.oldest ? credit.oldest->days : 0;
  inputs.set(OrderField::days_overdue, std::clamp<std::int64_t>(days, 0, overdue_days_end));
  if (const auto hours = hours_since(db, row, prepared.goods)) {
    inputs.set(OrderField::hours_since_same, *hours);
  }
  if (const auto unusual = unusual_facts(db, row)) {
    const std::int64_t others = std::max<std::int64_t>(unusual->orders_in_hour - 1, 0);
    inputs.set(OrderField::orders_last_hour, others);
  }
}

}  // namespace

void put_rule_facts(Connection& db, const OrderRow& row, const Prepared& prepared,
                    const Sender& sender, OrderInputs& inputs) {
  put_customer_facts(db, row, prepared, sender, inputs);
  if (const auto margin = margin_points(db, row)) inputs.set(OrderField::margin, *margin);
  const std::string& place = prepared.parties.place;
  if (!place.empty()) inputs.set(OrderField::place_known, is_place_known(db, row, place) ? 1 : 0);
  const std::string device =
      sender.device.empty() ? sync::device_of_order(db, row.row) : sender.device;
  const stock::Outlook found = stock::outlook(db, wanted_lines(db, row.row),
                                              {.login = row.rep, .device = device}, sender.at);
  // A company that keeps no stock is short of nothing.
  const bool keeps = stock::keeps_stock(db);
  inputs.set(OrderField::short_lines, keeps ? found.short_lines : 0);
  for (const std::string& word : prepared.ruled.book->words().list("warehouse")) {
    const auto code = WarehouseCode::parse(word);
    const bool is_there = code && found.complete_at.contains(*code);
    inputs.set_listed(OrderField::in_stock_at, "warehouse", word, is_there ? 1 : 0);
  }
}

}  // namespace tally::server::orders
