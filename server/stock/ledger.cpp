#include "server/stock/ledger.hpp"

#include <sqlite3.h>

namespace tally::server::stock {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

std::optional<std::int64_t> warehouse_id(Connection& db, const WarehouseCode& code) {
  Query find = db.query("SELECT id FROM warehouse WHERE code = ?1");
  find.bind(1, code.text());
  if (find.step() != Step::row) return std::nullopt;
  return find.integer(0);
}

std::int64_t on_hand(Connection& db, const Sku& sku, std::int64_t warehouse) {
  Query find = db.query("SELECT on_hand FROM stock_balance WHERE sku = ?1 AND warehouse_id = ?2");
  find.bind(1, sku.text()).bind(2, warehouse);
  return find.step() == Step::row ? find.integer(0) : 0;
}

}  // namespace

Moved append_movement(Connection& db, const Movement& movement, const MovedBy& by) {
  const auto warehouse = warehouse_id(db, movement.warehouse);
  if (!warehouse) return Moved::failed;
  Query append = db.query(
      "INSERT INTO stock_ledger (at_ms, warehouse_id, sku, kind, on_hand_change, "
      "reserved_change, order_row, by, allotted_change) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  append.bind(1, by.at.unix_ms).bind(2, *warehouse).bind(3, movement.sku.text());
  append.bind(4, movement.kind).bind(5, movement.on_hand_change.thousandths);
  append.bind(6, movement.reserved_change.thousandths).bind(7, movement.order_row);
  append.bind(8, by.login).bind(9, movement.allotted_change.thousandths);
  if (append.run()) return Moved::yes;
  if ((db.fault() & 0xff) != SQLITE_CONSTRAINT) return Moved::failed;
  // The balance's CHECK said no and took the ledger's row with it: an answer, not a fault.
  db.take_fault();
  return Moved::not_enough;
}

Moved set_on_hand(Connection& db, const WarehouseCode& warehouse, const Sku& sku,
                  Quantity quantity, std::string_view kind, const MovedBy& by) {
  const auto id = warehouse_id(db, warehouse);
  if (!id) return Moved::failed;
  const std::int64_t before = on_hand(db, sku, *id);
  if (before == quantity.thousandths) return Moved::yes;
  Movement movement;
  movement.warehouse = warehouse;
  movement.sku = sku;
  movement.on_hand_change = Quantity{quantity.thousandths - before};
  movement.kind = kind;
  return append_movement(db, movement, by);
}

bool put_warehouse(Connection& db, const Warehouse& warehouse, std::int64_t priority) {
  Query put = db.query(
      "INSERT INTO warehouse (code, name, priority, recipient, street_1, street_2, locality, "
      "admin_area, postal_code, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
      "ON CONFLICT (code) DO UPDATE SET name = excluded.name, priority = excluded.priority, "
      "recipient = excluded.recipient, street_1 = excluded.street_1, "
      "street_2 = excluded.street_2, locality = excluded.locality, "
      "admin_area = excluded.admin_area, postal_code = excluded.postal_code, "
      "country = excluded.country");
  const Address& address = warehouse.address;
  put.bind(1, warehouse.code.text()).bind(2, warehouse.name).bind(3, priority);
  put.bind(4, address.recipient).bind(5, address.street_1).bind(6, address.street_2);
  put.bind(7, address.locality).bind(8, address.admin_area).bind(9, address.postal_code);
  return put.bind(10, address.country).run();
}

std::vector<Balance> balances(Connection& db, const Sku& sku) {
  Query select = db.query(
      "SELECT warehouse.code, on_hand, reserved, allotted FROM stock_balance "
      "JOIN warehouse ON warehouse.id = warehouse_id WHERE sku = ?1 "
      "ORDER BY priority, warehouse.code");
  select.bind(1, sku.text());
  std::vector<Balance> found;
  while (select.step() == Step::row) {
    const auto code = WarehouseCode::parse(select.view(0));
    if (!code) continue;
    found.push_back({sku, *code, Quantity{select.integer(1)}, Quantity{select.integer(2)},
                     Quantity{select.integer(3)}});
  }
  return found;
}

bool keeps_stock(Connection& db) {
  Query find = db.query("SELECT 1 FROM warehouse LIMIT 1");
  return find.step() == Step::row;
}

}  // namespace tally::server::stock
