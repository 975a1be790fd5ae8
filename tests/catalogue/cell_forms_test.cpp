#include "server/catalogue/cell_forms.hpp"

#include <doctest/doctest.h>

using namespace tally;
using namespace tally::server::catalogue;

namespace {

const NumberForm english{".", ","};
const NumberForm german{",", "."};

std::optional<std::int64_t> number(std::string_view cell, const NumberForm& form) {
  const auto value = parse_number(cell, form, 4);
  if (!value) return std::nullopt;
  return *value;
}

std::optional<std::string> day(std::string_view cell, std::string_view form) {
  const auto found = find_date_form(form);
  REQUIRE(found);
  const auto date = parse_date(cell, *found);
  if (!date) return std::nullopt;
  return date->print();
}

}  // namespace

TEST_CASE("Cell forms: the same number in the forms of several countries") {
  CHECK(number("1234.5", {}) == 12'345'000);
  CHECK(number("1,234.50", english) == 12'345'000);
  CHECK(number("1.234,50", german) == 12'345'000);
  CHECK(number("1 234,50", {",", " "}) == 12'345'000);
  CHECK(number("1\u202f234,50", {",", " "}) == 12'345'000);
  CHECK(number("1\u00a0234,50", {",", " "}) == 12'345'000);
  CHECK(number("1'234.50", {".", "'"}) == 12'345'000);
  CHECK(number("1’234.50", {".", "'"}) == 12'345'000);
  CHECK(number("-7", german) == -70'000);
}

TEST_CASE("Cell forms: a decimal comma is never read as a thousands separator") {
  CHECK_FALSE(number("1,5", {}));
  CHECK_FALSE(number("1,5", english));
  CHECK_FALSE(number("1.5", german));
  CHECK_FALSE(number("1,234", {}));
  CHECK_FALSE(number("12,34,567", english));
  CHECK_FALSE(number("1.234.56", german));
  CHECK_FALSE(number("GBP 5", english));
}

TEST_CASE("Cell forms: days in the form the mapping names, and only that") {
  CHECK(day("2026-03-31", "Y-m-d") == "2026-03-31");
  CHECK(day("31/3/2026 9:05", "d/m/Y H:M") == "2026-03-31");
  CHECK(day("31.03.26", "d.m.y") == "2026-03-31");
  CHECK(day("20260331", "Ymd") == "2026-03-31");
  CHECK(day("2010-12-01 08:26:00", "Y-m-d H:M:S") == "2010-12-01");
  CHECK_FALSE(day("2026-02-29", "Y-m-d"));
  CHECK_FALSE(day("2026-03-31 09:05", "Y-m-d"));
  CHECK_FALSE(day("31/13/2026", "d/m/Y"));
  CHECK_FALSE(day("1/2/26", "d/m/Y"));
  CHECK_FALSE(day("2026-03-31 25:00", "Y-m-d H:M"));
}

TEST_CASE("Cell forms: a form without year, month and day is none") {
  CHECK_FALSE(find_date_form("d/m"));
  CHECK_FALSE(find_date_form("Y-m-d-y"));
  CHECK(find_date_form("d.m.y"));
}
