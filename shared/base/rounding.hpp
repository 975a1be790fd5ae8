// Rounding: turns an exact fraction into a whole number in a way that has a name.
// In go a 128-bit numerator, a positive denominator and a Rounding; out comes the rounded int64.
// It never rounds by accident: every division of money or quantity in the core goes through here.
// It will not choose the mode: that is policy data (see data/policy.hpp).
//   round_div(125, 10, Rounding::half_even) == 12;   round_div(125, 10, Rounding::half_up) == 13
#pragma once

#include <cstdint>
#include <optional>

namespace tally {

__extension__ typedef __int128 int128;

/// half_up rounds a tie away from zero (commercial rounding, DIN 1333), half_even to the even
/// neighbour (IEEE 754 roundTiesToEven), down towards zero, up away from zero.
enum class Rounding : std::uint8_t { half_up, half_even, down, up };

/// numerator / denominator, rounded. denominator > 0 (a programmer's duty).
/// Returns nullopt where the result does not fit an int64.
std::optional<std::int64_t> round_div(int128 numerator, int128 denominator, Rounding mode);

/// The sum, or nullopt where it does not fit.
std::optional<std::int64_t> checked_add(std::int64_t left, std::int64_t right);

}  // namespace tally
