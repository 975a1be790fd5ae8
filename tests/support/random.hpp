// Random: the tests' own pseudo-random numbers, equal on every machine and standard library.
// In goes a seed; out come 64-bit values (SplitMix64, Steele, Lea and Flood 2014), ranges and
// picks. A failing test names its seed, so it can be repeated; nothing here asks the clock. It is
// not for secrets, and its ranges are good enough for tests, not for statistics.
//   Random random(7);  const auto part = random.between(1, 6);
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace tally::tests {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
  }
  /// 0 to count - 1. count > 0.
  std::uint64_t below(std::uint64_t count) { return next() % count; }
  /// Both ends in.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    const std::uint64_t offset = width == 0 ? next() : below(width);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
  }
  /// True in `parts` of a thousand calls.
  bool happens(std::uint64_t parts) { return below(1000) < parts; }
  /// A number of any size: as many one-digit as nine-digit ones. At most `bits_max` bits.
  std::int64_t any_size(unsigned bits_max) {
    const auto bits = static_cast<unsigned>(below(bits_max + 1));
    return bits == 0 ? 0 : static_cast<std::int64_t>(next() >> (64 - bits));
  }
  template <typename List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(below(std::size(list)))];
  }
  template <typename List>
  void shuffle(List& list) {
    for (std::size_t left = list.size(); left > 1; --left) {
      std::swap(list[left - 1], list[static_cast<std::size_t>(below(left))]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace tally::tests
