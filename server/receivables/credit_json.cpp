#include "server/receivables/credit_json.hpp"

#include <algorithm>
#include <array>

#include "server/orders/order_json.hpp"
#include "server/orders/reasons.hpp"
#include "server/orders/standing.hpp"
#include "server/receivables/accounts.hpp"
#include "server/receivables/open_items.hpp"

namespace tally::server::receivables {

using store::Connection;
using store::Query;
using wire::JsonWriter;
using wire::Step;

namespace {

constexpr std::int64_t items_shown = 500;
constexpr std::int64_t changes_shown = 50;
constexpr std::size_t waiting_shown = 200;
constexpr std::int64_t rows_at_once = 500;

void put_minor(JsonWriter& json, std::string_view name, const std::optional<Money>& money) {
  json.key(name);
  if (money) json.value(money->minor);
  else json.raw("null");
}

void put_days(JsonWriter& json, std::string_view name, std::optional<std::int32_t> days) {
  json.key(name);
  if (days) json.value(std::int64_t{*days});
  else json.raw("null");
}

void put_verdict(JsonWriter& json, credit::CreditVerdict verdict) {
  constexpr std::array<std::string_view, 3> names{"pass", "route", "hold"};
  json.key("verdict").value(names[static_cast<std::size_t>(verdict)]);
}

/// What stands in both views: the sums, and what they leave of the limit.
void put_sums(JsonWriter& json, const credit::CreditFacts& facts,
              const credit::CreditDecision& decided) {
  json.key("currency").value(facts.currency.code());
  json.key("decimals").value(std::int64_t{facts.currency.decimals()});
  const bool is_same = facts.limit && facts.limit->currency == facts.currency;
  put_minor(json, "limit", is_same ? facts.limit : std::nullopt);
  json.key("invoices").value(facts.invoices.minor).key("orders").value(facts.orders.minor);
  put_minor(json, "used", decided.used);
  put_minor(json, "available", decided.available);
}

void put_account(JsonWriter& json, Connection& db, const NamedCustomer& customer,
                 Currency currency, Instant now) {
  orders::OrderRow none;
  none.customer = customer.code.text();
  none.customer_name = customer.name;
  none.currency = currency.code();
  const credit::CreditFacts facts = orders::credit_facts(db, none, now);
  const credit::CreditPolicy policy = orders::credit_policy(db);
  json.open('{');
  put_sums(json, facts, credit::decide_credit(facts, policy));
  json.key("overdue").value(
      overdue_of(db, customer.code.text(), currency, orders::day_of(now)));
  json.key("action").value(credit_action_name(facts.action.value_or(policy.action)));
  const auto days = facts.overdue_days_max ? facts.overdue_days_max : policy.overdue_days_max;
  put_days(json, "overdue_days_max", days);
  json.key("own_action").value(facts.action ? credit_action_name(*facts.action) : "");
  put_days(json, "own_overdue_days_max", facts.overdue_days_max);
  json.close('}');
}

void put_items(JsonWriter& json, Connection& db, const NamedCustomer& customer, Date today) {
  json.key("open_items").open('[');
  for (const OpenItem& item : list_open_items(db, customer.code.text(), items_shown)) {
    json.open('{').key("invoice").value(item.invoice);
    json.key("currency").value(item.amount.currency.code());
    json.key("amount").value(item.amount.minor).key("open").value(item.open.minor);
    json.key("day").value(item.day.print()).key("due").value(item.due.print());
    const std::int64_t days = std::int64_t{today.days()} - item.due.days();
    json.key("days_overdue").value(item.open.minor > 0 && days > 0 ? days : 0).close('}');
  }
  json.close(']');
}

void put_changes(JsonWriter& json, const std::vector<CreditChange>& changes) {
  json.key("revision").value(changes.empty() ? 0 : changes.front().number);
  json.key("changes").open('[');
  for (const CreditChange& change : changes) {
    json.open('{').key("at").value(print_instant(change.at)).key("by").value(change.by);
    json.key("what").value(change.what).key("reason").value(change.reason).close('}');
  }
  json.close(']');
}

void put_truth(JsonWriter& json, std::string_view name, bool value) {
  json.key(name).raw(value ? "true" : "false");
}

std::vector<orders::OrderRow> list_waiting_for_credit(Connection& db) {
  std::vector<orders::OrderRow> waiting;
  orders::OrderFilter filter{.state = orders::State::waiting, .limit = rows_at_once};
  while (true) {
    std::vector<orders::OrderRow> page = orders::list_orders(db, filter);
    const bool is_last = static_cast<std::int64_t>(page.size()) < filter.limit;
    if (!page.empty()) filter.before = page.back().number;
    for (orders::OrderRow& row : page) {
      if (orders::has_reason_of_credit(row.reasons)) waiting.push_back(std::move(row));
    }
    if (is_last) break;
  }
  std::ranges::stable_sort(waiting, {}, [](const orders::OrderRow& row) {
    return std::pair(row.state_since.unix_ms, row.number);
  });
  return waiting;
}

}  // namespace

std::optional<NamedCustomer> find_customer(Connection& db, const CustomerCode& code) {
  Query find = db.query("SELECT name FROM customer WHERE code = ?1");
  find.bind(1, code.text());
  if (find.step() != Step::row) return std::nullopt;
  return NamedCustomer{code, find.text(0)};
}

std::string customer_credit_json(Connection& db, const NamedCustomer& customer, Instant now) {
  JsonWriter json;
  json.open('{').key("customer").value(customer.code.text()).key("name").value(customer.name);
  json.key("hold").value(find_hold(db, customer.code.text()));
  json.key("accounts").open('[');
  for (const Currency currency : currencies_of(db, customer.code.text())) {
    put_account(json, db, customer, currency, now);
  }
  json.close(']');
  put_items(json, db, customer, orders::day_of(now));
  put_changes(json, list_credit_changes(db, customer.code, changes_shown));
  json.close('}');
  return json.take();
}

std::string waiting_credit_json(Connection& db, Instant now) {
  const std::vector<orders::OrderRow> waiting = list_waiting_for_credit(db);
  JsonWriter json;
  json.open('{').key("orders").open('[');
  for (std::size_t i = 0; i < std::min(waiting.size(), waiting_shown); ++i) {
    json.open('{');
    orders::put_order_summary(json, waiting[i]);
    put_order_credit(json, db, waiting[i], now);
    const Issues issues = orders::check_credit(db, waiting[i], now).issues;
    json.key("findings").raw(orders::reasons_json(issues)).close('}');
  }
  json.close(']').key("total").value(static_cast<std::int64_t>(waiting.size())).close('}');
  return json.take();
}

void put_order_credit(JsonWriter& json, Connection& db, const orders::OrderRow& row, Instant now) {
  if (row.customer.empty() || row.currency.empty()) return;
  const credit::CreditFacts facts = orders::credit_facts(db, row, now);
  const credit::CreditDecision decided = credit::decide_credit(facts, orders::credit_policy(db));
  json.key("credit").open('{');
  put_sums(json, facts, decided);
  put_minor(json, "order", facts.order);
  put_minor(json, "over_by", decided.over_by);
  json.key("days_overdue").value(facts.oldest ? facts.oldest->days : 0);
  json.key("hold").value(facts.hold);
  put_verdict(json, decided.verdict);
  json.close('}');
  const auto unusual = orders::unusual_facts(db, row);
  if (!unusual) return;
  json.key("unusual").open('{');
  put_truth(json, "first_order", unusual->is_first_order);
  put_truth(json, "countries_differ", unusual->countries_differ());
  json.key("billing_country").value(unusual->billing_country);
  json.key("shipping_country").value(unusual->shipping_country);
  json.key("orders_in_hour").value(unusual->orders_in_hour);
  json.key("others_at_ship_to").value(unusual->others_at_ship_to).close('}');
}

}  // namespace tally::server::receivables
