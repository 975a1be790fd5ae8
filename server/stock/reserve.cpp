#include "server/stock/reserve.hpp"

namespace tally::server::stock {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

BalancesBySku read_balances(Connection& db, const std::vector<Wanted>& wanted) {
  BalancesBySku found;
  for (const Wanted& line : wanted) {
    if (!found.contains(line.sku)) found[line.sku] = balances(db, line.sku);
  }
  return found;
}

bool put_reservation(Connection& db, std::int64_t order_row, const Share& share,
                     const MovedBy& by) {
  Movement movement;
  movement.warehouse = share.warehouse;
  movement.sku = share.sku;
  movement.reserved_change = share.quantity;
  movement.kind = "reserve";
  movement.order_row = order_row;
  if (append_movement(db, movement, by) != Moved::yes) return false;
  Query put = db.query(
      "INSERT INTO reservation (order_row, position, warehouse_id, sku, quantity) "
      "SELECT ?1, ?2, id, ?4, ?5 FROM warehouse WHERE code = ?3");
  put.bind(1, order_row).bind(2, share.position).bind(3, share.warehouse.text());
  return put.bind(4, share.sku.text()).bind(5, share.quantity.thousandths).run();
}

bool put_backorder(Connection& db, std::int64_t order_row, const Shortage& shortage) {
  Query put = db.query("INSERT INTO backorder (order_row, position, sku, quantity) "
                       "VALUES (?1, ?2, ?3, ?4)");
  put.bind(1, order_row).bind(2, shortage.position).bind(3, shortage.sku.text());
  return put.bind(4, shortage.wanted.thousandths - shortage.available.thousandths).run();
}

std::vector<HeldLine> read_held(Query& select) {
  std::vector<HeldLine> lines;
  while (select.step() == Step::row) {
    lines.push_back({select.integer(0), select.text(1), select.text(2),
                     Quantity{select.integer(3)}});
  }
  return lines;
}

}  // namespace

Reserved reserve(Connection& db, std::int64_t order_row, const std::vector<Wanted>& wanted,
                 Backorder backorder, const MovedBy& by) {
  Reserved reserved;
  const BalancesBySku found = read_balances(db, wanted);
  const StockPlan plan = plan_stock(wanted, found);
  if (!is_conserved(plan, wanted, found)) return reserved;
  reserved.shortages = plan.shortages;
  if (!plan.shortages.empty() && backorder == Backorder::no) {
    reserved.result = Reserved::Result::short_of_stock;
    return reserved;
  }
  for (const Share& share : plan.shares) {
    if (!put_reservation(db, order_row, share, by)) return reserved;
  }
  for (const Shortage& shortage : plan.shortages) {
    if (!put_backorder(db, order_row, shortage)) return reserved;
  }
  reserved.result =
      plan.shortages.empty() ? Reserved::Result::all : Reserved::Result::some;
  return reserved;
}

bool release(Connection& db, std::int64_t order_row, const MovedBy& by) {
  for (const HeldLine& held : held_by(db, order_row).reservations) {
    Movement movement;
    movement.warehouse = WarehouseCode::parse(held.warehouse).value_or(WarehouseCode{});
    movement.sku = Sku::parse(held.sku).value_or(Sku{});
    movement.reserved_change = Quantity{-held.quantity.thousandths};
    movement.kind = "release";
    movement.order_row = order_row;
    if (append_movement(db, movement, by) != Moved::yes) return false;
  }
  Query reservations = db.query("DELETE FROM reservation WHERE order_row = ?1");
  if (!reservations.bind(1, order_row).run()) return false;
  Query backorders = db.query("DELETE FROM backorder WHERE order_row = ?1");
  return backorders.bind(1, order_row).run();
}

Held held_by(Connection& db, std::int64_t order_row) {
  Held held;
  Query reservations = db.query(
      "SELECT position, sku, warehouse.code, quantity FROM reservation "
      "JOIN warehouse ON warehouse.id = warehouse_id WHERE order_row = ?1 "
      "ORDER BY position, priority, warehouse.code");
  reservations.bind(1, order_row);
  held.reservations = read_held(reservations);
  Query backorders = db.query("SELECT position, sku, '', quantity FROM backorder "
                              "WHERE order_row = ?1 ORDER BY position");
  backorders.bind(1, order_row);
  held.backorders = read_held(backorders);
  return held;
}

}  // namespace tally::server::stock
