#include "shared/base/date.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace tally;

TEST_CASE("every day of the years 1 to 9999 agrees with the standard library's calendar") {
  using namespace std::chrono;
  const sys_days first{year{1} / January / 1};
  const sys_days last{year{9999} / December / 31};
  int weekday_expected = static_cast<int>(weekday{first}.iso_encoding());
  int days_seen = 0;
  for (sys_days day = first; day <= last; day += days{1}) {
    const year_month_day civil{day};
    const auto date = Date::from_civil(static_cast<int>(civil.year()),
                                       static_cast<int>(static_cast<unsigned>(civil.month())),
                                       static_cast<int>(static_cast<unsigned>(civil.day())));
    REQUIRE(date.has_value());
    REQUIRE(date->days() == day.time_since_epoch().count());
    REQUIRE(date->weekday() == weekday_expected);
    weekday_expected = weekday_expected % 7 + 1;
    ++days_seen;
  }
  CHECK(days_seen == 3'652'059);
}

TEST_CASE("every day of the years 1 to 9999 is read back from what it prints") {
  const std::int32_t first = Date::from_civil(1, 1, 1)->days();
  const std::int32_t last = Date::from_civil(9999, 12, 31)->days();
  std::string before = "0000-12-31";
  for (std::int32_t days = first; days <= last; ++days) {
    std::string text = Date::from_days(days).print();
    REQUIRE(before < text);
    const auto read = Date::parse(text);
    REQUIRE(read.has_value());
    REQUIRE(read->days() == days);
    before = std::move(text);
  }
  CHECK(before == "9999-12-31");
}

TEST_CASE("days that no calendar has are refused") {
  for (const std::string_view wrong :
       {"2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
        "2026-01-00", "2026-01-32", "0000-01-01", "2026-1-1", "26-01-01", "2026/01/01", "",
        "2026-01-01 ", " 2026-01-01", "2026-01-011", "+026-01-01", "-026-01-01", "2026-0a-01",
        "31.3.26", "20260331", "2026-01-01T00:00:00Z", "\xEF\xBC\x92" "026-01-1"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Date::parse(wrong));
  }
  CHECK(Date::parse("2024-02-29"));
  CHECK(Date::parse("2000-02-29"));
  CHECK_FALSE(Date::from_civil(2026, -1, 5));
  CHECK_FALSE(Date::from_civil(10000, 1, 1));
}

TEST_CASE("days count on across months, years and leap days") {
  CHECK(Date::parse("2026-02-28")->plus_days(1).print() == "2026-03-01");
  CHECK(Date::parse("2024-02-28")->plus_days(1).print() == "2024-02-29");
  CHECK(Date::parse("2025-12-31")->plus_days(1).print() == "2026-01-01");
  CHECK(Date::parse("2026-01-01")->plus_days(-1).print() == "2025-12-31");
  CHECK(Date::parse("1970-01-01")->days() == 0);
  CHECK(Date::parse("1970-01-01")->weekday() == 4);
  CHECK(Date::parse("2026-11-21")->weekday() == 6);
}

TEST_CASE("validity holds both its days, and a missing bound is open (odoo/odoo PR 224665)") {
  const Date day = Date::parse("2026-06-30").value();
  CHECK(is_valid_on(day, std::nullopt, std::nullopt));
  CHECK(is_valid_on(day, day, day));
  CHECK(is_valid_on(day, std::nullopt, day));
  CHECK_FALSE(is_valid_on(day, std::nullopt, day.plus_days(-1)));
  CHECK_FALSE(is_valid_on(day, day.plus_days(1), std::nullopt));
  CHECK(is_valid_on(day, day.plus_days(-1), day.plus_days(1)));
}

TEST_CASE("an instant prints in UTC to the millisecond, before 1970 as well") {
  CHECK(print_instant({0}) == "1970-01-01T00:00:00.000Z");
  CHECK(print_instant({-1}) == "1969-12-31T23:59:59.999Z");
  CHECK(print_instant({1'795'252'320'007}) == "2026-11-21T09:12:00.007Z");
  CHECK(print_instant({951'782'400'000}) == "2000-02-29T00:00:00.000Z");
  CHECK(print_instant({-86'400'000}) == "1969-12-31T00:00:00.000Z");
}
