// Reads calendar days, and guesses what other notations mean without choosing among them.
#include <algorithm>
#include <array>
#include <optional>

#include "shared/base/date.hpp"
#include "shared/rules/amount.hpp"

namespace tally::rules {

namespace {

std::optional<int> small_number(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

void offer(std::vector<std::string>& days, int year, int month, int day) {
  const auto date = Date::from_civil(year < 100 ? year + 2000 : year, month, day);
  if (date && std::ranges::find(days, date->print()) == days.end()) days.push_back(date->print());
}

/// "11/01/2026", "1.11.2026", "2026/11/1": every day it can be, the likelier order first.
std::vector<std::string> days_of_marks(std::string_view text) {
  const std::size_t first = text.find_first_of("/.-");
  if (first == std::string_view::npos || first + 1 >= text.size()) return {};
  const std::size_t second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return {};
  const auto a = small_number(text.substr(0, first));
  const auto b = small_number(text.substr(first + 1, second - first - 1));
  const auto c = small_number(text.substr(second + 1));
  if (!a || !b || !c) return {};
  std::vector<std::string> days;
  if (first == 4) {
    offer(days, *a, *b, *c);
  } else if (text[first] == '/') {
    offer(days, *c, *a, *b);
    offer(days, *c, *b, *a);
  } else {
    offer(days, *c, *b, *a);
    offer(days, *c, *a, *b);
  }
  return days;
}

std::optional<int> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> months{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i].starts_with(word)) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

}  // namespace

std::expected<Amount, AmountError> read_day(std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.kind == TokenKind::word) {
    if (const auto date = Date::parse(token.text)) return Amount{date->days(), at + 1};
  }
  AmountError error{IssueCode::rule_date_wrong, token.text, days_of_marks(token.text)};
  // "1 November 2026" and "November 1, 2026"
  std::vector<std::string> words;
  for (std::size_t i = at; i < tokens.size() && words.size() < 3; ++i) {
    if (tokens[i].kind == TokenKind::word) words.push_back(tokens[i].folded);
    else if (tokens[i].kind != TokenKind::comma) break;
  }
  if (words.size() == 3) {
    const bool is_month_first = month_named(words[0]).has_value();
    const auto month = month_named(words[is_month_first ? 0 : 1]);
    const auto day = small_number(words[is_month_first ? 1 : 0]);
    const auto year = small_number(words[2]);
    if (month && day && year) {
      error.word = words[0] + " " + words[1] + " " + words[2];
      offer(error.suggestions, *year, *month, *day);
    }
  }
  return std::unexpected(std::move(error));
}

}  // namespace tally::rules
