#include "shared/base/money.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "tests/support/random.hpp"
#include "tests/support/usd.hpp"

using namespace tally;
using tally::tests::usd;

namespace {

Currency currency(std::string_view code) { return Currency::parse(code).value(); }

}  // namespace

TEST_CASE("a currency is known by its ISO 4217 code alone") {
  CHECK(currency("USD").decimals() == 2);
  CHECK(currency("JPY").decimals() == 0);
  CHECK(currency("KWD").decimals() == 3);
  CHECK(currency("CLF").decimals() == 4);
  for (const std::string_view wrong : {"", "US", "USDD", "usd", "EURO", "ZZZ", "AAA", "   "}) {
    CAPTURE(wrong);
    CHECK_FALSE(Currency::parse(wrong));
  }
}

TEST_CASE("every currency of the table is found and prints its own code") {
  struct Row {
    std::string_view code;
    int decimals;
  };
  constexpr Row table[] = {
#define TALLY_CURRENCY(code, decimals) {#code, decimals},
#include "shared/base/currencies.def"
#undef TALLY_CURRENCY
  };
  // The table is searched by halves, so a line out of order would hide others.
  std::string_view last;
  for (const Row& row : table) {
    CAPTURE(row.code);
    CHECK(last < row.code);
    last = row.code;
    const auto found = Currency::parse(row.code);
    REQUIRE(found.has_value());
    CHECK(found->code() == row.code);
    CHECK(found->decimals() == row.decimals);
  }
  CHECK(std::size(table) > 140);
}

TEST_CASE("an amount has the decimals of its currency and no more") {
  CHECK(parse_money("12.34", currency("USD")) == usd(1234));
  CHECK(parse_money("1,234.5", currency("USD")) == usd(123450));
  CHECK(parse_money("-0.01", currency("USD")) == usd(-1));
  CHECK(parse_money("500", currency("JPY"))->minor == 500);
  CHECK(parse_money("1.234", currency("KWD"))->minor == 1234);
  CHECK(parse_money("500.5", currency("JPY")).error() == DecimalError::too_many_decimals);
  CHECK(parse_money("12.345", currency("USD")).error() == DecimalError::too_many_decimals);
  CHECK(parse_money("12.340", currency("USD")) == usd(1234));
  CHECK(parse_money("", currency("USD")).error() == DecimalError::empty);
  CHECK(parse_money("$5", currency("USD")).error() == DecimalError::not_a_number);
  CHECK(parse_money("99999999999999999999", currency("USD")).error() == DecimalError::too_large);
}

TEST_CASE("a unit price keeps four decimals whatever its currency") {
  CHECK(parse_unit_price("24.1395", currency("USD"))->ten_thousandths == 241395);
  CHECK(parse_unit_price("0.0625", currency("JPY"))->ten_thousandths == 625);
  CHECK(parse_unit_price("1.23456", currency("USD")).error() == DecimalError::too_many_decimals);
}

TEST_CASE("amounts print for documents without and for sentences with grouping") {
  CHECK(print_amount(usd(123450)) == "1234.50");
  CHECK(print_amount(usd(-5)) == "-0.05");
  CHECK(print_amount(Money{7, currency("JPY")}) == "7");
  CHECK(say_money(usd(123456789)) == "USD 1,234,567.89");
  CHECK(say_money(usd(-123456)) == "USD -1,234.56");
  CHECK(say_money(usd(99999)) == "USD 999.99");
  CHECK(say_money(Money{1234567, currency("JPY")}) == "JPY 1,234,567");
  CHECK(print_amount(UnitPrice{125000, currency("USD")}) == "12.50");
  CHECK(print_amount(UnitPrice{123456, currency("USD")}) == "12.3456");
  CHECK(print_amount(UnitPrice{120000, currency("JPY")}) == "12");
  CHECK(print_amount(UnitPrice{12345, currency("KWD")}) == "1.2345");
  CHECK(say_money(UnitPrice{12345000, currency("USD")}) == "USD 1,234.50");
}

TEST_CASE("what is printed is read back as the same amount") {
  tests::Random random(4);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t minor = random.any_size(63) * (random.happens(300) ? -1 : 1);
    for (const std::string_view code : {"JPY", "USD", "KWD", "CLF"}) {
      const Money money{minor, currency(code)};
      REQUIRE(parse_money(print_amount(money), money.currency) == money);
      const UnitPrice price{minor, currency(code)};
      REQUIRE(parse_unit_price(print_amount(price), price.currency) == price);
    }
  }
}

