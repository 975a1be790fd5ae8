// Due: what an invoice's payment terms come to: which amount is due on which day.
// In go terms, the total with its tax, the day of the invoice and the calendar of who is paid; out
// comes a schedule whose amounts sum exactly to the total, or every issue.
// Each rounding is half up, once: an instalment by allocate, a discount by take_rate.
// It asks no clock and holds no list of holidays: the calendar is the caller's.
//   auto schedule = terms::compute_due(*read_terms("2/10 net 30"), total, tax, day, Calendar{});
#pragma once

#include <cstdint>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/money.hpp"
#include "shared/terms/terms.hpp"

namespace tally::terms {

/// Days of the week by ISO 8601: 1 = Monday … 7 = Sunday.
class Weekdays {
 public:
  constexpr Weekdays() = default;
  constexpr Weekdays with(int weekday) const {
    Weekdays more = *this;
    more.bits_ = static_cast<std::uint8_t>(bits_ | 1 << weekday);
    return more;
  }
  constexpr bool contains(int weekday) const { return (bits_ >> weekday & 1) != 0; }

 private:
  std::uint8_t bits_ = 0;
};

/// On which days nobody pays.
struct Calendar {
  Weekdays weekend = Weekdays{}.with(6).with(7);
  /// In any order.
  std::vector<Date> holidays;
};

/// A day that is no business day stays, or moves to the next or the previous one.
enum class DayRule : std::uint8_t { as_it_falls, next_business_day, previous_business_day };
/// What a discount is a percentage of.
enum class DiscountBase : std::uint8_t { amount_with_tax, amount_without_tax };

struct DueOptions {
  DiscountBase discount_base = DiscountBase::amount_with_tax;
  DayRule day_rule = DayRule::as_it_falls;
};

/// What is paid by who pays until this day. off + pay is the instalment's amount.
struct Discount {
  Date until;
  Rate percent;
  Money off;
  Money pay;
  friend bool operator==(const Discount&, const Discount&) = default;
};

struct Instalment {
  Date due;
  Money amount;
  /// From the earliest day to the latest.
  std::vector<Discount> discounts;
  friend bool operator==(const Instalment&, const Instalment&) = default;
};

struct Schedule {
  /// One for each instalment of the terms, in their order; the amounts sum to the total.
  std::vector<Instalment> instalments;
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// How far a day may be moved.
inline constexpr std::int32_t move_days_max = 366;

/// True where the day is neither of the weekend nor a holiday.
bool is_business_day(Date day, const Calendar& calendar);

/// `tax` is the part of `total` that is tax; both in one currency, 0 <= tax <= total.
///
/// Days: invoice day + n, for "net n" and "x/n"; the last day of that month, for "net n EOM"; the
/// last day of the invoice's month + n, for "x/n EOM"; min(n, its last) of the month after the
/// invoice's, for "net EOM + n" (so a 31st of February is the 28th or 29th, as in ISO 8601 there is
/// no other). The day of the invoice itself is not counted (so BGB section 187 (1), and the custom
/// of business mathematics in the United States). A day that is moved to the previous business day
/// never comes before the invoice; prepaid is not moved at all.
///
/// Amounts: total in proportion to the shares, by allocate (largest remainder). A discount is
/// round_half_up(percent * base) of its instalment, where base is the amount, or without tax its
/// part of (total - tax), by allocate in proportion to the amounts, so that it is never more.
///
/// Issues: those of check_terms; terms_discount_after_due, terms_amount_negative,
/// terms_tax_not_within, terms_no_business_day, terms_date_unreachable.
Result<Schedule> compute_due(const Terms& terms, const Money& total, const Money& tax,
                             Date invoice_date, const Calendar& calendar,
                             const DueOptions& options = {});

}  // namespace tally::terms
