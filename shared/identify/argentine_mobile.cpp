#include "shared/identify/argentine_mobile.hpp"

#include <algorithm>

namespace tally::identify {

namespace {

/// Area code, 15 and the rest; area code and rest are ten digits.
constexpr std::size_t domestic_digits = 12;

/// Buenos Aires has 11, all others have four digits (Plan Fundamental de Numeración Nacional, as
/// filed with ITU-T E.129).
constexpr std::string_view areas_of_three[] = {
    "220", "221", "223", "230", "236", "237", "249", "260", "261", "263", "264", "266", "280",
    "291", "294", "297", "298", "299", "336", "341", "342", "343", "345", "348", "351", "353",
    "358", "362", "364", "370", "376", "379", "380", "381", "383", "385", "387", "388"};

/// 15 cannot stand both behind the third digit and behind the fourth, so its place decides.
std::size_t area_digits(std::string_view national) {
  if (national.starts_with("11")) return 2;
  const bool may_be_three = std::ranges::binary_search(areas_of_three, national.substr(0, 3));
  return may_be_three && national.substr(3, 2) == "15" ? 3 : 4;
}

}  // namespace

std::optional<ArgentineMobile> find_argentine_mobile(std::string_view national) {
  // Some write both the 9 of abroad and the 15 of home.
  if (national.starts_with('9')) national.remove_prefix(1);
  if (national.size() != domestic_digits) return std::nullopt;
  const std::size_t area = area_digits(national);
  const bool begins_right = area == 2 || national[0] == '2' || national[0] == '3';
  if (!begins_right || national.substr(area, 2) != "15") return std::nullopt;
  ArgentineMobile found;
  found.area = national.substr(0, area);
  found.number = "9" + found.area + std::string(national.substr(area + 2));
  return found;
}

bool is_argentine_mobile_without_area(std::string_view national) {
  return national.starts_with("15") && national.size() >= 8 && national.size() <= 10;
}

}  // namespace tally::identify
