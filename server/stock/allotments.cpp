#include "server/stock/allotments.hpp"

#include <algorithm>
#include <iterator>

#include "server/store/store.hpp"
#include "server/sync/incarnation.hpp"

namespace tally::server::stock {

using store::Connection;
using store::Query;
using wire::Step;

// The columns of Allotment in its order. A macro, because SQL has to be a literal.
#define TALLY_ALLOTMENT_COLUMNS                                                             \
  "SELECT allotment.id, kind, sku, code, quantity, taken, holder, made_ms, made_by, "       \
  "expires_ms, coalesce(ended_why, ''), coalesce(ended_ms, 0) FROM allotment "              \
  "JOIN warehouse ON warehouse.id = warehouse_id "

namespace {

Allotment read_allotment(const Query& row) {
  Allotment read;
  read.id = row.text(0);
  read.kind = row.text(1);
  read.sku = Sku::parse(row.view(2)).value_or(Sku{});
  read.warehouse = WarehouseCode::parse(row.view(3)).value_or(WarehouseCode{});
  read.quantity = Quantity{row.integer(4)};
  read.taken = Quantity{row.integer(5)};
  read.holder = row.text(6);
  read.made = Instant{row.integer(7)};
  read.made_by = row.text(8);
  read.expires = Instant{row.integer(9)};
  read.ended_why = row.text(10);
  read.ended = Instant{row.integer(11)};
  return read;
}

std::vector<Allotment> read_all(Query& select) {
  std::vector<Allotment> all;
  while (select.step() == Step::row) all.push_back(read_allotment(select));
  return all;
}

Issues failed() { return {store::write_issue(store::Written::undone)}; }

bool is_same(const Allotment& there, const Wish& wish) {
  return there.kind == wish.kind && there.sku == wish.sku && there.quantity == wish.quantity &&
         there.holder == wish.holder && (!wish.warehouse || there.warehouse == *wish.warehouse);
}

/// The first warehouse that has all of it free, of those that are meant.
Result<WarehouseCode> choose_warehouse(Connection& db, const Wish& wish) {
  std::int64_t most = 0;
  for (const Balance& balance : balances(db, wish.sku)) {
    if (wish.warehouse && balance.warehouse != *wish.warehouse) continue;
    if (balance.available() >= wish.quantity) return balance.warehouse;
    most = std::max(most, balance.available().thousandths);
  }
  return std::unexpected(Issues{make_issue(IssueCode::goods_not_free, "quantity",
                                           {{"wanted", wish.quantity},
                                            {"sku", wish.sku.text()},
                                            {"available", Quantity{most}}})});
}

bool move(Connection& db, const Allotment& allotment, std::int64_t change, std::string_view kind,
          const MovedBy& by) {
  Movement movement;
  movement.warehouse = allotment.warehouse;
  movement.sku = allotment.sku;
  movement.allotted_change = Quantity{change};
  movement.kind = kind;
  return append_movement(db, movement, by) == Moved::yes;
}

bool put_allotment(Connection& db, const Allotment& made) {
  Query put = db.query(
      "INSERT INTO allotment (id, kind, sku, warehouse_id, quantity, holder, made_ms, made_by, "
      "expires_ms) SELECT ?1, ?2, ?3, id, ?5, ?6, ?7, ?8, ?9 FROM warehouse WHERE code = ?4");
  put.bind(1, made.id).bind(2, made.kind).bind(3, made.sku.text()).bind(4, made.warehouse.text());
  put.bind(5, made.quantity.thousandths).bind(6, made.holder).bind(7, made.made.unix_ms);
  return put.bind(8, made.made_by).bind(9, made.expires.unix_ms).run() && db.changed_rows() == 1;
}

bool end(Connection& db, std::string_view id, std::string_view why, Instant now) {
  Query update =
      db.query("UPDATE allotment SET ended_ms = ?2, ended_why = ?3 WHERE id = ?1");
  return update.bind(1, id).bind(2, now.unix_ms).bind(3, why).run();
}

bool give_back(Connection& db, const Allotment& allotment, std::string_view why,
               std::string_view kind, const MovedBy& by) {
  return move(db, allotment, -allotment.left().thousandths, kind, by) &&
         end(db, allotment.id, why, by.at);
}

}  // namespace

Result<Allotment> set_aside(Connection& db, const Wish& wish, const MovedBy& by) {
  if (!wish.id.empty()) {
    if (auto there = find_allotment(db, wish.id)) {
      if (is_same(*there, wish)) return *std::move(there);
      return std::unexpected(
          Issues{make_issue(IssueCode::allotment_id_reused, "id", {{"id", wish.id}})});
    }
  }
  if (!expire_allotments(db, by.at)) return std::unexpected(failed());
  const auto warehouse = choose_warehouse(db, wish);
  if (!warehouse) return std::unexpected(warehouse.error());
  Allotment made;
  made.id = wish.id.empty() ? sync::random_incarnation().text() : wish.id;
  made.kind = wish.kind;
  made.sku = wish.sku;
  made.warehouse = *warehouse;
  made.quantity = wish.quantity;
  made.holder = wish.holder;
  made.made = by.at;
  made.made_by = by.login;
  made.expires = wish.expires;
  const std::string_view kind = wish.kind == "hold" ? "hold" : "allot";
  if (!move(db, made, made.quantity.thousandths, kind, by) || !put_allotment(db, made)) {
    return std::unexpected(failed());
  }
  return made;
}

Result<Allotment> release_allotment(Connection& db, std::string_view id, std::string_view kind,
                                    const MovedBy& by) {
  auto found = find_allotment(db, id);
  if (!found || found->kind != kind) {
    return std::unexpected(Issues{
        make_issue(IssueCode::allotment_unknown, "", {{"id", std::string(id)}})});
  }
  if (!found->ended_why.empty()) {
    return std::unexpected(Issues{make_issue(IssueCode::allotment_over, "",
                                             {{"id", found->id},
                                              {"how", found->ended_why},
                                              {"at", print_instant(found->ended)}})});
  }
  if (!give_back(db, *found, "released", "release", by)) return std::unexpected(failed());
  found->ended_why = "released";
  found->ended = by.at;
  return *std::move(found);
}

bool expire_allotments(Connection& db, Instant now) {
  std::vector<Allotment> over;
  {
    Query select = db.query(TALLY_ALLOTMENT_COLUMNS
                            "WHERE ended_ms IS NULL AND expires_ms <= ?1 ORDER BY expires_ms, "
                            "allotment.id");
    select.bind(1, now.unix_ms);
    over = read_all(select);
  }
  return std::ranges::all_of(over, [&](const Allotment& allotment) {
    return give_back(db, allotment, "expired", "expire", {"tallystick", now});
  });
}

std::optional<Allotment> find_allotment(Connection& db, std::string_view id) {
  Query find = db.query(TALLY_ALLOTMENT_COLUMNS "WHERE allotment.id = ?1");
  if (find.bind(1, id).step() != Step::row) return std::nullopt;
  return read_allotment(find);
}

std::vector<Allotment> open_allotments(Connection& db, std::string_view kind,
                                       const std::optional<std::string>& holder) {
  Query select = db.query(TALLY_ALLOTMENT_COLUMNS
                          "WHERE ended_ms IS NULL AND kind = ?1 AND (?2 = '' OR holder = ?2) "
                          "ORDER BY expires_ms, allotment.id");
  const std::string who = holder.value_or("");
  select.bind(1, kind).bind(2, who);
  return read_all(select);
}

std::vector<Allotment> allotments_for(Connection& db, const std::vector<Wanted>& wanted,
                                      const Claimant& claimant) {
  const std::string login = "login:" + claimant.login;
  const std::string device = "device:" + claimant.device;
  std::vector<Sku> skus;
  for (const Wanted& line : wanted) skus.push_back(line.sku);
  std::ranges::sort(skus);
  skus.erase(std::ranges::unique(skus).begin(), skus.end());
  std::vector<Allotment> all;
  for (const Sku& sku : skus) {
    Query select = db.query(TALLY_ALLOTMENT_COLUMNS
                            "WHERE ended_ms IS NULL AND sku = ?1 AND holder IN (?2, ?3) "
                            "ORDER BY kind = 'hold' DESC, expires_ms, allotment.id");
    select.bind(1, sku.text()).bind(2, login).bind(3, device);
    std::ranges::move(read_all(select), std::back_inserter(all));
  }
  return all;
}

Claims claim_allotments(const std::vector<Wanted>& wanted, std::vector<Allotment> allotments) {
  Claims claims;
  for (const Wanted& line : wanted) {
    std::int64_t missing = line.quantity.thousandths;
    for (Allotment& allotment : allotments) {
      if (allotment.sku != line.sku) continue;
      const std::int64_t taken = std::min(missing, allotment.left().thousandths);
      if (taken <= 0) continue;
      allotment.taken.thousandths += taken;
      missing -= taken;
      claims.claims.push_back(
          {allotment.id, {line.position, line.sku, allotment.warehouse, Quantity{taken}}});
    }
    if (missing > 0) claims.rest.push_back({line.position, line.sku, Quantity{missing}});
  }
  return claims;
}

bool use_allotment(Connection& db, std::string_view id, Quantity quantity, Instant now) {
  Query update = db.query(
      "UPDATE allotment SET taken = taken + ?2, "
      "ended_ms = CASE WHEN taken + ?2 = quantity THEN ?3 END, "
      "ended_why = CASE WHEN taken + ?2 = quantity THEN 'used' END WHERE id = ?1");
  return update.bind(1, id).bind(2, quantity.thousandths).bind(3, now.unix_ms).run();
}

bool allotments_covered(Connection& db) {
  Query wrong = db.query(
      "SELECT count(*) FROM stock_balance AS balance WHERE allotted <> coalesce((SELECT "
      "sum(quantity - taken) FROM allotment WHERE ended_ms IS NULL AND "
      "allotment.sku = balance.sku AND allotment.warehouse_id = balance.warehouse_id), 0)");
  return wrong.step() == Step::row && wrong.integer(0) == 0;
}

}  // namespace tally::server::stock
