#include "server/orders/standing.hpp"

#include "server/receivables/accounts.hpp"
#include "server/receivables/open_items.hpp"
#include "server/store/facts.hpp"
#include "shared/credit/duplicates.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

/// A setting that was checked when it was written.
std::int64_t read_number(Connection& db, std::string_view name) {
  return parse_decimal(store::read_setting(db, name), 0).value_or(0);
}

bool is_first_order(Connection& db, const OrderRow& row) {
  // Rows count up, so an amendment does not make a first order a later one.
  Query find = db.query("SELECT 1 FROM orders WHERE customer = ?1 AND \"row\" < ?2 "
                        "AND state NOT IN ('refused', 'cancelled') LIMIT 1");
  find.bind(1, row.customer).bind(2, row.row);
  return find.step() != Step::row;
}

/// With this one; the state does not count: what was refused was sent all the same.
std::int64_t orders_in_hour(Connection& db, const OrderRow& row) {
  Query count = db.query("SELECT count(*) FROM order_standing WHERE customer = ?1 "
                         "AND at_ms > ?2 AND at_ms <= ?3 AND order_row <> ?4");
  count.bind(1, row.customer).bind(2, row.captured.unix_ms - hour_ms);
  count.bind(3, row.captured.unix_ms).bind(4, row.row);
  return count.step() == Step::row ? count.integer(0) + 1 : 1;
}

/// From customer to customer through the index: who orders there every day has thousands of rows.
std::int64_t others_at(Connection& db, const OrderRow& row, const std::string& place) {
  if (place.empty()) return 0;
  Query count = db.query(
      "WITH RECURSIVE buyer (code) AS ("
      "SELECT min(customer) FROM order_standing WHERE place = ?1 AND place <> '' UNION ALL "
      "SELECT (SELECT min(customer) FROM order_standing WHERE place = ?1 AND place <> '' "
      "AND customer > code) FROM buyer WHERE code IS NOT NULL) "
      "SELECT count(*) FROM buyer WHERE code IS NOT NULL AND code <> ?2");
  count.bind(1, place).bind(2, row.customer);
  return count.step() == Step::row ? count.integer(0) : 0;
}

void read_candidates(Query& select, std::vector<credit::Candidate>& candidates) {
  while (select.step() == Step::row) {
    candidates.push_back({say_number(select.integer(0)), select.text(1), select.text(2),
                          Instant{select.integer(3)}});
  }
}

#define TALLY_CANDIDATES                                                                     \
  "SELECT o.number, o.po_number, s.goods, s.at_ms FROM order_standing s "                    \
  "JOIN orders o ON o.\"row\" = s.order_row WHERE s.order_row <> ?2 AND s.customer = ?1 "    \
  "AND o.state NOT IN ('refused', 'cancelled') AND s.past = 0 "

Issues check_duplicates(Connection& db, const OrderRow& row, const Prepared& prepared) {
  std::vector<credit::Candidate> candidates;
  const std::string po = credit::po_key(row.po_number);
  if (!po.empty()) {
    // A blanket order's number stands on thousands: the latest few name one.
    Query select = db.query(TALLY_CANDIDATES "AND s.po_key = ?3 AND s.po_key <> '' "
                                             "ORDER BY s.order_row DESC LIMIT 50");
    select.bind(1, row.customer).bind(2, row.row).bind(3, po);
    read_candidates(select, candidates);
  }
  const std::int64_t window = read_number(db, "duplicate_window_hours");
  if (window > 0 && !prepared.goods.empty()) {
    Query select = db.query(TALLY_CANDIDATES
                            "AND s.at_ms BETWEEN ?3 AND ?4 AND s.goods = ?5 AND s.goods <> ''");
    select.bind(1, row.customer).bind(2, row.row);
    select.bind(3, row.captured.unix_ms - window * hour_ms);
    select.bind(4, row.captured.unix_ms + window * hour_ms).bind(5, prepared.goods);
    read_candidates(select, candidates);
  }
  const credit::OrderKeys keys{row.customer_name, row.po_number, prepared.goods, row.captured};
  return credit::decide_duplicates(keys, candidates, window, prepared.overrides);
}

Issues check_unusual(Connection& db, const OrderRow& row) {
  const std::string wanted = store::read_setting(db, "fraud_review");
  if (wanted.empty()) return {};
  const auto review = credit::read_fraud_review(wanted);
  const auto facts = unusual_facts(db, row);
  return review && facts ? credit::decide_fraud(*facts, *review) : Issues{};
}

std::optional<Money> total_of(const OrderRow& row) {
  const auto currency = Currency::parse(row.currency);
  if (!currency || !row.total) return std::nullopt;
  return Money{*row.total, *currency};
}

