// Address examples: an address that a country's post would take, made from its metadata.
// In go a country and one of its provinces; out comes an address with all fields that are required.
// Street and city are made up, postal code and province belong together.
// It asks no random: the same country gives the same address.
//   const auto address = example_address(*address::find_country("US"), &texas);
#pragma once

#include <string>

#include "shared/address/metadata.hpp"
#include "shared/address/postal_code.hpp"
#include "shared/data/address.hpp"

namespace tally::tests {

/// `province` may be nullptr where the country requires none.
inline address::Address example_address(const address::CountryRow& country,
                                        const address::ProvinceRow* province) {
  using address::Field;
  address::FieldSet required = country.required();
  if (province != nullptr && province->required_mask != 0) required = {province->required_mask};
  address::Address made;
  made.country = country.code();
  made.recipient = "Ada Lovelace";
  made.street = {"12 Mill Lane"};
  if (required.has(Field::locality)) made.locality = "Oakville";
  if (province != nullptr && country.used().has(Field::admin_area)) {
    made.admin_area = province->written.view();
    const std::string_view key = province->key.view();
    if (country.code() == "US" && (key == "AA" || key == "AE" || key == "AP")) {
      made.locality = "APO";
      made.street = {"UNIT 2050 BOX 4190"};
    }
  }
  const bool free_province = province == nullptr && required.has(Field::admin_area);
  if (free_province) made.admin_area = country.code();
  if (country.used().has(Field::postal_code)) made.postal_code = postal_example(country);
  if (province != nullptr) {
    const std::string_view own = province->example.view();
    const bool fits = !made.postal_code.empty() &&
                      lies_in(*province, postal_form(country, made.postal_code));
    if (!own.empty()) made.postal_code = own;
    else if (!fits) made.postal_code.clear();
  }
  return made;
}

/// Any of its provinces, or none where it has or needs none.
inline const address::ProvinceRow* example_province(const address::CountryRow& country) {
  const bool used = country.used().has(address::Field::admin_area);
  return used && country.province_count > 0 ? &provinces(country).front() : nullptr;
}

}  // namespace tally::tests
