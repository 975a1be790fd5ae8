// What payment terms come to: days by the calendar, amounts to the cent.
#include "shared/terms/due.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::terms;

namespace {

const Currency due_in = *Currency::parse("USD");
const Money none{0, due_in};

Date day(std::string_view text) { return Date::parse(text).value(); }

Result<Schedule> due_of(std::string_view text, Money total, std::string_view date,
                        const Calendar& calendar = {}, const DueOptions& options = {},
                        Money tax = none) {
  return compute_due(read_terms(text).value(), total, tax, day(date), calendar, options);
}

std::string due_on(std::string_view text, std::string_view date,
                   DayRule rule = DayRule::as_it_falls, const Calendar& calendar = {}) {
  const auto schedule = due_of(text, {10'000, due_in}, date, calendar, {.day_rule = rule});
  if (!schedule) return std::string(code_row(schedule.error()[0].code).name);
  const Instalment& part = schedule->instalments[0];
  std::string said;
  for (const Discount& discount : part.discounts) said += discount.until.print() + " ";
  return said + part.due.print();
}

}  // namespace

TEST_CASE("days are counted from the invoice, months end where the calendar ends them") {
  CHECK(due_on("net 30", "2026-01-31") == "2026-03-02");
  CHECK(due_on("net 30", "2024-01-31") == "2024-03-01");
  CHECK(due_on("2/10 net 30", "2026-12-25") == "2027-01-04 2027-01-24");
  CHECK(due_on("net EOM", "2026-02-01") == "2026-02-28");
  CHECK(due_on("net EOM", "2024-02-29") == "2024-02-29");
  CHECK(due_on("net 30 EOM", "2026-01-31") == "2026-03-31");
  CHECK(due_on("net 30 EOM", "2026-01-29") == "2026-02-28");
  CHECK(due_on("net EOM + 15", "2026-01-31") == "2026-02-15");
  CHECK(due_on("net EOM + 31", "2026-01-31") == "2026-02-28");
  CHECK(due_on("net EOM + 31", "2024-01-05") == "2024-02-29");
  CHECK(due_on("net EOM + 31", "2026-12-05") == "2027-01-31");
  CHECK(due_on("EOM 10", "2026-12-31") == "2027-01-10");
  CHECK(due_on("1/10 EOM", "2026-06-16") == "2026-07-10 2026-07-30");
  CHECK(due_on("2/10 EOM net EOM + 25", "2026-06-01") == "2026-07-10 2026-07-25");
  CHECK(due_on("due on receipt", "2026-03-07") == "2026-03-07");
}

TEST_CASE("the last day of every month of four centuries is the day before the next first") {
  for (int year = 1900; year < 2300; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const Date next = month == 12 ? *Date::from_civil(year + 1, 1, 1)
                                    : *Date::from_civil(year, month + 1, 1);
      REQUIRE(Date::from_civil(year, month, 1)->end_of_month() == next.plus_days(-1));
      REQUIRE(next.plus_days(-1).end_of_month() == next.plus_days(-1));
    }
  }
}

TEST_CASE("a day that nobody pays on moves as the rule says") {
  // 2026-04-03 is Good Friday, 2026-04-04 a Saturday, 2026-04-06 Easter Monday.
  const Calendar easter{.holidays = {day("2026-04-06"), day("2026-04-03")}};
  CHECK(due_on("net 30", "2026-03-05", DayRule::as_it_falls, easter) == "2026-04-04");
  CHECK(due_on("net 30", "2026-03-05", DayRule::next_business_day, easter) == "2026-04-07");
  CHECK(due_on("net 30", "2026-03-05", DayRule::previous_business_day, easter) == "2026-04-02");
  const Calendar gulf{.weekend = Weekdays{}.with(5).with(6)};
  CHECK(due_on("net 30", "2026-03-05", DayRule::next_business_day, gulf) == "2026-04-05");
  CHECK(due_on("2/2 net 30", "2026-03-05", DayRule::next_business_day) == "2026-03-09 2026-04-06");
}

TEST_CASE("no day moves before the invoice, and what is paid before does not move") {
  CHECK(due_on("due on receipt", "2026-03-07", DayRule::previous_business_day) == "2026-03-07");
  CHECK(due_on("net 1", "2026-03-07", DayRule::previous_business_day) == "2026-03-07");
  CHECK(due_on("due on receipt", "2026-03-07", DayRule::next_business_day) == "2026-03-09");
  CHECK(due_on("prepaid", "2026-03-07", DayRule::next_business_day) == "2026-03-07");
}

TEST_CASE("a calendar without business days, and a day beyond the calendar, are refused") {
  Weekdays all;
  for (int weekday = 1; weekday <= 7; ++weekday) all = all.with(weekday);
  CHECK(due_on("2/10 net 30", "2026-03-02", DayRule::next_business_day, {.weekend = all}) ==
        "terms_no_business_day");
  CHECK(due_on("net 30", "9999-12-20") == "terms_date_unreachable");
  CHECK(due_on("net 11", "9999-12-20") == "9999-12-31");
  CHECK(due_on("2/10 net EOM", "2026-03-21") == "2026-03-31 2026-03-31");
  CHECK(due_on("2/10 net EOM", "2026-03-22") == "terms_discount_after_due");
  const auto early = compute_due(*read_terms("net 30"), none, none, Date::from_days(-800'000), {});
  CHECK_FALSE(early.has_value());
}

TEST_CASE("a discount is rounded half up, once, with or without the tax") {
  const Money total{10'825, due_in};
  const Money tax{825, due_in};
  const auto with_tax = due_of("2/10 net 30", total, "2026-03-02", {}, {}, tax);
  REQUIRE(with_tax.has_value());
  const Discount& of_all = with_tax->instalments[0].discounts[0];
  CHECK(of_all.off == Money{217, due_in});  // 216.5
  CHECK(of_all.pay == Money{10'608, due_in});
  const DueOptions options{.discount_base = DiscountBase::amount_without_tax};
  const auto without = due_of("2/10 net 30", total, "2026-03-02", {}, options, tax);
  REQUIRE(without.has_value());
  CHECK(without->instalments[0].discounts[0].off == Money{200, due_in});
  CHECK(without->instalments[0].discounts[0].pay == Money{10'625, due_in});
}

TEST_CASE("a cent that cannot be cut in two stays one cent") {
  const auto cent = due_of("50% prepaid, net 30", {1, due_in}, "2026-03-02");
  REQUIRE(cent.has_value());
  CHECK(cent->instalments[0].amount.minor + cent->instalments[1].amount.minor == 1);
  const auto nothing = due_of("50% 2/10 net 30, net 60", none, "2026-03-02", {},
                              {.discount_base = DiscountBase::amount_without_tax});
  REQUIRE(nothing.has_value());
  CHECK(nothing->instalments[1].amount == none);
}

TEST_CASE("the largest amount that money can hold is split to the cent") {
  const auto schedule = due_of("33.3333% 99.9999/10 net 30, net 60", {INT64_MAX, due_in},
                               "2026-03-02");
  REQUIRE(schedule.has_value());
  std::int64_t sum = 0;
  for (const Instalment& part : schedule->instalments) sum += part.amount.minor;
  CHECK(sum == INT64_MAX);
}

TEST_CASE("amounts that are none of an invoice are refused") {
  const auto code = [&](Money total, Money tax) {
    const auto schedule = compute_due(*read_terms("net 30"), total, tax, day("2026-03-02"), {});
    return schedule ? IssueCode{} : schedule.error()[0].code;
  };
  CHECK(code({-1, due_in}, none) == IssueCode::terms_amount_negative);
  CHECK(code({100, due_in}, {101, due_in}) == IssueCode::terms_tax_not_within);
  CHECK(code({100, due_in}, {-1, due_in}) == IssueCode::terms_tax_not_within);
  CHECK(code({100, due_in}, {1, *Currency::parse("EUR")}) == IssueCode::terms_tax_not_within);
  CHECK(code({100, due_in}, {100, due_in}) == IssueCode{});
}

TEST_CASE("instalments sum to the total, and no discount is more than its instalment") {
  tests::Random random(1601);
  for (int round = 0; round < 20'000; ++round) {
    Terms terms;
    std::int64_t left = whole.parts_per_million;
    const auto count = 1 + random.below(24);
    for (std::uint64_t i = 0; i + 1 < count && left > 1; ++i) {
      const auto limit = static_cast<std::uint64_t>(left - 1);
      const auto share = static_cast<std::int64_t>(1 + random.below(limit));
      const Rate off{static_cast<std::int64_t>(1 + random.below(999'999))};
      terms.instalments.push_back(
          {.share = Rate{share}, .discounts = {{off, 10}}, .due = DueRule::net_days, .days = 30});
      left -= share;
    }
    terms.instalments.push_back({.share = Rate{left}, .days = 60});
    const Money total{static_cast<std::int64_t>(random.below(round % 2 == 0 ? 200 : 100'000'000)),
                      due_in};
    const Money tax{static_cast<std::int64_t>(
                        random.below(static_cast<std::uint64_t>(total.minor) + 1)), due_in};
    const auto base = round % 3 == 0 ? DiscountBase::amount_with_tax
                                     : DiscountBase::amount_without_tax;
    const auto schedule = compute_due(terms, total, tax, day("2026-03-02"), {},
                                      {.discount_base = base});
    REQUIRE(schedule.has_value());
    REQUIRE(schedule->instalments.size() == terms.instalments.size());
    std::int64_t sum = 0;
    std::int64_t off = 0;
    for (const Instalment& part : schedule->instalments) {
      REQUIRE(part.amount.minor >= 0);
      sum += part.amount.minor;
      for (const Discount& discount : part.discounts) {
        REQUIRE(discount.off.minor >= 0);
        REQUIRE(discount.pay.minor >= 0);
        REQUIRE(discount.off.minor + discount.pay.minor == part.amount.minor);
        off += discount.off.minor;
      }
    }
    REQUIRE(sum == total.minor);
    if (base == DiscountBase::amount_without_tax) REQUIRE(off <= total.minor - tax.minor);
  }
}
