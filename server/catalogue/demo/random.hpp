// Random: the demo company's dice, the same on every machine and with every compiler.
// In goes a seed; out come whole numbers below a bound, chances and picks.
// The generator is SplitMix64 (Steele, Lea, Flood 2014): small, and good enough for demo data.
// It is no source of secrets, and it uses no distribution of the standard library, because those
// differ from one library to the next.
//   Random random(1);  random.below(6) + 1;
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tally::server::catalogue::demo {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }
  /// 0 to bound - 1; the bias of the remainder is far below anything a demo shows. bound > 0.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// first to last, both included.
  std::int64_t between(std::int64_t first, std::int64_t last) {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first + 1)));
  }
  bool chance(std::uint64_t of_a_thousand) { return below(1000) < of_a_thousand; }

  template <typename Table>
  const auto& pick(const Table& table) {
    return table[static_cast<std::size_t>(below(static_cast<std::uint64_t>(table.size())))];
  }

  /// A stream of its own for one part of the company, so that more products do not change the
  /// customers.
  Random fork(std::uint64_t part) const {
    Random other(state_ ^ (part * 0xD1342543DE82EF95ULL));
    other.next();
    return other;
  }

 private:
  std::uint64_t state_;
};

}  // namespace tally::server::catalogue::demo
