#include "shared/data/rate_card.hpp"

namespace tally {

int measure_decimals(RateBasis basis) {
  switch (basis) {
    case RateBasis::weight: return 3;
    case RateBasis::volume: return 6;
    case RateBasis::pieces:
    case RateBasis::consignment: break;
  }
  return 0;
}

std::string say_place(const RatePlace& place) {
  std::string said = place.country.empty() ? "every country" : place.country;
  if (!place.admin_area.empty()) said += " " + place.admin_area;
  if (!place.postal.from.empty()) said += " " + say_postal(place.postal);
  return said;
}

}  // namespace tally
