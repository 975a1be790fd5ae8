// The import of prices: one line, one price; the key is list, product, quantity and first day.
#include <map>

#include "server/catalogue/master_import.hpp"
#include "server/catalogue/record_reader.hpp"
#include "shared/wire/catalogue_writer.hpp"

namespace tally::server::catalogue {

namespace {

std::string key_of(const Price& price) {
  std::string key = price.list.text() + " " + price.sku.text() + " from " +
                    print_quantity(price.quantity_from);
  if (price.valid_from) key += " on " + price.valid_from->print();
  return key;
}

class PriceImport : public MasterImport {
 public:
  PriceImport(const ImportRequest& request, wire::Snapshot& before)
      : request_(request), before_(before), lines_(request.mapping.repeated) {}

  void take(LineReader& line, const LinePlace& place) override {
    auto price = read_price(line);
    if (!price) return;
    const std::string key = key_of(*price);
    keep(lines_, line, place, key, *std::move(price));
  }

  bool write(store::Connection& db, ImportReport& report) override {
    wire::CatalogueWriter writer(db.database());
    report.counts.repeated += lines_.repeated();
    const std::int64_t rows_before = count_rows(db);
    std::int64_t touched = 0;
    std::int64_t taken = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& chosen = lines_.chosen(i);
      if (!references_are_known(db, chosen.record, chosen.place, report)) continue;
      if (!writer.put(chosen.record)) return false;
      ++taken;
      touched += db.changed_rows();
    }
    report.counts.added = count_rows(db) - rows_before;
    report.counts.changed = touched - report.counts.added;
    report.counts.unchanged = taken - touched;
    return true;
  }

 private:
  static std::int64_t count_rows(store::Connection& db) {
    auto rows = db.query("SELECT count(*) FROM price");
    return rows.step() == wire::Step::row ? rows.integer(0) : 0;
  }

  bool references_are_known(store::Connection& db, const Price& price, const LinePlace& place,
                            ImportReport& report) {
    const auto [list, is_new] = lists_.try_emplace(price.list, false);
    if (is_new) list->second = before_.price_list(price.list).has_value();
    auto find = db.query("SELECT 1 FROM product WHERE sku = ?1");
    find.bind(1, price.sku.text());
    const bool product_is_known = find.step() == wire::Step::row;
    if (list->second && product_is_known) return true;
    ++report.counts.refused;
    if (!list->second) {
      report.refusals.push_back(
          unknown_reference(request_, place, "list", "price list", price.list.text()));
    }
    if (!product_is_known) {
      report.refusals.push_back(
          unknown_reference(request_, place, "sku", "product", price.sku.text()));
    }
    return false;
  }

  const ImportRequest& request_;
  wire::Snapshot& before_;
  KeyedLines<Price> lines_;
  std::map<PriceListCode, bool> lists_;
};

}  // namespace

std::unique_ptr<MasterImport> make_price_import(const ImportRequest& request,
                                                wire::Snapshot& before) {
  return std::make_unique<PriceImport>(request, before);
}

}  // namespace tally::server::catalogue
