#include "shared/identify/gs1_pairs.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::identify {

namespace {

/// Cuts the text up to the next `sign` off.
std::string_view next_part(std::string_view& rest, char sign) {
  const std::size_t end = std::min(rest.find(sign), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// "31nn" stands for 3100 to 3199.
bool is_meant(std::string_view pattern, std::string_view ai) {
  return pattern.size() == ai.size() &&
         std::ranges::equal(pattern, ai, [](char wanted, char c) {
           return wanted == c || (wanted == 'n' && is_digit(c));
         });
}

const Gs1Pairs* find_pairs(std::string_view ai) {
  const auto rows = gs1_pairs();
  const auto after = std::ranges::upper_bound(rows, ai, {}, &Gs1Pairs::first);
  if (after == rows.begin()) return nullptr;
  const Gs1Pairs& row = *std::prev(after);
  return ai.size() == row.first.size() && ai <= row.last ? &row : nullptr;
}

bool has_all(const std::vector<Element>& elements, std::string_view joined) {
  while (!joined.empty()) {
    const std::string_view pattern = next_part(joined, '+');
    const bool stands = std::ranges::any_of(
        elements, [&](const Element& element) { return is_meant(pattern, element.ai); });
    if (!stands) return false;
  }
  return true;
}

bool has_needed(const std::vector<Element>& elements, std::string_view needs) {
  if (needs.empty()) return true;
  while (!needs.empty()) {
    if (has_all(elements, next_part(needs, ' '))) return true;
  }
  return false;
}

/// "(01), (02) or (8006)"; "(01) with (21)".
std::string say_needs(std::string_view needs) {
  std::vector<std::string> said;
  while (!needs.empty()) {
    std::string_view joined = next_part(needs, ' ');
    std::string one;
    while (!joined.empty()) {
      one += (one.empty() ? "(" : " with (") + std::string(next_part(joined, '+')) + ")";
    }
    said.push_back(std::move(one));
  }
  std::string all;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) all += i + 1 == said.size() ? " or " : ", ";
    all += said[i];
  }
  return all;
}

bool excludes(const Element& element, const Element& other) {
  const Gs1Pairs* row = find_pairs(element.ai);
  if (row == nullptr || element.ai == other.ai) return false;
  std::string_view rest = row->excludes;
  while (!rest.empty()) {
    const std::string_view pattern = next_part(rest, ' ');
    if (pattern == "=" ? find_pairs(other.ai) == row : is_meant(pattern, other.ai)) return true;
  }
  return false;
}

}  // namespace

void hold_gs1_pairs(const std::vector<Element>& elements, Issues& issues) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Element& element = elements[i];
    const std::string path = "elements[" + std::to_string(i) + "]";
    for (std::size_t before = 0; before < i; ++before) {
      const Element& other = elements[before];
      if (!excludes(element, other) && !excludes(other, element)) continue;
      issues.push_back(make_issue(IssueCode::gs1_elements_exclude, path,
                                  {{"ai", element.ai},
                                   {"other", other.ai},
                                   {"other_title", other.title},
                                   {"title", element.title}}));
    }
    const Gs1Pairs* row = find_pairs(element.ai);
    if (row == nullptr || has_needed(elements, row->needs)) continue;
    issues.push_back(make_issue(
        IssueCode::gs1_element_missing, path,
        {{"ai", element.ai}, {"title", element.title}, {"wanted", say_needs(row->needs)}}));
  }
}

}  // namespace tally::identify
