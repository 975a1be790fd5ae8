// Value set: some of the values of one field, exactly.
// In go intervals of integers; out come unions, intersections and differences of them.
// A missing value is one more point, below all others. Every set is finite, so the complement is
// always taken within a field's domain.
// It knows no field.
//   ValueSet::interval(5, 9).minus(ValueSet::interval(7, 7)).contains(7) == false
#pragma once

#include <cstdint>
#include <vector>

namespace tally::rules {

/// Both ends included.
struct Interval {
  std::int64_t low = 0;
  std::int64_t high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

class ValueSet {
 public:
  ValueSet() = default;
  /// Empty where high < low.
  static ValueSet interval(std::int64_t low, std::int64_t high);
  static ValueSet point(std::int64_t value) { return interval(value, value); }

  /// All that lies in one of them.
  static ValueSet of(std::vector<Interval> intervals);

  bool empty() const { return intervals_.empty(); }
  bool contains(std::int64_t value) const;
  /// True where all of `other` lies in it.
  bool contains(const ValueSet& other) const;
  bool overlaps(const ValueSet& other) const;

  ValueSet united(const ValueSet& other) const;
  ValueSet intersected(const ValueSet& other) const;
  ValueSet minus(const ValueSet& other) const;

  /// Ascending, disjoint, never touching.
  const std::vector<Interval>& intervals() const { return intervals_; }
  /// The smallest value that is not missing, else missing; the set is not empty.
  std::int64_t pick() const;
  friend bool operator==(const ValueSet&, const ValueSet&) = default;

 private:
  void append(std::int64_t low, std::int64_t high);

  std::vector<Interval> intervals_;
};

}  // namespace tally::rules
