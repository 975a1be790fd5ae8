#include "shared/rules/region.hpp"

#include "shared/rules/limits.hpp"

namespace tally::rules {

namespace {

/// Whether a condition is asked to hold, or its opposite.
enum class Sense : std::uint8_t { holds, opposite };

Sense turned(Sense sense) { return sense == Sense::holds ? Sense::opposite : Sense::holds; }

class Builder {
 public:
  Builder(const Space& space, const Vocabulary& vocabulary)
      : space_(space), vocabulary_(vocabulary) {}

  std::optional<Region> build(const Condition& condition, Sense sense) {
    if (condition.join == Join::one) return one(condition.atom, sense);
    // "none of these" is all of the opposites; the opposite of "all" is any of the opposites.
    const Sense inner = condition.join == Join::none ? turned(sense) : sense;
    const bool is_meet = condition.join == Join::any ? sense == Sense::opposite
                         : condition.join == Join::none ? sense == Sense::holds
                                                        : sense == Sense::holds;
    Region region;
    if (is_meet) region.emplace_back();
    for (const Condition& part : condition.parts) {
      const auto boxes = build(part, inner);
      if (!boxes) return std::nullopt;
      if (is_meet) {
        if (!meet(region, *boxes)) return std::nullopt;
      } else {
        region.insert(region.end(), boxes->begin(), boxes->end());
        if (region.size() > cases_max) return std::nullopt;
      }
    }
    return region;
  }

 private:
  Region one(const Atom& atom, Sense sense) const {
    ValueSet values = values_of(space_, vocabulary_, atom);
    if (sense == Sense::opposite) {
      // The opposite holds of known values only, except of "is known" and "is missing".
      ValueSet all = space_.domain(atom.field);
      const bool asks = atom.test == Test::missing || atom.test == Test::known;
      if (!asks) all = all.minus(ValueSet::point(missing_value));
      values = all.minus(values);
    }
    const auto box = space_.narrowed({}, atom.field, values);
    return box ? Region{*box} : Region{};
  }

  bool meet(Region& region, const Region& other) const {
    Region met;
    for (const Box& left : region) {
      for (const Box& right : other) {
        auto both = space_.intersected(left, right);
        if (both) met.push_back(*std::move(both));
        if (met.size() > cases_max) return false;
      }
    }
    region = std::move(met);
    return true;
  }

  const Space& space_;
  const Vocabulary& vocabulary_;
};

}  // namespace

Space::Space(const Vocabulary& vocabulary) {
  for (const Field& field : vocabulary.fields) {
    ValueSet domain = ValueSet::interval(field.low, field.high);
    if (field.missing == MissingPolicy::optional) {
      domain = domain.united(ValueSet::point(missing_value));
    }
    domains_.push_back(std::move(domain));
  }
  // Years 1 to 9999, as base/date.hpp has them.
  const auto first = Date::from_civil(1, 1, 1).value_or(Date{});
  const auto last = Date::from_civil(9999, 12, 31).value_or(Date{});
  domains_.push_back(ValueSet::interval(first.days(), last.days()));
}

const ValueSet& Space::values(const Box& box, std::uint16_t field) const {
  for (const Constraint& each : box.constraints) {
    if (each.field == field) return each.values;
    if (each.field > field) break;
  }
  return domains_[field];
}

std::optional<Box> Space::narrowed(const Box& box, std::uint16_t field,
                                   const ValueSet& values) const {
  ValueSet both = this->values(box, field).intersected(values);
  if (both.empty()) return std::nullopt;
  Box out = box;
  auto place = out.constraints.begin();
  while (place != out.constraints.end() && place->field < field) ++place;
  if (place != out.constraints.end() && place->field == field) {
    place->values = std::move(both);
  } else if (both != domains_[field]) {
    out.constraints.insert(place, {field, std::move(both)});
  }
  return out;
}

std::optional<Box> Space::intersected(const Box& left, const Box& right) const {
  Box both;
  auto a = left.constraints.begin();
  auto b = right.constraints.begin();
  while (a != left.constraints.end() || b != right.constraints.end()) {
    const bool only_a = b == right.constraints.end() ||
                        (a != left.constraints.end() && a->field < b->field);
    const bool only_b = !only_a && (a == left.constraints.end() || b->field < a->field);
    if (only_a) {
      both.constraints.push_back(*a++);
    } else if (only_b) {
      both.constraints.push_back(*b++);
    } else {
      ValueSet values = a->values.intersected(b->values);
      if (values.empty()) return std::nullopt;
      both.constraints.push_back({a->field, std::move(values)});
      ++a;
      ++b;
    }
  }
  return both;
}

ValueSet values_of(const Space& space, const Vocabulary& vocabulary, const Atom& atom) {
  const Field& field = vocabulary.fields[atom.field];
  const ValueSet known = ValueSet::interval(field.low, field.high);
  switch (atom.test) {
    case Test::holds: return ValueSet::point(1);
    case Test::fails: return ValueSet::point(0);
    case Test::missing: return space.domain(atom.field).minus(known);
    case Test::known: return known;
    case Test::one_of:
    case Test::none_of: {
      ValueSet named;
      for (const std::int64_t value : atom.values) named = named.united(ValueSet::point(value));
      return atom.test == Test::one_of ? named : known.minus(named);
    }
    case Test::range: break;
  }
  std::int64_t low = field.low;
  std::int64_t high = field.high;
  if (atom.low) low = atom.low->value + (atom.low->edge == Edge::excluded ? 1 : 0);
  if (atom.high) high = atom.high->value - (atom.high->edge == Edge::excluded ? 1 : 0);
  return known.intersected(ValueSet::interval(low, high));
}

std::optional<Region> region_of(const Space& space, const Vocabulary& vocabulary,
                                const Condition& condition) {
  return Builder(space, vocabulary).build(condition, Sense::holds);
}

std::optional<Region> region_of(const Space& space, const Vocabulary& vocabulary,
                                const Rule& rule) {
  auto region = region_of(space, vocabulary, rule.when);
  if (!region) return std::nullopt;
  if (rule.unless) {
    const auto taken = region_of(space, vocabulary, *rule.unless);
    if (!taken) return std::nullopt;
    region = minus(space, *region, *taken, cases_max);
    if (!region) return std::nullopt;
  }
  if (!rule.from && !rule.until) return region;
  const std::uint16_t day = space.day_field();
  const auto& all = space.domain(day).intervals().front();
  const ValueSet days = ValueSet::interval(rule.from ? rule.from->days() : all.low,
                                           rule.until ? rule.until->days() : all.high);
  Region dated;
  for (const Box& box : *region) {
    if (auto narrowed = space.narrowed(box, day, days)) dated.push_back(*std::move(narrowed));
  }
  return dated;
}

}  // namespace tally::rules
