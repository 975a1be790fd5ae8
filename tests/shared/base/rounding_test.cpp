#include "shared/base/rounding.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "tests/support/random.hpp"

using namespace tally;

namespace {

struct Row {
  std::int64_t numerator;
  std::int64_t half_up;
  std::int64_t half_even;
  std::int64_t down;
  std::int64_t up;
};

int128 absolute(int128 value) { return value < 0 ? -value : value; }

/// The definition read out: among the two whole neighbours, the one that the mode's words name.
int128 by_definition(int128 numerator, int128 denominator, Rounding mode) {
  int128 below = numerator / denominator;
  if (below * denominator > numerator) --below;
  if (below * denominator == numerator) return below;
  const int128 above = below + 1;
  const int128 towards_zero = numerator < 0 ? above : below;
  const int128 away = numerator < 0 ? below : above;
  if (mode == Rounding::down) return towards_zero;
  if (mode == Rounding::up) return away;
  const int128 to_below = absolute(numerator - below * denominator);
  const int128 to_above = absolute(numerator - above * denominator);
  if (to_below != to_above) return to_below < to_above ? below : above;
  if (mode == Rounding::half_up) return away;
  return below % 2 == 0 ? below : above;
}

constexpr Rounding all_modes[] = {Rounding::half_up, Rounding::half_even, Rounding::down,
                                  Rounding::up};

}  // namespace

TEST_CASE("tenths round as the table of IEEE 754 and DIN 1333 says") {
  constexpr Row table[] = {
      {55, 6, 6, 5, 6},      {25, 3, 2, 2, 3},      {16, 2, 2, 1, 2},     {11, 1, 1, 1, 2},
      {10, 1, 1, 1, 1},      {-10, -1, -1, -1, -1}, {-11, -1, -1, -1, -2}, {-16, -2, -2, -1, -2},
      {-25, -3, -2, -2, -3}, {-55, -6, -6, -5, -6}, {0, 0, 0, 0, 0},      {5, 1, 0, 0, 1},
      {-5, -1, 0, 0, -1},    {15, 2, 2, 1, 2},      {4, 0, 0, 0, 1},      {-4, 0, 0, 0, -1}};
  for (const Row& row : table) {
    CAPTURE(row.numerator);
    CHECK(round_div(row.numerator, 10, Rounding::half_up) == row.half_up);
    CHECK(round_div(row.numerator, 10, Rounding::half_even) == row.half_even);
    CHECK(round_div(row.numerator, 10, Rounding::down) == row.down);
    CHECK(round_div(row.numerator, 10, Rounding::up) == row.up);
  }
}

TEST_CASE("every small fraction rounds as the definition says") {
  for (std::int64_t denominator = 1; denominator <= 40; ++denominator) {
    for (std::int64_t numerator = -130; numerator <= 130; ++numerator) {
      for (const Rounding mode : all_modes) {
        const auto expected =
            static_cast<std::int64_t>(by_definition(numerator, denominator, mode));
        if (round_div(numerator, denominator, mode) == expected) continue;
        CAPTURE(numerator);
        CAPTURE(denominator);
        FAIL("mode " << static_cast<int>(mode) << " differs from " << expected);
      }
    }
  }
}

TEST_CASE("products of any size round as the definition says, in 128 bits") {
  tests::Random random(20261121);
  int fitted = 0;
  for (int i = 0; i < 200'000; ++i) {
    const std::int64_t sign = random.happens(500) ? -1 : 1;
    const int128 numerator = int128{random.any_size(63)} * random.any_size(60) * sign;
    const int128 denominator = random.any_size(62) + 1;
    const Rounding mode = random.pick(all_modes);
    const int128 expected = by_definition(numerator, denominator, mode);
    const bool fits = expected <= std::numeric_limits<std::int64_t>::max() &&
                      expected >= std::numeric_limits<std::int64_t>::min();
    const auto rounded = round_div(numerator, denominator, mode);
    REQUIRE(rounded.has_value() == fits);
    if (!fits) continue;
    ++fitted;
    REQUIRE(*rounded == static_cast<std::int64_t>(expected));
  }
  CHECK(fitted > 50'000);
}

TEST_CASE("what does not fit an int64 is refused, the last one that fits is not") {
  constexpr int128 top = std::numeric_limits<std::int64_t>::max();
  constexpr int128 bottom = std::numeric_limits<std::int64_t>::min();
  CHECK(round_div(top, 1, Rounding::down) == std::numeric_limits<std::int64_t>::max());
  CHECK(round_div(bottom, 1, Rounding::down) == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(round_div(top + 1, 1, Rounding::down));
  CHECK_FALSE(round_div(bottom - 1, 1, Rounding::down));
  CHECK_FALSE(round_div(top * 2 + 1, 2, Rounding::half_up));
  CHECK(round_div(top * 2 + 1, 2, Rounding::down) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("a denominator of almost 127 bits still finds its half") {
  const int128 denominator = (int128{1} << 126) + 1;
  CHECK(round_div(denominator / 2, denominator, Rounding::half_up) == 0);
  CHECK(round_div(denominator / 2 + 1, denominator, Rounding::half_up) == 1);
  CHECK(round_div(-(denominator / 2 + 1), denominator, Rounding::half_even) == -1);
}

TEST_CASE("a sum that overflows is nothing") {
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  CHECK(checked_add(2, 3) == 5);
  CHECK(checked_add(top, 0) == top);
  CHECK_FALSE(checked_add(top, 1));
  CHECK_FALSE(checked_add(-top, -2));
}
