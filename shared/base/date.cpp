#include "shared/base/date.hpp"

#include <array>

namespace tally {

namespace {

struct Civil {
  int year;
  int month;
  int day;
};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && is_leap(year)) return 29;
  return lengths[static_cast<std::size_t>(month - 1)];
}

// Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int32_t days_from_civil(Civil civil) {
  const int year = civil.month <= 2 ? civil.year - 1 : civil.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int shifted = civil.month > 2 ? civil.month - 3 : civil.month + 9;
  const int day_of_year = (153 * shifted + 2) / 5 + civil.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Civil civil_from_days(std::int32_t days) {
  const std::int64_t shifted = std::int64_t{days} + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const auto day_of_era = static_cast<int>(shifted - era * 146097);
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_shifted = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * month_shifted + 2) / 5 + 1;
  const int month = month_shifted < 10 ? month_shifted + 3 : month_shifted - 9;
  const auto year = static_cast<int>(year_of_era + era * 400) + (month <= 2 ? 1 : 0);
  return {year, month, day};
}

std::optional<int> read_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string pad(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

std::optional<Date> Date::from_civil(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return from_days(days_from_civil({year, month, day}));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_digits(text.substr(0, 4));
  const auto month = read_digits(text.substr(5, 2));
  const auto day = read_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return from_civil(*year, *month, *day);
}

Date Date::end_of_month() const {
  const Civil civil = civil_from_days(days_);
  return plus_days(days_in_month(civil.year, civil.month) - civil.day);
}

std::string Date::print() const {
  const Civil civil = civil_from_days(days_);
  return pad(civil.year, 4) + "-" + pad(civil.month, 2) + "-" + pad(civil.day, 2);
}

int Date::weekday() const {
  // 1970-01-01 was a Thursday.
  const int shifted = (days_ + 3) % 7;
  return (shifted < 0 ? shifted + 7 : shifted) + 1;
}

std::string print_instant(Instant instant) {
  constexpr std::int64_t day_ms = 86'400'000;
  std::int64_t days = instant.unix_ms / day_ms;
  std::int64_t rest = instant.unix_ms % day_ms;
  if (rest < 0) {
    rest += day_ms;
    days -= 1;
  }
  const std::string date = Date::from_days(static_cast<std::int32_t>(days)).print();
  return date + "T" + pad(rest / 3'600'000, 2) + ":" + pad(rest / 60'000 % 60, 2) + ":" +
         pad(rest / 1000 % 60, 2) + "." + pad(rest % 1000, 3) + "Z";
}

}  // namespace tally
