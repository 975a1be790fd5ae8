// Weight: what goods weigh as a rate card counts it.
// In go grams, cubic centimetres and a card's table; out come thousandths of its weight unit, and
// grams again.
// Only the freight room includes this: freight.hpp is the way in.
// It asks no product: measure_goods did.
//   charged_weight(card, table, measures)   // 13'000 for 12.4 kg in steps of a kilogram
#pragma once

#include <cstdint>
#include <optional>

#include "shared/freight/freight.hpp"

namespace tally::freight {

/// Grams as thousandths of the unit. A pound is 453.59237 g exactly (international yard and pound
/// agreement of 1959); goods are stored in whole grams, so pounds are taken to the nearest
/// hundredth, as a scale shows them: 454 g are 1.00 lb. nullopt where it does not fit.
std::optional<std::int64_t> to_thousandths(WeightUnit unit, std::int64_t grams);
/// The way back, rounded half up.
std::optional<std::int64_t> to_grams(WeightUnit unit, std::int64_t thousandths);

/// max(weight, volume / divisor rounded up, least weight), rounded up to the step. A cubic inch is
/// 16.387064 cm³ exactly.
std::optional<std::int64_t> charged_weight(const RateCard& card, const RateTable& table,
                                           const Measures& measures);

}  // namespace tally::freight
