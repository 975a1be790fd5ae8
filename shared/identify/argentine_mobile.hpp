// Argentine mobile: a number that Argentina dials in one way and the world in another.
// In go the digits behind 0 or +54; out comes the number as it is dialled from abroad, or nothing
// where it is no mobile number dialled as within the country.
// Within: area code, 15, the rest. From abroad: 9, area code, the rest.
// It knows which area codes have two and three digits; all others have four.
//   find_argentine_mobile("111523456789")->number == "91123456789"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tally::identify {

struct ArgentineMobile {
  std::string area;
  std::string number;
};

std::optional<ArgentineMobile> find_argentine_mobile(std::string_view national);

/// 15 and the rest, as it is dialled within the area alone.
bool is_argentine_mobile_without_area(std::string_view national);

}  // namespace tally::identify
