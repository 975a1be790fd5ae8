// Check state: what the parts of the check share while one address is looked at.
// In go the address and the finding; the parts add issues, changes and what is settled already.
// It holds no rules: check.cpp, misplaced.cpp and check_us.cpp do.
// Only this room uses it; check.hpp is what others see.
//   const auto issue = state.add(IssueCode::address_field_missing, "locality", {…});
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/address/check.hpp"
#include "shared/address/us_street.hpp"

namespace tally::address {

struct CheckState {
  const Address& address;
  Finding& finding;
  const CountryRow* country = nullptr;
  /// Fields that an issue settles already: nothing more is said of them.
  FieldSet settled;
  /// Known where admin_area names one.
  const ProvinceRow* province = nullptr;

  /// The number of the issue, for its changes.
  std::uint32_t add(IssueCode code, std::string path, std::vector<Argument> arguments) {
    finding.issues.push_back(make_issue(code, std::move(path), std::move(arguments)));
    return static_cast<std::uint32_t>(finding.issues.size() - 1);
  }
  void propose(std::uint32_t issue, std::string path, std::string_view from, std::string_view to) {
    finding.changes.push_back({std::move(path), std::string(from), std::string(to),
                               finding.issues[issue].code, issue});
  }
  std::string country_name() const { return std::string(country->name.view()); }
  std::string word(Field field) const { return std::string(field_word(field, country)); }
};

std::string street_path(std::size_t line);

/// misplaced.cpp: parts that stand in fields of others.
void check_misplaced(CheckState& state);
/// misplaced.cpp: a postal code field that holds more than the code; true where it said so.
bool check_postal_with_more(CheckState& state);
/// misplaced.cpp: a province field that holds more than the province; true where it said so.
bool check_province_with_more(CheckState& state);
/// check_us.cpp: APO, FPO or DPO in the United States.
bool is_military_city(const CheckState& state);
/// check_us.cpp: AA, AE or AP.
bool is_military_state(std::string_view key);
/// check_us.cpp: streets and military mail of the United States and its territories.
void check_us(CheckState& state, const us::StreetReading& street);

}  // namespace tally::address
