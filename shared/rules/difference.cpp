#include "shared/rules/difference.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "shared/rules/say.hpp"

namespace tally::rules {

namespace {

enum class Version : std::uint8_t { before, after };

/// One box of a rule of one version.
struct Part {
  Version version = Version::before;
  std::uint32_t rule = 0;
  const Box* box = nullptr;
};

/// What a rule does, whatever it is called; overridden rules by their own meaning, not their index.
struct Meaning {
  Answer answer;
  Region region;
  std::vector<Region> overrides;
  std::vector<Answer> override_answers;
  friend bool operator==(const Meaning&, const Meaning&) = default;
};

bool same_outcome(const Decided& left, const Decided& right) {
  return left.status == right.status && left.answers == right.answers;
}

/// Puts two boxes together that differ in one field only.
bool merge_boxes(const Space& space, Box& into, const Box& from) {
  std::optional<std::uint16_t> field;
  for (std::uint16_t i = 0; i < space.size(); ++i) {
    if (space.values(into, i) == space.values(from, i)) continue;
    if (field) return false;
    field = i;
  }
  if (!field) return false;
  const ValueSet both = space.values(into, *field).united(space.values(from, *field));
  std::erase_if(into.constraints, [&](const Constraint& each) { return each.field == *field; });
  into = *space.narrowed(into, *field, both);
  return true;
}

void merge_all(const Space& space, std::vector<Box>& boxes) {
  bool goes_on = true;
  while (goes_on) {
    goes_on = false;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t j = i + 1; j < boxes.size(); ++j) {
        if (!merge_boxes(space, boxes[i], boxes[j])) continue;
        boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
        goes_on = true;
        --j;
      }
    }
  }
}

std::vector<Answer> without(const std::vector<Answer>& some, const std::vector<Answer>& others) {
  std::vector<Answer> rest;
  std::ranges::set_difference(some, others, std::back_inserter(rest));
  return rest;
}

class Differ {
 public:
  Differ(const Space& space, const DecisionProgram& before, const DecisionProgram& after,
         const DecisionRules& old_rules, const DecisionRules& new_rules,
         const DifferenceOptions& options)
      : space_(space), programs_{&before, &after}, rules_{&old_rules, &new_rules},
        options_(options) {}

  Difference run() {
    mark_unchanged();
    std::vector<Part> parts;
    for (const Version version : {Version::before, Version::after}) {
      const auto& regions = program(version).regions();
      for (std::uint32_t rule = 0; rule < regions.size(); ++rule) {
        for (const Box& box : regions[rule]) parts.push_back({version, rule, &box});
      }
    }
    visit({}, parts, {}, 0);
    merge();
    return std::move(out_);
  }

 private:
  const DecisionProgram& program(Version version) const {
    return *programs_[static_cast<std::size_t>(version)];
  }
  const DecisionRules& rules(Version version) const {
    return *rules_[static_cast<std::size_t>(version)];
  }

  Meaning meaning(Version version, std::uint32_t index) const {
    const Rule& rule = rules(version).rules[index];
    const auto& regions = program(version).regions();
    Meaning meaning{rule.answer, regions[index], {}, {}};
    for (const std::uint32_t target : rule.overrides) {
      meaning.overrides.push_back(regions[target]);
      meaning.override_answers.push_back(rules(version).rules[target].answer);
    }
    return meaning;
  }

  /// Pairs rules of equal meaning; of a table also in the same order, since order decides there.
  void mark_unchanged() {
    const std::size_t old_count = rules(Version::before).rules.size();
    const std::size_t new_count = rules(Version::after).rules.size();
    unchanged_[0].assign(old_count, false);
    unchanged_[1].assign(new_count, false);
    same_otherwise_ = answer_of(Version::before) == answer_of(Version::after);
    std::vector<Meaning> old_meanings;
    for (std::uint32_t i = 0; i < old_count; ++i) {
      old_meanings.push_back(meaning(Version::before, i));
    }
    std::size_t next = 0;
    for (std::uint32_t j = 0; j < new_count; ++j) {
      const Meaning mine = meaning(Version::after, j);
      for (std::size_t i = next; i < old_count; ++i) {
        if (unchanged_[0][i] || !(old_meanings[i] == mine)) continue;
        unchanged_[0][i] = unchanged_[1][j] = true;
        next = i + 1;
        break;
      }
    }
  }

  std::optional<Answer> answer_of(Version version) const {
    const auto& otherwise = rules(version).otherwise;
    return otherwise ? std::optional(otherwise->answer) : std::nullopt;
  }

  bool is_unchanged(const Part& part) const {
    return unchanged_[static_cast<std::size_t>(part.version)][part.rule];
  }

  /// `open`: boxes that meet this one; `inside`: parts that hold all of it.
  void visit(const Box& box, std::span<const Part> open, std::vector<Part> inside, int depth) {
    constexpr int depth_max = 600;
    if (++steps_ > options_.steps_max || out_.changes.size() >= options_.changes_max ||
        depth > depth_max) {
      out_.completeness = Completeness::some;
      return;
    }
    std::vector<Part> near;
    for (const Part& part : open) {
      if (!overlap(*part.box, box)) continue;
      (contains(*part.box, box) ? inside : near).push_back(part);
    }
    const auto unchanged = [&](const Part& part) { return is_unchanged(part); };
    const bool is_same = same_otherwise_ && std::ranges::all_of(near, unchanged) &&
                         std::ranges::all_of(inside, unchanged);
    if (is_same) return;
    if (near.empty()) return compare(box, inside);
    // What changed is told apart first: most of the space then falls away at once.
    auto pivot = std::ranges::find_if_not(near, unchanged);
    if (pivot == near.end()) pivot = near.begin();
    for (const Constraint& each : pivot->box->constraints) {
      const ValueSet outside = space_.values(box, each.field).minus(each.values);
      if (outside.empty()) continue;
      visit(*space_.narrowed(box, each.field, outside), near, inside, depth + 1);
      visit(*space_.narrowed(box, each.field, each.values), near, inside, depth + 1);
      return;
    }
  }

