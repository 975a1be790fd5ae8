#include "server/sync/feed_rows.hpp"

#include "server/orders/order_json.hpp"
#include "server/orders/rows.hpp"
#include "server/sync/device_heads.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::sync {

using store::Connection;
using store::Query;
using wire::JsonWriter;
using wire::Step;

namespace {

std::optional<std::string> order_row(Connection& db, std::string_view key) {
  const auto order = orders::find_order(db, key);
  if (!order) return std::nullopt;
  std::string row = orders::order_json(*order);
  const std::string paper = paper_of_order(db, order->row);
  if (paper.empty()) return row;
  JsonWriter field;
  field.key("paper").value(paper);
  row.insert(row.size() - 1, "," + field.take());
  return row;
}

std::optional<std::string> notice_row(Connection& db, std::string_view key) {
  Query find = db.query("SELECT at_ms, by, what, subject, words FROM notice WHERE key = ?1");
  if (find.bind(1, key).step() != Step::row) return std::nullopt;
  JsonWriter json;
  json.open('{').key("at").value(print_instant(Instant{find.integer(0)}));
  json.key("by").value(find.view(1)).key("subject").value(find.view(3));
  json.key("what").value(find.view(2)).key("words").value(find.view(4)).close('}');
  return json.take();
}

/// What is free in all warehouses together: a hint, good for the moment that it names.
std::optional<std::string> stock_row(Connection& db, std::string_view key) {
  Query find = db.query(
      "SELECT at_ms, (SELECT coalesce(sum(on_hand - reserved - allotted), 0) FROM stock_balance "
      "WHERE stock_balance.sku = stock_hint.sku) FROM stock_hint WHERE sku = ?1");
  if (find.bind(1, key).step() != Step::row) return std::nullopt;
  JsonWriter json;
  json.open('{').key("at").value(print_instant(Instant{find.integer(0)}));
  json.key("free").value(find.integer(1)).key("sku").value(key).close('}');
  return json.take();
}

std::optional<std::string> allotment_row(Connection& db, std::string_view key) {
  Query find = db.query(
      "SELECT expires_ms, kind, quantity - taken, quantity, sku, code, holder FROM allotment "
      "JOIN warehouse ON warehouse.id = warehouse_id "
      "WHERE allotment.id = ?1 AND ended_ms IS NULL");
  if (find.bind(1, key).step() != Step::row) return std::nullopt;
  JsonWriter json;
  json.open('{').key("expires_ms").value(find.integer(0)).key("holder").value(find.view(6));
  json.key("id").value(key).key("kind").value(find.view(1));
  json.key("left").value(find.integer(2)).key("quantity").value(find.integer(3));
  json.key("sku").value(find.view(4)).key("warehouse").value(find.view(5)).close('}');
  return json.take();
}

bool sees_all_orders(Role role) {
  constexpr identity::Roles readers{Role::desk, Role::warehouse, Role::finance, Role::admin};
  return readers.contains(role);
}

bool is_named(std::string_view scope, std::string_view prefix, std::string_view name) {
  return !name.empty() && scope.starts_with(prefix) && scope.substr(prefix.size()) == name;
}

}  // namespace

std::optional<std::string> feed_row(Connection& db, std::string_view kind,
                                    std::string_view key) {
  if (kind == "order") return order_row(db, key);
  if (kind == "notice") return notice_row(db, key);
  if (kind == "stock") return stock_row(db, key);
  if (kind == "allotment") return allotment_row(db, key);
  return std::nullopt;
}

bool may_see(const Viewer& viewer, std::string_view kind, std::string_view scope) {
  if (scope == "all") return true;
  if (kind == "order" && sees_all_orders(viewer.role)) return true;
  return is_named(scope, "login:", viewer.login) ||
         is_named(scope, "role:", identity::role_name(viewer.role)) ||
         is_named(scope, "device:", viewer.device);
}

}  // namespace tally::server::sync
