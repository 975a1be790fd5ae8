#include <algorithm>

#include "shared/identify/country_table.hpp"

namespace tally::identify {

const PhoneRow* find_phone_row(std::string_view country) {
  const auto rows = phone_rows();
  const auto found = std::ranges::lower_bound(rows, country, {}, &PhoneRow::country);
  return found == rows.end() || found->country != country ? nullptr : &*found;
}

const IbanRow* find_iban_row(std::string_view country) {
  const auto rows = iban_rows();
  const auto found = std::ranges::lower_bound(rows, country, {}, &IbanRow::country);
  return found == rows.end() || found->country != country ? nullptr : &*found;
}

std::string_view country_of(std::string_view written) {
  if (written == "EL") return "GR";
  return written == "UK" || written == "XI" ? "GB" : written;
}

bool is_country(std::string_view code) {
  // Ascension and Tristan da Cunha dial on their own, but are no countries of ISO 3166-1.
  return code != "AC" && code != "TA" && find_phone_row(code) != nullptr;
}

}  // namespace tally::identify
