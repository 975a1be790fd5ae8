// Country table: what the room knows of countries: how each dials, and how its IBAN is built.
// In goes nothing; out come rows in the order of their ISO 3166-1 codes, and a row by its code.
// The rows are facts of their sources, named where they stand.
// It knows no names of countries and no addresses.
//   find_phone_row("DE")->calling_code == "49"
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tally::identify {

struct PhoneRow {
  /// ISO 3166-1 alpha-2; empty for a code of no country.
  std::string_view country;
  std::string_view calling_code;
  /// What is dialled before a national number within the country; empty where nothing is.
  std::string_view national_prefixes;
  /// What is dialled before a calling code.
  std::string_view international_prefixes;
  std::int32_t digits_min;
  std::int32_t digits_max;
};

struct IbanRow {
  std::string_view country;
  /// "a4 n6 n8"
  std::string_view structure;
  /// Of the whole IBAN.
  std::int32_t length;
};

std::span<const PhoneRow> phone_rows();
std::span<const PhoneRow> worldwide_phone_rows();
std::span<const IbanRow> iban_rows();

/// nullptr where the code is none.
const PhoneRow* find_phone_row(std::string_view country);
const IbanRow* find_iban_row(std::string_view country);
/// GR for EL, GB for UK and XI (VAT prefixes that people take for countries); others as they are.
std::string_view country_of(std::string_view written);
/// ISO 3166-1 alpha-2, or XK (Kosovo), which banks use.
bool is_country(std::string_view code);

}  // namespace tally::identify
