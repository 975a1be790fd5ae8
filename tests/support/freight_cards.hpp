// Freight cards: rate cards and goods for tests.
// In go figures in whole kilograms and cents; out come cards, products and consignments.
// It checks nothing, so that a test can make what cannot be.
// For cards as people write them see tests/cases/freight.
//   const RateCard card = small_card();   consignment_of({{&box, units(3)}}, "10115")
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "shared/freight/freight.hpp"
#include "tests/support/usd.hpp"

namespace tally::tests {

inline RateRow total_row(std::int64_t above, std::int64_t up_to, std::int64_t cents) {
  return {RateForm::total, above, up_to, 0, cents};
}

/// Zone A is Germany: 5.00 up to 1 kg, 8.00 up to 5 kg, then 1.00 for each further kilogram up to
/// 30 kg.
inline RateCard small_card() {
  RateCard card;
  card.code = RateCardCode::parse("SMALL").value();
  card.currency = Currency::parse("USD").value();
  RateTable table;
  table.places = {{"A", {.country = "DE"}}};
  table.zones = {{.name = "A",
                  .rows = {total_row(0, 1000, 500), total_row(1000, 5000, 800),
                           {RateForm::further, 5000, 30'000, 1000, 100}}}};
  card.tables = {std::move(table)};
  return card;
}

inline Product box_of(std::int64_t weight_g, std::int64_t side_mm = 0) {
  Product product;
  product.sku = Sku::parse("BOX-" + std::to_string(weight_g)).value();
  product.weight_g = weight_g;
  product.length_mm = product.width_mm = product.height_mm = side_mm;
  return product;
}

inline freight::Consignment consignment_of(std::vector<freight::ConsignmentLine> lines,
                                           std::string postal_code = "10115") {
  freight::Destination to{ShipToCode::parse("HOME").value(), "DE", "", std::move(postal_code)};
  return {std::move(to), usd(10'000), std::move(lines)};
}

inline constexpr Date freight_day = Date::from_days(20'514);  // 2026-03-02

}  // namespace tally::tests
