// Region: what a rule's conditions cover, as a union of boxes in the space of all fields.
// In go conditions; out come boxes: for some fields the values that are allowed, all values for
// the others. A missing value is one more point of an optional field; the day on which a decision
// is taken is one more field, behind the vocabulary's.
// A condition on a missing value does not hold, and neither does its opposite; what stands behind
// "unless" counts only where it holds.
// It is exact: nothing here is sampled. It gives up only where a caller's budget ends.
//   Region region = region_of(space, rule);
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <vector>

#include "shared/rules/rule_set.hpp"
#include "shared/rules/value_set.hpp"

namespace tally::rules {

/// One field and the values of it that are allowed.
struct Constraint {
  std::uint16_t field = 0;
  ValueSet values;
  friend bool operator==(const Constraint&, const Constraint&) = default;
};

/// Ascending by field, no field twice, no constraint empty or the whole domain.
struct Box {
  std::vector<Constraint> constraints;
  friend bool operator==(const Box&, const Box&) = default;
};

using Region = std::vector<Box>;

/// The domains of all fields, and of the day behind them.
class Space {
 public:
  explicit Space(const Vocabulary& vocabulary);
  const ValueSet& domain(std::uint16_t field) const { return domains_[field]; }
  std::uint16_t day_field() const { return static_cast<std::uint16_t>(domains_.size() - 1); }
  std::size_t size() const { return domains_.size(); }
  /// The field's values in the box.
  const ValueSet& values(const Box& box, std::uint16_t field) const;
  /// The box with that field narrowed; nullopt where nothing is left.
  std::optional<Box> narrowed(const Box& box, std::uint16_t field, const ValueSet& values) const;
  std::optional<Box> intersected(const Box& left, const Box& right) const;

 private:
  std::vector<ValueSet> domains_;
};

/// What an atom allows, within the domain of its field.
ValueSet values_of(const Space& space, const Vocabulary& vocabulary, const Atom& atom);

/// The disjoint or overlapping boxes of a condition; nullopt where they are more than cases_max.
std::optional<Region> region_of(const Space& space, const Vocabulary& vocabulary,
                                const Condition& condition);
/// Of a rule with its "unless" and its dates, but not what overrides it.
std::optional<Region> region_of(const Space& space, const Vocabulary& vocabulary, const Rule& rule);

bool overlap(const Box& left, const Box& right);
/// True where all of `inner` lies in `outer`.
bool contains(const Box& outer, const Box& inner);
/// True where a point lies in the box: `values` holds one for each field of the space.
bool contains(const Box& box, std::span<const std::int64_t> values);

/// Disjoint boxes that are the rest of `whole` without `taken`.
std::vector<Box> minus(const Space& space, const Box& whole, const Box& taken);
/// The rest of `whole` without all of `taken`; nullopt where it has more than `boxes_max` boxes.
std::optional<Region> minus(const Space& space, const Region& whole, const Region& taken,
                            std::size_t boxes_max);

enum class Search : std::uint8_t { covered, found, not_decided };

struct Uncovered {
  Search result = Search::not_decided;
  /// Part of the box that no cover touches, where one was found.
  Box box;
  /// How many boxes were looked at.
  std::int64_t steps = 0;
};

/// Looks for a part of `box` that none of `covers` holds, by peeling off what a cover does not hold
/// field by field. At most `steps_max` boxes are looked at.
Uncovered find_uncovered(const Space& space, const Box& box, std::span<const Box* const> covers,
                         std::int64_t steps_max);

}  // namespace tally::rules
