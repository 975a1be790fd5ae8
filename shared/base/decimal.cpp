#include "shared/base/decimal.hpp"

#include <cassert>

#include "shared/base/text.hpp"

namespace tally {

namespace {

/// True where every comma stands between groups of three digits, as in 12,345,678.
bool groups_are_right(std::string_view whole) {
  const std::size_t first = whole.find(',');
  if (first == std::string_view::npos) return true;
  // "0,123" is a continental fraction, not a group of thousands: it must not become 123.
  if (first == 0 || first > 3 || whole.front() == '0') return false;
  std::size_t place = first;
  while (place < whole.size()) {
    if (whole[place] != ',' || place + 4 > whole.size()) return false;
    for (std::size_t i = 1; i <= 3; ++i) {
      if (!is_digit(whole[place + i])) return false;
    }
    place += 4;
  }
  return true;
}

bool push_digit(std::uint64_t& value, char digit) {
  return !__builtin_mul_overflow(value, std::uint64_t{10}, &value) &&
         !__builtin_add_overflow(value, static_cast<std::uint64_t>(digit - '0'), &value);
}

std::expected<std::int64_t, DecimalError> with_sign(std::uint64_t value, bool negative) {
  if (value > static_cast<std::uint64_t>(INT64_MAX)) {
    return std::unexpected(DecimalError::too_large);
  }
  const auto magnitude = static_cast<std::int64_t>(value);
  return negative ? -magnitude : magnitude;
}

}  // namespace

std::int64_t power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent <= 18);
  std::int64_t value = 1;
  for (int i = 0; i < exponent; ++i) value *= 10;
  return value;
}

std::expected<std::int64_t, DecimalError> parse_decimal(std::string_view text, int decimals) {
  if (text.empty()) return std::unexpected(DecimalError::empty);
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (whole.empty() && part.empty()) return std::unexpected(DecimalError::not_a_number);
  if (!groups_are_right(whole)) return std::unexpected(DecimalError::not_a_number);

  std::uint64_t value = 0;
  for (const char c : whole) {
    if (c == ',') continue;
    if (!is_digit(c)) return std::unexpected(DecimalError::not_a_number);
    if (!push_digit(value, c)) return std::unexpected(DecimalError::too_large);
  }
  for (const char c : part) {
    if (!is_digit(c)) return std::unexpected(DecimalError::not_a_number);
  }
  for (int i = 0; i < decimals; ++i) {
    const auto place = static_cast<std::size_t>(i);
    if (!push_digit(value, place < part.size() ? part[place] : '0')) {
      return std::unexpected(DecimalError::too_large);
    }
  }
  for (std::size_t i = static_cast<std::size_t>(decimals); i < part.size(); ++i) {
    if (part[i] != '0') return std::unexpected(DecimalError::too_many_decimals);
  }
  return with_sign(value, negative);
}

std::string print_decimal(std::int64_t scaled, int decimals, int decimals_min) {
  const bool negative = scaled < 0;
  auto magnitude = static_cast<std::uint64_t>(scaled);
  if (negative) magnitude = 0 - magnitude;
  std::string digits = std::to_string(magnitude);
  const auto width = static_cast<std::size_t>(decimals);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  std::string part = digits.substr(digits.size() - width);
  digits.resize(digits.size() - width);
  const auto kept = static_cast<std::size_t>(decimals_min);
  while (part.size() > kept && part.back() == '0') part.pop_back();
  std::string out = negative ? "-" : "";
  out += digits;
  if (!part.empty()) out += "." + part;
  return out;
}

std::string print_decimal_grouped(std::int64_t scaled, int decimals, int decimals_min) {
  std::string out = print_decimal(scaled, decimals, decimals_min);
  const std::size_t start = out.front() == '-' ? 1 : 0;
  std::size_t place = out.find('.');
  if (place == std::string::npos) place = out.size();
  while (place > start + 3) {
    place -= 3;
    out.insert(place, ",");
  }
  return out;
}

}  // namespace tally
