// City line: takes "Springfield, IL 62701, USA" apart.
// In go a country and the text of one field; out come the parts that were recognised, as pieces of
// the text: postal code, province, country, and what is left as the city.
// It recognises only what cannot well be anything else: a code of the country's own form, a
// province behind a comma or as its key in capitals, a country's name behind a comma.
// It decides nothing: misplaced.cpp compares the parts with the fields.
//   read_city_line(usa, "Springfield, IL 62701").province->key == "IL"
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/address/metadata.hpp"

namespace tally::address {

struct CityLine {
  std::string_view city;
  std::string_view postal;
  std::string_view province_text;
  const ProvinceRow* province = nullptr;
  std::string_view country_text;
  const CountryRow* country = nullptr;
  int parts() const {
    return (postal.empty() ? 0 : 1) + (province == nullptr ? 0 : 1) + (country == nullptr ? 0 : 1);
  }
};

CityLine read_city_line(const CountryRow& country, std::string_view text);

/// False where the text cannot hold a misplaced part: most cities, quickly.
bool may_hold_parts(std::string_view text);

/// Without blanks and commas at both ends.
std::string_view trim_gaps(std::string_view text);

}  // namespace tally::address
