#include "shared/data/tax_table.hpp"

#include <algorithm>

namespace tally {

std::string normal_postal(std::string_view text) {
  std::string normal;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) normal += c;
    if (c >= 'a' && c <= 'z') normal += static_cast<char>(c - 'a' + 'A');
  }
  return normal;
}

bool holds_postal(const PostalRange& range, std::string_view postal) {
  if (range.from.empty()) return true;
  if (postal.size() < range.from.size()) return false;
  const std::string_view first = postal.substr(0, range.from.size());
  return range.from <= first && first <= range.until;
}

std::string_view postal_key(const PostalRange& range) {
  const auto [one, other] = std::ranges::mismatch(range.from, range.until);
  return std::string_view(range.from).substr(
      0, static_cast<std::size_t>(one - range.from.begin()));
}

std::string say_postal(const PostalRange& range) {
  return range.from == range.until ? range.from : range.from + " to " + range.until;
}

}  // namespace tally
