// Address: where something goes, as it was typed, in the fields that the world's post offices know.
// Plain values in UTF-8; a field that is empty is not there, and no field is required here.
// Which of them a country wants, and in which order, only address/ knows.
// It checks and corrects nothing. (tally::Address of customer.hpp is the shorter one of an order.)
#pragma once

#include <string>
#include <vector>

namespace tally::address {

struct Address {
  std::string recipient;
  std::string organisation;
  /// Street, house number, unit, post office box: one to some lines.
  std::vector<std::string> street;
  /// District, suburb, townland, neighbourhood.
  std::string dependent_locality;
  /// City or post town.
  std::string locality;
  /// State, province, prefecture, county, …: its key or its name.
  std::string admin_area;
  std::string postal_code;
  /// CEDEX and the like.
  std::string sorting_code;
  /// ISO 3166-1 alpha-2.
  std::string country;
  friend bool operator==(const Address&, const Address&) = default;
};

}  // namespace tally::address
