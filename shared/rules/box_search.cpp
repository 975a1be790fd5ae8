// Boxes taken from boxes, and the search for what no box of a set holds.
#include <algorithm>

#include "shared/rules/region.hpp"

namespace tally::rules {

namespace {

/// Deeper than any chain of covers that a budget lets through.
constexpr int depth_max = 400;

class Peeler {
 public:
  Peeler(const Space& space, std::int64_t steps_max) : space_(space), steps_max_(steps_max) {}

  Search search(const Box& box, std::span<const Box* const> covers, int depth) {
    if (++steps_ > steps_max_ || depth > depth_max) return Search::not_decided;
    std::vector<const Box*> near;
    const Box* best = nullptr;
    std::size_t best_open = 0;
    for (const Box* cover : covers) {
      if (!overlap(box, *cover)) continue;
      // The cover that cuts the fewest fields leaves the fewest pieces.
      const std::size_t open = open_fields(box, *cover);
      if (open == 0) return Search::covered;
      if (best == nullptr || open < best_open) {
        best = cover;
        best_open = open;
      }
      near.push_back(cover);
    }
    if (best == nullptr) {
      found_ = box;
      return Search::found;
    }
    std::erase(near, best);
    return peel(box, *best, near, depth);
  }

  const Box& found() const { return found_; }
  std::int64_t steps() const { return steps_; }

 private:
  /// In how many fields the cover does not hold all of the box.
  std::size_t open_fields(const Box& box, const Box& cover) const {
    std::size_t open = 0;
    for (const Constraint& each : cover.constraints) {
      if (!each.values.contains(space_.values(box, each.field))) ++open;
    }
    return open;
  }

  Search peel(const Box& box, const Box& cover, std::span<const Box* const> others, int depth) {
    Box rest = box;
    bool is_open = false;
    for (const Constraint& each : cover.constraints) {
      const ValueSet outside = space_.values(rest, each.field).minus(each.values);
      if (outside.empty()) continue;
      const Search result = search(*space_.narrowed(rest, each.field, outside), others, depth + 1);
      if (result == Search::found) return result;
      if (result == Search::not_decided) is_open = true;
      if (is_open && steps_ > steps_max_) return Search::not_decided;
      rest = *space_.narrowed(rest, each.field, each.values);
    }
    return is_open ? Search::not_decided : Search::covered;
  }

  const Space& space_;
  std::int64_t steps_max_;
  std::int64_t steps_ = 0;
  Box found_;
};

}  // namespace

bool overlap(const Box& left, const Box& right) {
  auto a = left.constraints.begin();
  auto b = right.constraints.begin();
  while (a != left.constraints.end() && b != right.constraints.end()) {
    if (a->field < b->field) {
      ++a;
    } else if (b->field < a->field) {
      ++b;
    } else if (!a->values.overlaps(b->values)) {
      return false;
    } else {
      ++a;
      ++b;
    }
  }
  return true;
}

bool contains(const Box& outer, const Box& inner) {
  auto b = inner.constraints.begin();
  for (const Constraint& a : outer.constraints) {
    while (b != inner.constraints.end() && b->field < a.field) ++b;
    // A field that the inner leaves open holds its whole domain, and no constraint does.
    if (b == inner.constraints.end() || b->field != a.field || !a.values.contains(b->values)) {
      return false;
    }
  }
  return true;
}

bool contains(const Box& box, std::span<const std::int64_t> values) {
  return std::ranges::all_of(box.constraints, [&](const Constraint& each) {
    return each.values.contains(values[each.field]);
  });
}

std::vector<Box> minus(const Space& space, const Box& whole, const Box& taken) {
  if (!overlap(whole, taken)) return {whole};
  std::vector<Box> pieces;
  Box rest = whole;
  for (const Constraint& each : taken.constraints) {
    const ValueSet outside = space.values(rest, each.field).minus(each.values);
    if (outside.empty()) continue;
    pieces.push_back(*space.narrowed(rest, each.field, outside));
    rest = *space.narrowed(rest, each.field, each.values);
  }
  return pieces;
}

std::optional<Region> minus(const Space& space, const Region& whole, const Region& taken,
                            std::size_t boxes_max) {
  Region rest = whole;
  for (const Box& each : taken) {
    Region next;
    for (const Box& box : rest) {
      auto pieces = minus(space, box, each);
      next.insert(next.end(), std::make_move_iterator(pieces.begin()),
                  std::make_move_iterator(pieces.end()));
      if (next.size() > boxes_max) return std::nullopt;
    }
    rest = std::move(next);
  }
  return rest;
}

Uncovered find_uncovered(const Space& space, const Box& box, std::span<const Box* const> covers,
                         std::int64_t steps_max) {
  Peeler peeler(space, steps_max);
  const Search result = peeler.search(box, covers, 0);
  return {result, peeler.found(), peeler.steps()};
}

}  // namespace tally::rules