  void compare(const Box& box, const std::vector<Part>& inside) {
    std::array<std::vector<std::uint32_t>, 2> matched;
    for (const Part& part : inside) {
      auto& list = matched[static_cast<std::size_t>(part.version)];
      if (std::ranges::find(list, part.rule) == list.end()) list.push_back(part.rule);
    }
    for (auto& list : matched) std::ranges::sort(list);  // total order: integers
    Decided before = program(Version::before).resolve_matched(matched[0]);
    Decided after = program(Version::after).resolve_matched(matched[1]);
    if (same_outcome(before, after)) return;
    out_.changes.push_back({box, std::move(before), std::move(after), {}});
  }

  /// Puts together what differs in one field only, as long as anything changes.
  void merge() {
    constexpr std::size_t quadratic_max = 600;
    bool goes_on = out_.changes.size() <= quadratic_max;
    while (goes_on) {
      goes_on = false;
      for (std::size_t i = 0; i < out_.changes.size(); ++i) {
        for (std::size_t j = i + 1; j < out_.changes.size(); ++j) {
          if (!merge_pair(out_.changes[i], out_.changes[j])) continue;
          out_.changes.erase(out_.changes.begin() + static_cast<std::ptrdiff_t>(j));
          goes_on = true;
          --j;
        }
      }
    }
    for (Change& change : out_.changes) fill_sample(change);
  }

  bool merge_pair(Change& into, const Change& from) const {
    const bool is_alike = same_outcome(into.before, from.before) &&
                          same_outcome(into.after, from.after) &&
                          into.before.fired == from.before.fired &&
                          into.after.fired == from.after.fired;
    return is_alike && merge_boxes(space_, into.where, from.where);
  }

  void fill_sample(Change& change) const {
    for (std::uint16_t field = 0; field < space_.day_field(); ++field) {
      change.sample.values.push_back(space_.values(change.where, field).pick());
    }
    const ValueSet& days = space_.values(change.where, space_.day_field());
    const std::int64_t today = options_.today.date.days();
    change.sample.day = Date::from_days(
        static_cast<std::int32_t>(days.contains(today) ? today : days.pick()));
  }

  const Space& space_;
  std::array<const DecisionProgram*, 2> programs_;
  std::array<const DecisionRules*, 2> rules_;
  const DifferenceOptions& options_;
  std::array<std::vector<bool>, 2> unchanged_;
  bool same_otherwise_ = true;
  std::int64_t steps_ = 0;
  Difference out_;
};

}  // namespace

Result<Difference> find_difference(const Vocabulary& vocabulary, const DecisionRules& before,
                                   const DecisionRules& after, const DifferenceOptions& options) {
  const Space space(vocabulary);
  auto old_program = DecisionProgram::compile(vocabulary, space, before);
  if (!old_program) return std::unexpected(std::move(old_program.error()));
  auto new_program = DecisionProgram::compile(vocabulary, space, after);
  if (!new_program) return std::unexpected(std::move(new_program.error()));
  return Differ(space, *old_program, *new_program, before, after, options).run();
}

std::string say_change(const Vocabulary& vocabulary, const DecisionRules& rules,
                       const Change& change) {
  return "When " + say_box(vocabulary, change.where) + ": " +
         say_answers(vocabulary, rules, change.after) + " instead of " +
         say_answers(vocabulary, rules, change.before) + ".";
}

std::vector<std::string> say_changes(const Vocabulary& vocabulary, const DecisionRules& rules,
                                     const Difference& difference) {
  constexpr std::size_t quadratic_max = 400;
  std::vector<std::string> lines;
  // What is added and taken away, and where.
  std::map<std::pair<std::vector<Answer>, std::vector<Answer>>, std::vector<Box>> groups;
  const bool is_set = vocabulary.decisions[rules.decision].kind == DecisionKind::all_of;
  for (const Change& change : difference.changes) {
    const bool is_delta = is_set && change.before.status == Status::decided &&
                          change.after.status == Status::decided;
    if (!is_delta) {
      lines.push_back(say_change(vocabulary, rules, change));
      continue;
    }
    groups[{without(change.after.answers, change.before.answers),
            without(change.before.answers, change.after.answers)}]
        .push_back(change.where);
  }
  const Space space(vocabulary);
  const auto say = [&](const std::vector<Answer>& answers) {
    Decided decided;
    decided.status = Status::decided;
    decided.answers = answers;
    return say_answers(vocabulary, rules, decided);
  };
  for (auto& [delta, boxes] : groups) {
    if (boxes.size() <= quadratic_max) merge_all(space, boxes);
    std::string what = delta.first.empty() ? "" : "also " + say(delta.first);
    if (!delta.second.empty()) {
      what += (what.empty() ? "" : ", ") + ("no longer " + say(delta.second));
    }
    for (const Box& box : boxes) {
      lines.push_back("When " + say_box(vocabulary, box) + ": " + what + ".");
    }
  }
  return lines;
}

}  // namespace tally::rules