TEST_CASE("two currencies do not add, and a sum that overflows is nothing") {
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  CHECK(add(usd(150), usd(-50)) == usd(100));
  CHECK(subtract(usd(150), usd(50)) == usd(100));
  CHECK_FALSE(add(usd(1), Money{1, currency("EUR")}));
  CHECK_FALSE(subtract(usd(1), Money{1, currency("EUR")}));
  CHECK_FALSE(add(usd(top), usd(1)));
  CHECK_FALSE(subtract(usd(-2), usd(top)));
  CHECK_FALSE(subtract(usd(0), usd(std::numeric_limits<std::int64_t>::min())));
}

TEST_CASE("price times quantity is rounded once, not per unit (vendurehq/vendure#3091, #3003)") {
  const UnitPrice third{3333, currency("USD")};
  CHECK(extend(third, units(3000), Rounding::half_up) == usd(99990));
  CHECK(extend(third, units(1), Rounding::half_up) == usd(33));
  // Rounded per unit, 10,000 of 0.0049 would be free; they cost 49.00.
  CHECK(extend(UnitPrice{49, currency("USD")}, units(10'000), Rounding::half_up) == usd(4900));
}

TEST_CASE("24.1395 is a price and becomes money only with a quantity (medusajs/medusa#14500)") {
  const UnitPrice price{241395, currency("USD")};
  CHECK(extend(price, units(1), Rounding::half_up) == usd(2414));
  CHECK(extend(price, units(100), Rounding::half_up) == usd(241395));
  CHECK(extend(price, Quantity{500}, Rounding::half_up) == usd(1207));
}

TEST_CASE("price times quantity knows the decimals of the currency") {
  CHECK(extend(UnitPrice{15000, currency("JPY")}, units(1), Rounding::half_up)->minor == 2);
  CHECK(extend(UnitPrice{15000, currency("JPY")}, units(1), Rounding::half_even)->minor == 2);
  CHECK(extend(UnitPrice{25000, currency("JPY")}, units(1), Rounding::half_even)->minor == 2);
  CHECK(extend(UnitPrice{15000, currency("JPY")}, units(1), Rounding::down)->minor == 1);
  CHECK(extend(UnitPrice{12345, currency("KWD")}, units(1), Rounding::half_up)->minor == 1235);
  CHECK(extend(UnitPrice{12345, currency("KWD")}, units(1), Rounding::half_even)->minor == 1234);
  CHECK(extend(UnitPrice{12345, currency("CLF")}, units(1), Rounding::down)->minor == 12345);
}

TEST_CASE("price times quantity equals the exact 128-bit product, whatever the size") {
  tests::Random random(31);
  int refused = 0;
  for (int i = 0; i < 50'000; ++i) {
    const UnitPrice price{random.any_size(63), currency("USD")};
    const Quantity quantity{random.any_size(50)};
    // Two decimals: ten-thousandths * thousandths / 100,000 cents, the half upwards.
    const int128 doubled = int128{price.ten_thousandths} * quantity.thousandths;
    const int128 exact = doubled / 100'000 + (doubled % 100'000 >= 50'000 ? 1 : 0);
    const auto extended = extend(price, quantity, Rounding::half_up);
    const bool fits = exact <= std::numeric_limits<std::int64_t>::max();
    REQUIRE(extended.has_value() == fits);
    if (!fits) ++refused;
    if (fits) REQUIRE(extended->minor == static_cast<std::int64_t>(exact));
  }
  CHECK(refused > 1'000);
}

TEST_CASE("the largest price times the largest quantity is refused, not wrapped round") {
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  for (const std::string_view code : {"JPY", "USD", "KWD", "CLF"}) {
    CAPTURE(code);
    CHECK_FALSE(extend(UnitPrice{top, currency(code)}, Quantity{top}, Rounding::half_up));
    CHECK_FALSE(extend(UnitPrice{-top, currency(code)}, Quantity{top}, Rounding::half_up));
  }
}

TEST_CASE("a rate is taken once, with the named rounding") {
  CHECK(take_rate(usd(10'000), Rate{190'000}, Rounding::half_up) == usd(1900));
  CHECK(take_rate(usd(50), Rate{50'000}, Rounding::half_up) == usd(3));
  CHECK(take_rate(usd(50), Rate{50'000}, Rounding::half_even) == usd(2));
  CHECK(take_rate(usd(-50), Rate{50'000}, Rounding::half_up) == usd(-3));
  CHECK(take_rate(usd(12'345), Rate{88'750}, Rounding::half_up) == usd(1096));
  CHECK(take_rate(usd(12'345), Rate{0}, Rounding::up) == usd(0));
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  CHECK(take_rate(usd(top), Rate{1'000'000}, Rounding::half_up) == usd(top));
  CHECK_FALSE(take_rate(usd(top), Rate{1'000'001}, Rounding::half_up));
}
