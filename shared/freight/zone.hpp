// Zone: in which zone of a table a place lies.
// In go a table and a destination; out comes the name of the zone, or two where the table has the
// place in both.
// Only the freight room includes this: freight.hpp is the way in.
// It asks nothing of the zone's rates.
//   find_zone(table, {.country = "US", .postal_code = "94105"}).zone
#pragma once

#include <string>

#include "shared/data/rate_card.hpp"
#include "shared/freight/freight.hpp"

namespace tally::freight {

/// Views into the table.
struct ZoneFound {
  /// nullptr: none.
  const std::string* zone = nullptr;
  /// Another one that is as close; nullptr: none.
  const std::string* rival = nullptr;
};

/// Of the places that hold the destination the closest one decides: one of a country before one of
/// every country, then more of the postal code, then a state. Does not depend on their order.
ZoneFound find_zone(const RateTable& table, const Destination& destination);

/// `postal` is a normal_postal of the destination's.
bool holds_place(const RatePlace& place, const Destination& destination, std::string_view postal);

const RateZone* zone_named(const RateTable& table, const std::string& name);

}  // namespace tally::freight
