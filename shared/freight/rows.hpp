// Rows: what one zone of a rate card asks for a measure.
// In go the rows of a zone, in their order, and a measure; out come the row that holds it and the
// amount in minor units.
// Only the freight room includes this: freight.hpp is the way in.
// It knows no surcharges and no goods.
//   const auto row = find_row(zone, 12'500);   rate_amount(zone, *row, 12'500)
#pragma once

#include <cstdint>
#include <optional>

#include "shared/data/rate_card.hpp"

namespace tally::freight {

/// The first row whose range holds the measure, by its place; nullopt where none does.
std::optional<std::size_t> find_row(const RateZone& zone, std::int64_t measure);

/// What row `index` asks for a measure within it; nullopt where it does not fit, or where nothing
/// is served there. A further row stands on the one that ends where it begins.
std::optional<std::int64_t> rate_amount(const RateZone& zone, std::size_t index,
                                        std::int64_t measure);

/// The least that a row behind `index` asks at its beginning; nullopt where none asks anything.
std::optional<std::int64_t> least_of_later(const RateZone& zone, std::size_t index);

}  // namespace tally::freight
