#include "shared/freight/zone.hpp"

#include <algorithm>
#include <tuple>

namespace tally::freight {

namespace {

auto closeness(const RatePlace& place) {
  return std::tuple(!place.country.empty(), place.postal.from.size(), !place.admin_area.empty());
}

/// Nearly all places of a large card begin with another figure: the rest of them is not looked at.
bool begins_elsewhere(const PostalRange& range, std::string_view postal) {
  if (range.from.empty()) return false;
  return postal.empty() || postal.front() < range.from.front() ||
         postal.front() > range.until.front();
}

/// Keeps the smallest two names, so that the order of the places changes nothing.
void add_rival(const std::string& name, ZoneFound& found) {
  const std::string* rival = &name;
  if (*rival == *found.zone || (found.rival != nullptr && *rival == *found.rival)) return;
  if (*rival < *found.zone) std::swap(rival, found.zone);
  if (found.rival == nullptr || *rival < *found.rival) found.rival = rival;
}

}  // namespace

bool holds_place(const RatePlace& place, const Destination& destination,
                 std::string_view postal) {
  if (begins_elsewhere(place.postal, postal)) return false;
  if (!place.country.empty() && place.country != destination.country) return false;
  if (!place.admin_area.empty() && place.admin_area != destination.admin_area) return false;
  return holds_postal(place.postal, postal);
}

ZoneFound find_zone(const RateTable& table, const Destination& destination) {
  const std::string postal = normal_postal(destination.postal_code);
  const ZonePlace* best = nullptr;
  ZoneFound found;
  for (const ZonePlace& each : table.places) {
    if (!holds_place(each.place, destination, postal)) continue;
    if (best == nullptr || closeness(each.place) > closeness(best->place)) {
      best = &each;
      found = {&each.zone, nullptr};
    } else if (closeness(each.place) == closeness(best->place)) {
      add_rival(each.zone, found);
    }
  }
  return found;
}

const RateZone* zone_named(const RateTable& table, const std::string& name) {
  const auto found = std::ranges::find(table.zones, name, &RateZone::name);
  return found == table.zones.end() ? nullptr : &*found;
}

}  // namespace tally::freight
