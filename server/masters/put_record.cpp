#include "server/masters/put_record.hpp"

#include "server/masters/master_rows.hpp"
#include "server/masters/master_sql.hpp"
#include "server/stock/ledger.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/terms_sql.hpp"

namespace tally::server::masters {

namespace {

using store::Connection;
using wire::terms_sql::first_day;

/// Wherever it stands: what it is made of decides on the table.
bool remove_price(Connection& db, const Price& price) {
  const std::string& sku = price.sku.text();
  const std::string& list = price.list.text();
  if (!sku.empty() && price.unit == OrderUnit::each) {
    for (const char* const sql :
         {"DELETE FROM price WHERE product = (SELECT id FROM product WHERE sku = ?1) "
          "AND list = (SELECT id FROM price_list WHERE code = ?2) AND quantity_from = ?3 "
          "AND valid_from = ?4",
          "DELETE FROM price_cost_plus WHERE product = (SELECT id FROM product WHERE sku = ?1) "
          "AND list = (SELECT id FROM price_list WHERE code = ?2) AND quantity_from = ?3 "
          "AND valid_from = ?4"}) {
      store::Query remove = db.query(sql);
      remove.bind(1, sku).bind(2, list).bind(3, price.quantity_from.thousandths);
      if (!remove.bind(4, first_day(price.valid_from)).run()) return false;
    }
  }
  store::Query remove = db.query(
      "DELETE FROM price_special WHERE list = (SELECT id FROM price_list WHERE code = ?1) "
      "AND target = ?2 AND code = ?3 AND unit = ?4 AND quantity_from = ?5 AND valid_from = ?6");
  const std::int64_t target = !sku.empty() ? 0 : !price.family.empty() ? 1 : 2;
  remove.bind(1, list).bind(2, target).bind(3, sku.empty() ? price.family : sku);
  remove.bind(4, static_cast<std::int64_t>(price.unit)).bind(5, price.quantity_from.thousandths);
  return remove.bind(6, first_day(price.valid_from)).run();
}

bool remove_cost(Connection& db, const Cost& cost) {
  store::Query remove = db.query(
      "DELETE FROM product_cost WHERE product = (SELECT id FROM product WHERE sku = ?1) "
      "AND currency = ?2");
  return remove.bind(1, cost.sku.text()).bind(2, cost.cost.currency.code()).run();
}

/// Puts what the catalogue holds by its writer, and warehouses into the stock's own table.
struct PutOne {
  Connection& db;
  wire::CatalogueWriter& writer;
  bool operator()(const wire::PlacedWarehouse& placed) const {
    return stock::put_warehouse(db, placed.warehouse, placed.priority);
  }
  bool operator()(const auto& record) const { return writer.put(record); }
};

}  // namespace

bool put_record(Connection& db, const std::optional<wire::MasterRecord>& before,
                const wire::MasterRecord& now) {
  // A price that was so much and is so much off stands in another table.
  const auto* price = before ? std::get_if<Price>(&*before) : nullptr;
  if (price != nullptr && !remove_price(db, *price)) return false;
  wire::CatalogueWriter writer(db.database());
  const bool good = std::visit(PutOne{db, writer}, now);
  if (!good) db.note_fault();
  return good;
}

bool remove_record(Connection& db, const wire::MasterRecord& record) {
  if (const auto* price = std::get_if<Price>(&record)) return remove_price(db, *price);
  if (const auto* cost = std::get_if<Cost>(&record)) return remove_cost(db, *cost);
  const std::string& sql = master_sql(wire::kind_of(record)).remove;
  if (sql.empty()) return false;
  const auto columns = key_columns(record);
  store::Query remove = db.query(sql.c_str());
  bind_key(remove, columns);
  return remove.run();
}

}  // namespace tally::server::masters
