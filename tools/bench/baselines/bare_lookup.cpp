#include "tools/bench/baselines/bare_lookup.hpp"

namespace tally::bench {

BareLookup::BareLookup(const wire::Database& db, const RawOrder& order, const Facts& facts)
    : product_(db.prepare(
          "SELECT sku, gtin, name, unit, family, variant, tax_class, status, successor, case_pack, "
          "minimum, step, weight_g FROM product WHERE sku = ?1")),
      price_(db.prepare("SELECT quantity_from, unit_price, valid_from, valid_until FROM price "
                        "WHERE product = (SELECT id FROM product WHERE sku = ?1) "
                        "AND list = (SELECT id FROM price_list WHERE code = ?2) "
                        "ORDER BY quantity_from, valid_from")) {
  for (const RawLine& line : order.lines) skus_.push_back(line.sku);
  for (const PriceList& list : facts.price_lists) lists_.push_back(list.code.text());
}

std::int64_t BareLookup::step_all() {
  std::int64_t rows = 0;
  for (const std::string& sku : skus_) {
    product_.bind(1, sku);
    if (product_.step() == wire::Step::row) ++rows;
    product_.reset();
    for (const std::string& list : lists_) {
      price_.bind(1, sku).bind(2, list);
      while (price_.step() == wire::Step::row) ++rows;
      price_.reset();
    }
  }
  return rows;
}

}  // namespace tally::bench
