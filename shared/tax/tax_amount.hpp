// Tax amount: what one or several stacked rates take of one amount, rounded once.
// In go the amount, the authorities with their rates and bases, whether the amount includes the
// tax, and the rounding; out come whole minor units for each authority.
// Everything is exact in 128 bits until the one rounding; a tax on a tax counts on the exact one.
// It knows no places and no days: tax.cpp brings the rates.
//   weigh_rates({{"CGST", Rate{90'000}}, {"SGST", Rate{90'000}}})->sum == 180'000'000'000
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/data/outcome.hpp"
#include "shared/data/price_list.hpp"

namespace tally::tax {

/// What each authority takes of 10^12 minor units of net.
struct RateWeights {
  std::vector<std::int64_t> each;
  std::int64_t sum = 0;
};

/// No authorities: the one rate. nullopt where a rate is beyond all reason (over 1000 %).
std::optional<RateWeights> weigh_rates(const TaxWhy& why);

/// The stacked rates as one, to a part per million: for people, not for arithmetic.
Rate stacked_rate(const RateWeights& weights);

struct TaxRounding {
  Rounding mode = Rounding::half_up;
  TaxRoundingLevel level = TaxRoundingLevel::document;
  AuthorityRounding authorities = AuthorityRounding::each;
};

/// One share for each weight. `amount` is the net, or the gross where prices include tax (then a
/// share is amount * weight / (10^12 + sum)). With `unit_quantity` the tax of one unit is rounded
/// and taken times the quantity. nullopt on overflow.
std::optional<std::vector<std::int64_t>> take_tax(const Money& amount, const RateWeights& weights,
                                                  PriceTax price_tax, const TaxRounding& rounding,
                                                  std::optional<Quantity> unit_quantity);

}  // namespace tally::tax