/// What finance wrote down, without any sum.
credit::CreditFacts account_facts(Connection& db, const OrderRow& row) {
  credit::CreditFacts facts;
  facts.customer = row.customer_name.empty() ? row.customer : row.customer_name;
  facts.currency = Currency::parse(row.currency).value_or(Currency{});
  facts.invoices = facts.orders = Money{0, facts.currency};
  facts.order = total_of(row);
  facts.hold = receivables::find_hold(db, row.customer);
  if (const auto account = receivables::find_account(db, row.customer, facts.currency)) {
    facts.limit = account->limit;
    facts.action = account->action;
    // The days of an account in another currency are not this order's.
    if (account->currency == facts.currency) facts.overdue_days_max = account->overdue_days_max;
  }
  return facts;
}

void add_sums(Connection& db, const OrderRow& row, Instant now, credit::CreditFacts& facts) {
  facts.invoices.minor = receivables::owed_by(db, row.customer, facts.currency);
  facts.orders.minor = receivables::ordered_by(db, row.customer, facts.currency,
                                               open_orders_from(db, now), row.row);
}

}  // namespace

Date day_of(Instant at) {
  const std::int64_t whole = at.unix_ms / day_ms;
  return Date::from_days(static_cast<std::int32_t>(at.unix_ms % day_ms < 0 ? whole - 1 : whole));
}

Date open_orders_from(Connection& db, Instant now) {
  const std::int64_t days = read_number(db, "credit_open_order_days");
  return day_of(now).plus_days(static_cast<std::int32_t>(-days));
}

credit::CreditPolicy credit_policy(Connection& db) {
  credit::CreditPolicy policy;
  policy.action = parse_credit_action(store::read_setting(db, "credit_action"))
                      .value_or(CreditAction::route);
  policy.tolerance =
      parse_rate(store::read_setting(db, "credit_tolerance_percent")).value_or(Rate{});
  const auto days = parse_decimal(store::read_setting(db, "overdue_days_max"), 0);
  if (days) policy.overdue_days_max = static_cast<std::int32_t>(*days);
  if (read_number(db, "credit_open_order_days") == 0) {
    policy.open_orders = credit::OpenOrders::left_out;
  }
  return policy;
}

credit::CreditFacts credit_facts(Connection& db, const OrderRow& row, Instant now) {
  credit::CreditFacts facts = account_facts(db, row);
  add_sums(db, row, now, facts);
  facts.oldest = receivables::oldest_overdue(db, row.customer, day_of(now));
  return facts;
}

credit::CreditDecision check_credit(Connection& db, const OrderRow& row, Instant now) {
  credit::CreditFacts facts = account_facts(db, row);
  const credit::CreditPolicy policy = credit_policy(db);
  if (facts.limit && facts.limit->currency == facts.currency) add_sums(db, row, now, facts);
  if (facts.overdue_days_max || policy.overdue_days_max) {
    facts.oldest = receivables::oldest_overdue(db, row.customer, day_of(now));
  }
  return credit::decide_credit(facts, policy);
}

bool put_standing(Connection& db, const OrderRow& row, const Prepared& prepared) {
  Query put = db.query(
      "INSERT OR REPLACE INTO order_standing (order_row, customer, at_ms, past, po_key, goods, "
      "place, billing_country, shipping_country, first_order, orders_in_hour, others_at_ship_to) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
  const std::string po = credit::po_key(row.po_number);
  const bool is_past = prepared.standing == Standing::past;
  put.bind(1, row.row).bind(2, row.customer).bind(3, row.captured.unix_ms);
  put.bind(4, std::int64_t{is_past}).bind(5, po).bind(6, prepared.goods);
  put.bind(7, prepared.parties.place).bind(8, prepared.parties.billing_country);
  put.bind(9, prepared.parties.shipping_country);
  put.bind(10, std::int64_t{!row.customer.empty() && is_first_order(db, row)});
  put.bind(11, orders_in_hour(db, row)).bind(12, others_at(db, row, prepared.parties.place));
  return put.run();
}

std::optional<Issues> check_standing(Connection& db, const OrderRow& row, const Prepared& prepared,
                                     Instant now) {
  Issues issues;
  if (prepared.standing == Standing::past || row.customer.empty()) return issues;
  for (const auto& part : {check_duplicates(db, row, prepared), check_unusual(db, row),
                           check_credit(db, row, now).issues}) {
    issues.insert(issues.end(), part.begin(), part.end());
  }
  if (db.fault() != 0) return std::nullopt;
  return issues;
}

std::optional<credit::FraudFacts> unusual_facts(Connection& db, const OrderRow& row) {
  Query find = db.query("SELECT first_order, billing_country, shipping_country, orders_in_hour, "
                        "others_at_ship_to FROM order_standing WHERE order_row = ?1 "
                        "AND orders_in_hour > 0");
  find.bind(1, row.row);
  if (find.step() != Step::row) return std::nullopt;
  credit::FraudFacts facts;
  facts.customer = row.customer_name.empty() ? row.customer : row.customer_name;
  facts.is_first_order = find.integer(0) != 0;
  facts.order = total_of(row);
  facts.billing_country = find.text(1);
  facts.shipping_country = find.text(2);
  facts.orders_in_hour = find.integer(3);
  facts.others_at_ship_to = find.integer(4);
  return facts;
}

}  // namespace tally::server::orders
