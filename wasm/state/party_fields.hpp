#pragma once
// Which fields a captured party has, and in which order its country writes them.
// In: a country's two letters and the address so far. Out: paths with the country's own words
// ("State", "Postal code"), the country first; all countries by name.
// A field that the country does not use appears only where something stands in it. It judges
// nothing: the rooms of addresses and identifiers do.
//
//     address_fields("US", address, "address.")[3].label == "City"

#include <string>
#include <string_view>
#include <vector>

#include "shared/data/customer.hpp"

namespace tally::app {

struct PartyField {
  std::string path;        // "address.locality", "billing.locality", "vat_id"
  std::string label;       // "City"
  bool required = false;
  bool short_text = false;  // stands beside its neighbours where there is room
};

struct CountryChoice {
  std::string code, name;
};
/// By name.
const std::vector<CountryChoice>& country_choices();

/// `base` ends with a point: "address.", "billing.".
std::vector<PartyField> address_fields(std::string_view country, const Address& filled,
                                       std::string_view base);

}  // namespace tally::app
