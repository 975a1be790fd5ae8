// Days as spreadsheets show them: three parts, of which one order alone makes a day.
#include <algorithm>
#include <array>
#include <vector>

#include "shared/base/text.hpp"
#include "shared/intake/intake.hpp"

namespace tally::intake {

namespace {

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> full_months{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

struct DayPart {
  int value = 0;
  std::size_t digits = 0;  // 0: a month by name
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<int> month_named(std::string_view word) {
  const std::string lower = ascii_lower(word);
  for (std::size_t at = 0; at < months.size(); ++at) {
    const bool is_it = lower == months[at] || lower == full_months[at] ||
                       (lower == "sept" && months[at] == "sep");
    if (is_it) return static_cast<int>(at) + 1;
  }
  return std::nullopt;
}

std::optional<DayPart> take_part(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::string_view digits = text.substr(0, end);
  if (end == 0) {
    while (end < text.size() && is_letter(text[end])) ++end;
    const auto month = month_named(text.substr(0, end));
    text.remove_prefix(end);
    return month ? std::optional(DayPart{*month, 0}) : std::nullopt;
  }
  text.remove_prefix(end);
  if (digits.size() > 4 || digits.size() == 3) return std::nullopt;
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return DayPart{value, digits.size()};
}

/// One separator, and spaces around it: "31. March", "Mar 31, 2026".
char take_separator(std::string_view& text) {
  char found = ' ';
  std::size_t length = 0;
  for (; length < text.size(); ++length) {
    const char c = text[length];
    if (c == ' ') continue;
    if (found != ' ' || (c != '.' && c != '/' && c != '-' && c != ',')) break;
    found = c;
  }
  text.remove_prefix(length);
  return length == 0 ? '\0' : found;
}

std::optional<Date> make_day(DayPart year, int month, int day) {
  if (year.digits != 4 && year.digits != 2) return std::nullopt;
  return Date::from_civil(year.digits == 2 ? 2000 + year.value : year.value, month, day);
}

/// Numbers alone, the year last. With full stops between them the day is first; with strokes only
/// where one order alone is a day, or both are the same.
std::optional<Date> year_last(const std::array<DayPart, 3>& part, char separator) {
  const auto day_first = make_day(part[2], part[1].value, part[0].value);
  if (separator == '.') return day_first;
  const auto month_first = make_day(part[2], part[0].value, part[1].value);
  if (day_first && month_first && day_first != month_first) return std::nullopt;
  return day_first ? day_first : month_first;
}

}  // namespace

std::optional<Date> date_meant(std::string_view cell) {
  std::string_view text = trim(cell);
  std::array<DayPart, 3> part;
  char separator = 0;
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (at > 0) separator = take_separator(text);
    const auto taken = at > 0 && separator == 0 ? std::nullopt : take_part(text);
    if (!taken) return std::nullopt;
    part[at] = *taken;
  }
  if (!text.empty()) return std::nullopt;
  const auto named = std::ranges::count(part, std::size_t{0}, &DayPart::digits);
  if (named > 1) return std::nullopt;
  if (part[0].digits == 4) return make_day(part[0], part[1].value, part[2].value);
  if (part[1].digits == 0) return make_day(part[2], part[1].value, part[0].value);
  if (part[0].digits == 0) return make_day(part[2], part[0].value, part[1].value);
  return named == 0 ? year_last(part, separator) : std::nullopt;
}

}  // namespace tally::intake
