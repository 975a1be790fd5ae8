#include "shared/base/decimal.hpp"

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace tally;

namespace {

struct Right {
  std::string_view text;
  int decimals;
  std::int64_t scaled;
};
struct Wrong {
  std::string_view text;
  int decimals;
  DecimalError error;
};

}  // namespace

TEST_CASE("decimal text is read exactly") {
  constexpr Right table[] = {
      {"0", 2, 0},          {"12", 0, 12},         {"12.5", 4, 125000},  {"12.50", 2, 1250},
      {"1.5000", 2, 150},   {"+7", 2, 700},        {"-7.25", 2, -725},   {"-0", 2, 0},
      {".5", 1, 5},         {"5.", 1, 50},         {"007", 0, 7},        {"1,234", 0, 1234},
      {"1,234.50", 2, 123450}, {"12,345,678", 0, 12345678}, {"-1,000", 3, -1000000},
      {"9223372036854775807", 0, INT64_MAX}, {"92233720368547758.07", 2, INT64_MAX},
      {"000000000000000000000000000001", 0, 1}, {"0.0000000000000000000000000000000", 2, 0}};
  for (const Right& row : table) {
    CAPTURE(row.text);
    const auto read = parse_decimal(row.text, row.decimals);
    REQUIRE(read.has_value());
    CHECK(*read == row.scaled);
  }
}

TEST_CASE("what is no decimal, too fine or too large is refused with its reason") {
  using enum DecimalError;
  constexpr Wrong table[] = {
      {"", 2, empty},           {"a dozen", 2, not_a_number}, {"-", 2, not_a_number},
      {".", 2, not_a_number},   {"+-1", 2, not_a_number},     {"--1", 2, not_a_number},
      {"1e3", 2, not_a_number}, {"0x10", 2, not_a_number},    {"1.2.3", 2, not_a_number},
      {"1 000", 2, not_a_number}, {" 1", 2, not_a_number},    {"1\t", 2, not_a_number},
      {"12,34", 2, not_a_number}, {"1,2345", 2, not_a_number}, {",123", 2, not_a_number},
      {"1234,567", 2, not_a_number}, {"1,23", 2, not_a_number}, {"1,234,", 2, not_a_number},
      {"1.234,5", 2, not_a_number}, {"1,,234", 2, not_a_number}, {"\xC2\xB2", 2, not_a_number},
      {"inf", 2, not_a_number}, {"nan", 2, not_a_number},     {"1.005", 2, too_many_decimals},
      {"0.00005", 3, too_many_decimals}, {"1.5", 0, too_many_decimals},
      {"9223372036854775808", 0, too_large}, {"92233720368547758.08", 2, too_large},
      {"18446744073709551616", 0, too_large}, {"99999999999999999999999", 0, too_large},
      {"1844674407370955161600", 0, too_large}, {"-9223372036854775808", 0, too_large}};
  for (const Wrong& row : table) {
    CAPTURE(row.text);
    const auto read = parse_decimal(row.text, row.decimals);
    REQUIRE_FALSE(read.has_value());
    CHECK(static_cast<int>(read.error()) == static_cast<int>(row.error));
  }
}

TEST_CASE("a group of thousands never begins with zero: 0,123 may be a continental decimal") {
  CHECK_FALSE(parse_decimal("0,123", 3).has_value());
  CHECK_FALSE(parse_decimal("00,123", 3).has_value());
  CHECK_FALSE(parse_decimal("012,345", 3).has_value());
  CHECK_FALSE(parse_decimal("-0,500", 3).has_value());
}

TEST_CASE("decimals print with the asked places and no superfluous zero") {
  CHECK(print_decimal(125000, 4, 2) == "12.50");
  CHECK(print_decimal(123456, 4, 2) == "12.3456");
  CHECK(print_decimal(120000, 4, 0) == "12");
  CHECK(print_decimal(5, 3, 0) == "0.005");
  CHECK(print_decimal(0, 3, 0) == "0");
  CHECK(print_decimal(-5, 2, 2) == "-0.05");
  CHECK(print_decimal(INT64_MIN, 2, 2) == "-92233720368547758.08");
  CHECK(print_decimal(42, 0, 0) == "42");
}

TEST_CASE("grouping stands between threes of the whole part only") {
  CHECK(print_decimal_grouped(123456789012, 4, 2) == "12,345,678.9012");
  CHECK(print_decimal_grouped(-100000, 2, 2) == "-1,000.00");
  CHECK(print_decimal_grouped(-10000, 2, 2) == "-100.00");
  CHECK(print_decimal_grouped(999, 0, 0) == "999");
  CHECK(print_decimal_grouped(1000, 0, 0) == "1,000");
  CHECK(print_decimal_grouped(0, 0, 0) == "0");
  CHECK(print_decimal_grouped(INT64_MIN, 0, 0) == "-9,223,372,036,854,775,808");
}

TEST_CASE("printing and reading are inverse for every number of decimals, grouped or not") {
  tests::Random random(123);
  for (int i = 0; i < 50'000; ++i) {
    const int decimals = static_cast<int>(random.below(7));
    const int decimals_min =
        static_cast<int>(random.below(static_cast<std::uint64_t>(decimals) + 1));
    const std::int64_t scaled = random.any_size(63) * (random.happens(500) ? -1 : 1);
    const std::string plain = print_decimal(scaled, decimals, decimals_min);
    REQUIRE(parse_decimal(plain, decimals) == scaled);
    REQUIRE(parse_decimal(print_decimal_grouped(scaled, decimals, decimals_min), decimals) ==
            scaled);
  }
}

TEST_CASE("powers of ten reach to eighteen") {
  std::int64_t expected = 1;
  for (int exponent = 0; exponent <= 18; ++exponent, expected *= exponent <= 18 ? 10 : 1) {
    CHECK(power_of_ten(exponent) == expected);
  }
}
