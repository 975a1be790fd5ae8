#include "server/catalogue/cell_forms.hpp"

#include <algorithm>
#include <array>

#include "shared/base/text.hpp"

namespace tally::server::catalogue {

namespace {

/// The separators that people mean by a space or an apostrophe between digits.
constexpr std::array<std::string_view, 4> spaces{" ", "\u00a0", "\u202f", "\u2009"};
constexpr std::array<std::string_view, 2> apostrophes{"'", "\u2019"};

/// The length of the thousands separator at the start of `text`, or 0.
std::size_t separator_length(std::string_view text, std::string_view thousands) {
  if (thousands.empty()) return 0;
  const auto length_in = [&](const auto& signs) -> std::size_t {
    for (const std::string_view sign : signs) {
      if (text.starts_with(sign)) return sign.size();
    }
    return 0;
  };
  if (thousands == " ") return length_in(spaces);
  if (thousands == "'") return length_in(apostrophes);
  return text.starts_with(thousands) ? thousands.size() : 0;
}

/// Reads one to `digits_max` digits at the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t digits_min,
                               std::size_t digits_max) {
  int value = 0;
  std::size_t count = 0;
  while (count < digits_max && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    value = value * 10 + (text[count++] - '0');
  }
  if (count < digits_min) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

struct DateParts {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// Reads what one letter of the form stands for; false where the text does not fit.
bool take_part(char letter, std::string_view& text, DateParts& parts) {
  const bool two_at_least = letter == 'M' || letter == 'S' || letter == 'y';
  const std::size_t digits_min = letter == 'Y' ? 4 : two_at_least ? 2 : 1;
  const std::size_t digits_max = letter == 'Y' ? 4 : 2;
  const auto value = take_digits(text, digits_min, digits_max);
  if (!value) return false;
  switch (letter) {
    case 'Y': parts.year = *value; return true;
    case 'y': parts.year = 2000 + *value; return true;
    case 'm': parts.month = *value; return true;
    case 'd': parts.day = *value; return true;
    case 'H': return *value <= 24;
    case 'M': return *value <= 59;
    default: return *value <= 60;
  }
}

constexpr std::string_view date_letters = "YymdHMS";

}  // namespace

std::expected<std::int64_t, DecimalError> parse_number(std::string_view cell,
                                                       const NumberForm& form, int decimals) {
  cell = trim(cell);
  const bool plain = form.decimal == "." && form.thousands.empty();
  if (plain) {
    const bool grouped = cell.find(',') != std::string_view::npos;
    if (grouped) return std::unexpected(DecimalError::not_a_number);
    return parse_decimal(cell, decimals);
  }
  // Into the core's own form: "," between groups, "." before the decimals.
  std::string plain_text;
  plain_text.reserve(cell.size());
  while (!cell.empty()) {
    if (const std::size_t length = separator_length(cell, form.thousands); length > 0) {
      plain_text += ',';
      cell.remove_prefix(length);
    } else if (cell.starts_with(form.decimal)) {
      plain_text += '.';
      cell.remove_prefix(form.decimal.size());
    } else if (cell.front() == '.' || cell.front() == ',') {
      return std::unexpected(DecimalError::not_a_number);
    } else {
      plain_text += cell.front();
      cell.remove_prefix(1);
    }
  }
  return parse_decimal(plain_text, decimals);
}

std::optional<DateForm> find_date_form(std::string_view text) {
  const auto count = [&](char letter) { return std::ranges::count(text, letter); };
  const bool whole = count('Y') + count('y') == 1 && count('m') == 1 && count('d') == 1;
  if (!whole) return std::nullopt;
  return DateForm{std::string(text)};
}

std::optional<Date> parse_date(std::string_view cell, const DateForm& form) {
  std::string_view text = trim(cell);
  DateParts parts;
  for (const char letter : form.text) {
    if (date_letters.find(letter) == std::string_view::npos) {
      if (text.empty() || text.front() != letter) return std::nullopt;
      text.remove_prefix(1);
    } else if (!take_part(letter, text, parts)) {
      return std::nullopt;
    }
  }
  if (!text.empty()) return std::nullopt;
  return Date::from_civil(parts.year, parts.month, parts.day);
}

}  // namespace tally::server::catalogue
