// The import of stock counts: one line, what was counted of one product in one warehouse. The
// ledger gets the difference, so the same count twice is no movement.
#include <map>

#include "server/catalogue/master_import.hpp"
#include "server/catalogue/record_reader.hpp"
#include "server/stock/ledger.hpp"

namespace tally::server::catalogue {

namespace {

class StockImport : public MasterImport {
 public:
  explicit StockImport(const ImportRequest& request)
      : request_(request), lines_(request.mapping.repeated) {}

  void take(LineReader& line, const LinePlace& place) override {
    auto level = read_stock(line);
    if (!level) return;
    const std::string key = level->warehouse.text() + " " + level->sku.text();
    keep(lines_, line, place, key, *std::move(level));
  }

  bool write(store::Connection& db, ImportReport& report) override {
    report.counts.repeated += lines_.repeated();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& chosen = lines_.chosen(i);
      if (!references_are_known(db, chosen.record, chosen.place, report)) continue;
      if (!put(db, chosen.record, chosen.place, report)) return false;
    }
    return true;
  }

 private:
  struct Known {
    bool is_there = false;
    Quantity on_hand;
    Quantity reserved;
  };

  static Known find_balance(store::Connection& db, const StockLevel& level) {
    auto find = db.query(
        "SELECT on_hand, reserved FROM stock_balance WHERE sku = ?1 "
        "AND warehouse_id = (SELECT id FROM warehouse WHERE code = ?2)");
    find.bind(1, level.sku.text()).bind(2, level.warehouse.text());
    if (find.step() != wire::Step::row) return {};
    return {true, Quantity{find.integer(0)}, Quantity{find.integer(1)}};
  }

  bool put(store::Connection& db, const StockLevel& level, const LinePlace& place,
           ImportReport& report) {
    const Known known = find_balance(db, level);
    if (known.is_there && known.on_hand == level.on_hand) {
      ++report.counts.unchanged;
      return true;
    }
    if (level.on_hand < known.reserved) {
      ++report.counts.refused;
      Issue issue = make_issue(IssueCode::import_stock_reserved, "on_hand",
                               {{"reserved", known.reserved},
                                {"sku", level.sku.text()},
                                {"warehouse", level.warehouse.text()},
                                {"value", level.on_hand}});
      report.refusals.push_back(refusal_at(request_, place, "on_hand",
                                           print_quantity(level.on_hand), std::move(issue)));
      return true;
    }
    ++(known.is_there ? report.counts.changed : report.counts.added);
    const std::string_view kind = known.is_there ? "count" : "opening";
    return stock::set_on_hand(db, level.warehouse, level.sku, level.on_hand, kind,
                              {.login = request_.by, .at = request_.at}) == stock::Moved::yes;
  }

  bool references_are_known(store::Connection& db, const StockLevel& level,
                            const LinePlace& place, ImportReport& report) {
    const auto [warehouse, is_new] = warehouses_.try_emplace(level.warehouse, false);
    if (is_new) {
      auto find = db.query("SELECT 1 FROM warehouse WHERE code = ?1");
      find.bind(1, level.warehouse.text());
      warehouse->second = find.step() == wire::Step::row;
    }
    auto find = db.query("SELECT 1 FROM product WHERE sku = ?1");
    find.bind(1, level.sku.text());
    const bool product_is_known = find.step() == wire::Step::row;
    if (warehouse->second && product_is_known) return true;
    ++report.counts.refused;
    if (!warehouse->second) {
      report.refusals.push_back(
          unknown_reference(request_, place, "warehouse", "warehouse", level.warehouse.text()));
    }
    if (!product_is_known) {
      report.refusals.push_back(
          unknown_reference(request_, place, "sku", "product", level.sku.text()));
    }
    return false;
  }

  const ImportRequest& request_;
  KeyedLines<StockLevel> lines_;
  std::map<WarehouseCode, bool> warehouses_;
};

}  // namespace

std::unique_ptr<MasterImport> make_stock_import(const ImportRequest& request, wire::Snapshot&) {
  return std::make_unique<StockImport>(request);
}

}  // namespace tally::server::catalogue
