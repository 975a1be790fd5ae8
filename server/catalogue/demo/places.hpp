// Places: towns of ten countries with what an address there looks like, as tables.
// City, region and postal code belong together; street names are common ones of each country.
// A postal pattern has # for a digit, @ for a letter and * for either.
// No address is meant to be anybody's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tally::server::catalogue::demo {

struct City {
  std::string_view name;
  /// As the post office writes it; empty where addresses have none.
  std::string_view region;
  std::string_view postal_pattern;
};

/// street_before_number: "Industriestraße 14" and not "14 Mill Lane".
enum class StreetForm : std::uint8_t { number_before_street, street_before_number, comma_number };

struct Country {
  std::string_view code;
  StreetForm street_form;
  std::span<const City> cities;
  std::span<const std::string_view> streets;
  /// How company names are made.
  std::span<const std::string_view> name_stems;
  std::span<const std::string_view> name_trades;
  std::span<const std::string_view> legal_forms;
  std::string_view price_list;
  /// Of a thousand customers.
  int share;
  /// Digits behind the country's VAT prefix; 0 where there is no such number.
  int vat_digits;
  /// With # for a digit; a range that no subscriber has. Empty: no telephone number is made.
  std::string_view phone_pattern;
};

std::span<const Country> countries();

}  // namespace tally::server::catalogue::demo
