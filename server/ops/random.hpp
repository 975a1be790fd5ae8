// Random: the one place where the server asks for random bytes.
// In goes nothing; out come 32 bytes that nobody can guess (libsodium's source).
// Rooms take a RandomSource as an argument; tests and the simulator bring one that repeats itself.
//   const RandomSource random = system_random();  const auto bytes = random();
#pragma once

#include <array>
#include <cstdint>
#include <functional>

namespace tally::server::ops {

using RandomSource = std::function<std::array<std::uint8_t, 32>()>;

RandomSource system_random();

/// The first half, for ids of 128 bits.
inline std::array<std::uint8_t, 16> random_half(const RandomSource& random) {
  const std::array<std::uint8_t, 32> bytes = random();
  std::array<std::uint8_t, 16> half{};
  for (std::size_t place = 0; place < half.size(); ++place) half[place] = bytes[place];
  return half;
}

}  // namespace tally::server::ops
