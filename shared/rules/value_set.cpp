#include "shared/rules/value_set.hpp"

#include <algorithm>

#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

ValueSet ValueSet::interval(std::int64_t low, std::int64_t high) {
  ValueSet set;
  if (low <= high) set.intervals_.push_back({low, high});
  return set;
}

ValueSet ValueSet::of(std::vector<Interval> intervals) {
  std::ranges::sort(intervals, {}, &Interval::low);  // total order: equals merge into one
  ValueSet set;
  for (const Interval& each : intervals) set.append(each.low, each.high);
  return set;
}

void ValueSet::append(std::int64_t low, std::int64_t high) {
  // Ends never are the greatest integer (domains are far smaller), so + 1 is safe.
  if (!intervals_.empty() && low <= intervals_.back().high + 1) {
    intervals_.back().high = std::max(intervals_.back().high, high);
  } else {
    intervals_.push_back({low, high});
  }
}

bool ValueSet::contains(std::int64_t value) const {
  for (const Interval& each : intervals_) {
    if (value < each.low) return false;
    if (value <= each.high) return true;
  }
  return false;
}

bool ValueSet::contains(const ValueSet& other) const {
  auto mine = intervals_.begin();
  for (const Interval& each : other.intervals_) {
    while (mine != intervals_.end() && mine->high < each.low) ++mine;
    if (mine == intervals_.end() || mine->low > each.low || mine->high < each.high) return false;
  }
  return true;
}

bool ValueSet::overlaps(const ValueSet& other) const {
  auto mine = intervals_.begin();
  auto theirs = other.intervals_.begin();
  while (mine != intervals_.end() && theirs != other.intervals_.end()) {
    if (mine->high < theirs->low) {
      ++mine;
    } else if (theirs->high < mine->low) {
      ++theirs;
    } else {
      return true;
    }
  }
  return false;
}

ValueSet ValueSet::united(const ValueSet& other) const {
  ValueSet all;
  auto mine = intervals_.begin();
  auto theirs = other.intervals_.begin();
  while (mine != intervals_.end() || theirs != other.intervals_.end()) {
    const bool is_mine = theirs == other.intervals_.end() ||
                         (mine != intervals_.end() && mine->low <= theirs->low);
    const Interval& next = is_mine ? *mine++ : *theirs++;
    all.append(next.low, next.high);
  }
  return all;
}

ValueSet ValueSet::intersected(const ValueSet& other) const {
  ValueSet both;
  auto mine = intervals_.begin();
  auto theirs = other.intervals_.begin();
  while (mine != intervals_.end() && theirs != other.intervals_.end()) {
    const std::int64_t low = std::max(mine->low, theirs->low);
    const std::int64_t high = std::min(mine->high, theirs->high);
    if (low <= high) both.intervals_.push_back({low, high});
    if (mine->high < theirs->high) {
      ++mine;
    } else {
      ++theirs;
    }
  }
  return both;
}

ValueSet ValueSet::minus(const ValueSet& other) const {
  ValueSet rest;
  auto theirs = other.intervals_.begin();
  for (const Interval& each : intervals_) {
    std::int64_t low = each.low;
    while (theirs != other.intervals_.end() && theirs->high < low) ++theirs;
    auto cut = theirs;
    while (cut != other.intervals_.end() && cut->low <= each.high) {
      if (low < cut->low) rest.intervals_.push_back({low, cut->low - 1});
      low = cut->high + 1;
      ++cut;
    }
    if (low <= each.high) rest.intervals_.push_back({low, each.high});
  }
  return rest;
}

std::int64_t ValueSet::pick() const {
  for (const Interval& each : intervals_) {
    if (each.low != missing_value) return each.low;
  }
  return missing_value;
}

}  // namespace tally::rules
