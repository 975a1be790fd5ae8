// A back-test's report as JSON and as CSV.
#include "server/orders/rows.hpp"
#include "server/rulebook/backtest.hpp"
#include "shared/base/csv.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::rulebook {

namespace {

void put_changed(wire::JsonWriter& json, const ChangedOrder& order) {
  json.open('{').key("order_id").value(order.order_id);
  json.key("number").value(orders::say_number(order.number));
  json.key("customer_name").value(order.customer_name);
  json.key("currency").value(order.total.currency.code());
  json.key("decimals").value(std::int64_t{order.total.currency.decimals()});
  json.key("total").value(order.total.minor);
  if (order.total_then) json.key("total_then").value(order.total_then->minor);
  json.key("changes").open('[');
  for (const ChangedAnswer& change : order.changes) {
    json.open('{').key("decision").value(change.decision).key("before").value(change.before);
    json.key("after").value(change.after).close('}');
  }
  json.close(']').close('}');
}

void put_line(std::string& csv, std::initializer_list<std::string> cells) {
  bool is_first = true;
  for (const std::string& cell : cells) {
    if (!is_first) csv += ',';
    csv += csv_cell(cell, ',');
    is_first = false;
  }
  csv += '\n';
}

}  // namespace

std::string backtest_json(const BacktestReport& report) {
  wire::JsonWriter json;
  json.open('{').key("orders").value(report.orders).key("changed").value(report.changed);
  json.key("not_told").value(report.not_told).key("decided_anew").value(report.decided_anew);
  json.key("decisions").open('[');
  for (const auto& [decision, count] : report.decisions) {
    json.open('{').key("decision").value(decision).key("same").value(count.same);
    json.key("changed").value(count.changed).close('}');
  }
  json.close(']').key("values").open('[');
  for (const auto& [code, value] : report.values) {
    const auto currency = Currency::parse(code);
    json.open('{').key("currency").value(code);
    if (currency) json.key("decimals").value(std::int64_t{currency->decimals()});
    json.key("orders").value(value.orders).key("total").value(value.total);
    json.key("total_then").value(value.total_then).close('}');
  }
  json.close(']').key("top").open('[');
  for (const ChangedOrder& order : report.top) put_changed(json, order);
  return json.close(']').close('}').take();
}

std::string backtest_csv(const BacktestReport& report) {
  std::string csv;
  put_line(csv, {"Order", "Customer", "Currency", "Total", "Total then", "Decision", "Before",
                 "After"});
  for (const ChangedOrder& order : report.top) {
    const std::string then = order.total_then ? print_amount(*order.total_then) : std::string();
    std::vector<ChangedAnswer> changes = order.changes;
    if (changes.empty()) changes.push_back({});
    for (const ChangedAnswer& change : changes) {
      put_line(csv, {orders::say_number(order.number), order.customer_name,
                     std::string(order.total.currency.code()), print_amount(order.total), then,
                     change.decision, change.before, change.after});
    }
  }
  return csv;
}

}  // namespace tally::server::rulebook
