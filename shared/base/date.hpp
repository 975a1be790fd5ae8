// Date and Instant: a calendar day of the seller, and a moment in UTC milliseconds.
// In goes ISO 8601 text; out come integers that compare, and the same text back.
// Days are counted in the proleptic Gregorian calendar from 1970-01-01; there is no time zone here.
// It will not ask a clock: today is an argument (AsOf), so yesterday can be decided again.
//   Date::parse("2026-02-28")->plus_days(1).print() == "2026-03-01"
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally {

class Date {
 public:
  constexpr Date() = default;
  static constexpr Date from_days(std::int32_t days) {
    Date date;
    date.days_ = days;
    return date;
  }
  /// The day, or nullopt where the calendar has no such day. Years 1 to 9999.
  static std::optional<Date> from_civil(int year, int month, int day);
  /// Exactly "YYYY-MM-DD".
  static std::optional<Date> parse(std::string_view text);

  constexpr std::int32_t days() const { return days_; }
  constexpr Date plus_days(std::int32_t count) const { return from_days(days_ + count); }
  /// The last day of its month in the Gregorian calendar: 28 to 31.
  Date end_of_month() const;
  std::string print() const;
  /// 1 = Monday … 7 = Sunday (ISO 8601).
  int weekday() const;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  std::int32_t days_ = 0;
};

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t unix_ms = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// "2026-11-21T09:12:00.000Z"
std::string print_instant(Instant instant);

/// The calendar day on which an order is decided: validity of prices, rates and certificates.
struct AsOf {
  Date date;
};

/// True where from <= day <= until; a missing bound is open.
inline bool is_valid_on(Date day, std::optional<Date> from, std::optional<Date> until) {
  return (!from || *from <= day) && (!until || day <= *until);
}

}  // namespace tally
