// Sampling: points of a box, always the same ones.
// In go a box and a number to begin with; out come points, spread over the box and drawn to the
// ends of its intervals, where mistakes sit.
// It finds what is common quickly; what it does not find is left to the exact search.
//   Sampler sampler(space, 7);   sampler.draw(box, values);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/rules/region.hpp"

namespace tally::rules {

class Sampler {
 public:
  Sampler(const Space& space, std::uint64_t seed) : space_(space), state_(seed) {}

  /// One value for each field of the space.
  void draw(const Box& box, std::vector<std::int64_t>& values) {
    values.resize(space_.size());
    for (std::size_t field = 0; field < values.size(); ++field) {
      values[field] = draw(space_.values(box, static_cast<std::uint16_t>(field)));
    }
  }

  /// True where a point of the box was found that no cover holds: from a drawn point it steps out
  /// of each cover that holds it, by one field (after WalkSAT: Selman, Kautz, Cohen, "Noise
  /// strategies for improving local search", 1994).
  bool walk_out(const Box& box, std::span<const Box* const> covers) {
    constexpr int walks = 6;
    constexpr int steps = 40;
    std::vector<std::int64_t> point;
    for (int walk = 0; walk < walks; ++walk) {
      draw(box, point);
      for (int step = 0; step < steps; ++step) {
        const Box* holding = nullptr;
        const std::size_t first = next() % covers.size();
        for (std::size_t i = 0; i < covers.size() && holding == nullptr; ++i) {
          const Box* cover = covers[(first + i) % covers.size()];
          if (contains(*cover, point)) holding = cover;
        }
        if (holding == nullptr) return true;
        if (!step_out(box, *holding, point)) break;
      }
    }
    return false;
  }

 private:
  bool step_out(const Box& box, const Box& cover, std::vector<std::int64_t>& point) {
    const std::size_t count = cover.constraints.size();
    const std::size_t first = count == 0 ? 0 : next() % count;
    for (std::size_t i = 0; i < count; ++i) {
      const Constraint& each = cover.constraints[(first + i) % count];
      const ValueSet outside = space_.values(box, each.field).minus(each.values);
      if (outside.empty()) continue;
      point[each.field] = draw(outside);
      return true;
    }
    return false;
  }

  std::int64_t draw(const ValueSet& set) {
    const auto& intervals = set.intervals();
    const Interval& each = intervals[next() % intervals.size()];
    const auto width = static_cast<std::uint64_t>(each.high) - static_cast<std::uint64_t>(each.low);
    const std::uint64_t way = next() % 4;
    if (way == 0 || width == 0) return each.low;
    if (way == 1) return each.high;
    return each.low + static_cast<std::int64_t>(next() % (width + 1));
  }

  /// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }

  const Space& space_;
  std::uint64_t state_;
};

}  // namespace tally::rules
