// Supply: whose tax law holds for one order, before any rate is looked for.
// In go the facts, the ship-to's address and the day; out come where rates are taken from, or why
// none is charged (reverse charge, export), how freight is taxed, and issues.
// Territories, unions, sourcing and exports are rows of `tax_places`: no country is known here.
// It will not ask whether a VAT number is valid: that is a fact of the customer, with its day.
#pragma once

#include <optional>

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/outcome.hpp"

namespace tally::tax {

struct Supply {
  /// standard: rates are charged; else reverse_charge or exported.
  TaxReason reason = TaxReason::standard;
  /// Where the rates are looked for. Its postal code is a normal one.
  Address rates_at;
  TaxSupply relation = TaxSupply::any;
  FreightTax freight = FreightTax::goods;
  std::optional<TaxClass> freight_class;
  Issues issues;
};

/// Without an origin of the company the ship-to's rates hold, whatever the rows say of exports.
Supply decide_supply(const Facts& facts, const Address& ship_to);

}  // namespace tally::tax
