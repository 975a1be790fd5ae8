#include "shared/base/rounding.hpp"

#include <cassert>
#include <limits>

namespace tally {

namespace {

bool rounds_away(int128 remainder_abs, int128 denominator, bool quotient_is_odd, Rounding mode) {
  if (remainder_abs == 0) return false;
  // Compare 2r with d as r with d - r: the doubled remainder could overflow.
  const int128 rest = denominator - remainder_abs;
  switch (mode) {
    case Rounding::down: return false;
    case Rounding::up: return true;
    case Rounding::half_up: return remainder_abs >= rest;
    case Rounding::half_even:
      return remainder_abs > rest || (remainder_abs == rest && quotient_is_odd);
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> round_div(int128 numerator, int128 denominator, Rounding mode) {
  assert(denominator > 0);
  // Nearly every amount fits into 64 bits, where a division is several times as fast.
  const auto narrow = static_cast<std::int64_t>(numerator);
  const auto divisor = static_cast<std::int64_t>(denominator);
  const bool fits = narrow == numerator && divisor == denominator;
  int128 quotient = fits ? int128{narrow / divisor} : numerator / denominator;
  const int128 remainder = fits ? int128{narrow % divisor} : numerator % denominator;
  const int128 remainder_abs = remainder < 0 ? -remainder : remainder;
  if (rounds_away(remainder_abs, denominator, quotient % 2 != 0, mode)) {
    quotient += numerator < 0 ? -1 : 1;
  }
  if (quotient > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  if (quotient < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return static_cast<std::int64_t>(quotient);
}

std::optional<std::int64_t> checked_add(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) return std::nullopt;
  return sum;
}

}  // namespace tally
