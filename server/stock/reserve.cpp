#include "server/stock/reserve.hpp"

#include "server/stock/allotments.hpp"

namespace tally::server::stock {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

bool put_reservation(Connection& db, std::int64_t order_row, const Share& share,
                     bool is_allotted, const MovedBy& by) {
  Movement movement;
  movement.warehouse = share.warehouse;
  movement.sku = share.sku;
  movement.reserved_change = share.quantity;
  // What was set aside for the order is not set aside any more, in the same row of the ledger.
  if (is_allotted) movement.allotted_change = Quantity{-share.quantity.thousandths};
  movement.kind = "reserve";
  movement.order_row = order_row;
  if (append_movement(db, movement, by) != Moved::yes) return false;
  Query put = db.query(
      "INSERT INTO reservation (order_row, position, warehouse_id, sku, quantity) "
      "SELECT ?1, ?2, id, ?4, ?5 FROM warehouse WHERE code = ?3 "
      "ON CONFLICT (order_row, position, warehouse_id) "
      "DO UPDATE SET quantity = quantity + excluded.quantity");
  put.bind(1, order_row).bind(2, share.position).bind(3, share.warehouse.text());
  return put.bind(4, share.sku.text()).bind(5, share.quantity.thousandths).run();
}

bool put_backorder(Connection& db, std::int64_t order_row, const Shortage& shortage) {
  Query put = db.query("INSERT INTO backorder (order_row, position, sku, quantity) "
                       "VALUES (?1, ?2, ?3, ?4)");
  put.bind(1, order_row).bind(2, shortage.position).bind(3, shortage.sku.text());
  return put.bind(4, shortage.wanted.thousandths - shortage.available.thousandths).run();
}

/// What is short, told of the whole line: what was set aside for it is there.
std::vector<Shortage> shortages_of(const StockPlan& plan, const std::vector<Wanted>& wanted,
                                   const Claims& claims) {
  std::vector<Shortage> shortages = plan.shortages;
  for (Shortage& shortage : shortages) {
    for (const Claim& claim : claims.claims) {
      if (claim.share.position != shortage.position) continue;
      shortage.available.thousandths += claim.share.quantity.thousandths;
    }
    for (const Wanted& line : wanted) {
      if (line.position == shortage.position) shortage.wanted = line.quantity;
    }
  }
  return shortages;
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

BalancesBySku read_balances(Connection& db, const std::vector<Wanted>& wanted) {
  BalancesBySku found;
  for (const Wanted& line : wanted) {
    if (!found.contains(line.sku)) found[line.sku] = balances(db, line.sku);
  }
  return found;
}

Reserved reserve(Connection& db, std::int64_t order_row, const std::vector<Wanted>& wanted,
                 Backorder backorder, const Claimant& claimant, const MovedBy& by) {
  Reserved reserved;
  // What has ended counts as free, also where nobody gave it back yet.
  if (!expire_allotments(db, by.at)) return reserved;
  const Claims claims = claim_allotments(wanted, allotments_for(db, wanted, claimant));
  const BalancesBySku found = read_balances(db, claims.rest);
  const StockPlan plan = plan_stock(claims.rest, found);
  if (!is_conserved(plan, claims.rest, found)) return reserved;
  reserved.shortages = shortages_of(plan, wanted, claims);
  if (!plan.shortages.empty() && backorder == Backorder::no) {
    reserved.result = Reserved::Result::short_of_stock;
    return reserved;
  }
  for (const Claim& claim : claims.claims) {
    if (!put_reservation(db, order_row, claim.share, true, by) ||
        !use_allotment(db, claim.allotment, claim.share.quantity, by.at)) {
      return reserved;
    }
  }
  for (const Share& share : plan.shares) {
    if (!put_reservation(db, order_row, share, false, by)) return reserved;
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
