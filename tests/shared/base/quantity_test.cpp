#include "shared/base/quantity.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "shared/base/rate.hpp"
#include "tests/support/random.hpp"

using namespace tally;

TEST_CASE("a quantity is exact to the thousandth") {
  CHECK(parse_quantity("2.5")->thousandths == 2500);
  CHECK(parse_quantity("12") == units(12));
  CHECK(parse_quantity("0.001")->thousandths == 1);
  CHECK(parse_quantity("0.0005").error() == DecimalError::too_many_decimals);
  CHECK(print_quantity(Quantity{2500}) == "2.5");
  CHECK(print_quantity(units(12)) == "12");
  CHECK(say_quantity(units(74'215)) == "74,215");
}

TEST_CASE("cases become units only where the result is exact") {
  CHECK(scale_quantity(units(2), units(12)) == units(24));
  CHECK(scale_quantity(Quantity{2500}, units(4)) == units(10));
  CHECK(scale_quantity(Quantity{500}, Quantity{500}) == Quantity{250});
  CHECK_FALSE(scale_quantity(Quantity{1}, Quantity{1}));
  CHECK_FALSE(scale_quantity(Quantity{333}, Quantity{1500}));
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  CHECK_FALSE(scale_quantity(Quantity{top}, units(2)));
  CHECK(scale_quantity(Quantity{top}, units(1)) == Quantity{top});
}

TEST_CASE("steps are met, or the next one above is named") {
  CHECK(is_multiple(units(24), units(12)));
  CHECK_FALSE(is_multiple(units(10), units(12)));
  CHECK(is_multiple(Quantity{750}, Quantity{250}));
  CHECK(round_up_to_multiple(units(10), units(12)) == units(12));
  CHECK(round_up_to_multiple(units(24), units(12)) == units(24));
  CHECK(round_up_to_multiple(units(25), units(12)) == units(36));
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  CHECK_FALSE(round_up_to_multiple(Quantity{top}, Quantity{1000}));
  tests::Random random(12);
  for (int i = 0; i < 20'000; ++i) {
    const Quantity quantity{random.any_size(50)};
    const Quantity step{random.any_size(30) + 1};
    const Quantity next = round_up_to_multiple(quantity, step).value();
    REQUIRE(is_multiple(next, step));
    REQUIRE(next >= quantity);
    REQUIRE(next.thousandths - quantity.thousandths < step.thousandths);
  }
}

TEST_CASE("a rate is a percentage exact to a part per million") {
  CHECK(parse_rate("8.875")->parts_per_million == 88'750);
  CHECK(parse_rate("19")->parts_per_million == 190'000);
  CHECK(parse_rate("0.0001")->parts_per_million == 1);
  CHECK(parse_rate("0.00001").error() == DecimalError::too_many_decimals);
  CHECK(parse_rate("19 %").error() == DecimalError::not_a_number);
  CHECK(print_rate(Rate{88'750}) == "8.875");
  CHECK(print_rate(Rate{190'000}) == "19");
}
