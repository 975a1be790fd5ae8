#include "shared/address/city_line.hpp"

#include <algorithm>

#include "shared/address/postal_code.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

bool is_key_like(std::string_view word) {
  return word.size() >= 2 && word.size() <= 3 && std::ranges::all_of(word, is_capital);
}

bool holds_figure(std::string_view text) { return std::ranges::any_of(text, is_digit); }

/// Where the last `count` words begin; npos where there are not so many.
std::size_t last_words(std::string_view text, int count) {
  std::size_t place = text.size();
  for (int i = 0; i < count; ++i) {
    while (place > 0 && (text[place - 1] == ' ' || text[place - 1] == ',')) --place;
    if (place == 0) return std::string_view::npos;
    while (place > 0 && text[place - 1] != ' ' && text[place - 1] != ',') --place;
  }
  return place;
}

std::size_t first_words(std::string_view text, int count) {
  std::size_t place = 0;
  for (int i = 0; i < count; ++i) {
    while (place < text.size() && (text[place] == ' ' || text[place] == ',')) ++place;
    if (place == text.size()) return std::string_view::npos;
    while (place < text.size() && text[place] != ' ' && text[place] != ',') ++place;
  }
  return place;
}

bool is_code_like(const CountryRow& country, std::string_view text) {
  return text.size() >= 3 && holds_figure(text) && reads_as_postal_code(country, text);
}

void take_country(const CountryRow& country, std::string_view& rest, CityLine& line) {
  const std::size_t comma = rest.rfind(',');
  if (comma == std::string_view::npos) return;
  const std::string_view name = trim(rest.substr(comma + 1));
  if (name.size() < 2 || find_province(country, name) != nullptr) return;
  const CountryRow* named = country_by_name(name);
  if (named == nullptr || trim_gaps(rest.substr(0, comma)).empty()) return;
  line.country = named;
  line.country_text = name;
  rest = trim_gaps(rest.substr(0, comma));
}

void take_postal(const CountryRow& country, std::string_view& rest, CityLine& line) {
  if (country.postal_pattern == 0 || !holds_figure(rest)) return;
  for (const int count : {2, 1}) {
    const std::size_t begin = last_words(rest, count);
    if (begin != std::string_view::npos && is_code_like(country, rest.substr(begin))) {
      line.postal = trim_gaps(rest.substr(begin));
      rest = trim_gaps(rest.substr(0, begin));
      return;
    }
    const std::size_t end = first_words(rest, count);
    if (end != std::string_view::npos && is_code_like(country, rest.substr(0, end))) {
      line.postal = trim_gaps(rest.substr(0, end));
      rest = trim_gaps(rest.substr(end));
      return;
    }
  }
}

bool put_province(const CountryRow& country, std::string_view text, std::size_t city_end,
                  std::string_view& rest, CityLine& line) {
  const std::string_view city = trim_gaps(rest.substr(0, city_end));
  const ProvinceRow* province = city.empty() ? nullptr : find_province(country, text);
  if (province == nullptr) return false;
  line.province = province;
  line.province_text = text;
  rest = city;
  return true;
}

/// Where provinces have names in English that stand between city and code without a comma.
bool writes_names_out(const CountryRow& country) {
  return country.code() == "US" || country.code() == "CA" || country.code() == "AU";
}

void take_province(const CountryRow& country, std::string_view& rest, CityLine& line) {
  if (country.province_count == 0 || !country.used().has(Field::admin_area)) return;
  if (const std::size_t comma = rest.rfind(','); comma != std::string_view::npos) {
    if (put_province(country, trim(rest.substr(comma + 1)), comma, rest, line)) return;
  }
  if (rest.ends_with(')')) {
    const std::size_t open = rest.rfind('(');
    if (open == std::string_view::npos) return;
    const std::string_view inside = trim(rest.substr(open + 1, rest.size() - open - 2));
    if (is_key_like(inside)) put_province(country, inside, open, rest, line);
    return;
  }
  const std::size_t gap = rest.find_last_of(" /-,");
  if (gap != std::string_view::npos && is_key_like(rest.substr(gap + 1))) {
    std::size_t end = gap;
    while (end > 0 && (rest[end - 1] == '-' || rest[end - 1] == ' ')) --end;
    if (put_province(country, rest.substr(gap + 1), end, rest, line)) return;
  }
  if (line.postal.empty() || !writes_names_out(country)) return;
  for (const int count : {3, 2, 1}) {
    const std::size_t begin = last_words(rest, count);
    if (begin == std::string_view::npos || begin == 0) continue;
    if (put_province(country, trim_gaps(rest.substr(begin)), begin, rest, line)) return;
  }
}

}  // namespace

std::string_view trim_gaps(std::string_view text) {
  const auto is_gap = [](char c) { return c == ' ' || c == ',' || c == ';' || c == '\t'; };
  while (!text.empty() && is_gap(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_gap(text.back())) text.remove_suffix(1);
  return text;
}

CityLine read_city_line(const CountryRow& country, std::string_view text) {
  CityLine line;
  std::string_view rest = trim_gaps(text);
  take_country(country, rest, line);
  take_postal(country, rest, line);
  take_province(country, rest, line);
  line.city = rest;
  return line;
}

bool may_hold_parts(std::string_view text) {
  text = trim(text);
  if (text.find(',') != std::string_view::npos || holds_figure(text) || text.ends_with(')')) {
    return true;
  }
  const std::size_t gap = text.find_last_of(" /-");
  return gap != std::string_view::npos && is_key_like(text.substr(gap + 1));
}

}  // namespace tally::address
