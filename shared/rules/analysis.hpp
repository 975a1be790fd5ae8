// Analysis: what can be proved of rules before they decide anything.
// In go the rules of one decision with their vocabulary and, where there are any, past orders; out
// come findings: empty conditions, conflicts, dead rules, gaps, answers and values that are never
// used, rules never hit, gaps between effective dates.
// It is exact over intervals and value sets: a conflict comes with an order that conflicts, a rule
// called dead fires for no order, and where "complete" is said no order is left without an answer.
// Fields marked derived depend on others, so a finding that sets two of them is only possible. What
// a budget does not reach is said to be not decided.
//   Analysis analysis(vocabulary, rules);   analysis.findings({.past = past});
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/rules/program.hpp"
#include "shared/rules/region.hpp"

namespace tally::rules {

enum class FindingKind : std::uint8_t {
  empty_condition,
  conflict,
  dead_rule,
  gap,
  dead_not_decided,
  gap_not_decided,
  answer_unused,
  never_hit,
  date_gap
};
enum class Certainty : std::uint8_t { certain, possible };

/// One order that shows it: a value for each field, and the day.
struct SampleOrder {
  std::vector<std::int64_t> values;
  Date day;
  friend bool operator==(const SampleOrder&, const SampleOrder&) = default;
};

struct Finding {
  FindingKind kind = FindingKind::conflict;
  Certainty certainty = Certainty::certain;
  /// The rule it is about; of a conflict or date gap the earlier one. Unused for the others.
  std::uint32_t rule = 0;
  std::uint32_t other = 0;
  /// Of answer_unused the answer, of never_hit the orders, of not_decided the steps taken.
  std::int64_t value = 0;
  /// Of conflict and gap: the part of the space, and an order in it.
  Box where;
  std::optional<SampleOrder> sample;
  /// Of date_gap.
  std::optional<Date> from;
  std::optional<Date> until;
  /// How many past orders it touches, and the first of them.
  std::int64_t touched = 0;
  std::optional<std::uint32_t> touched_order;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct PastOrder {
  std::vector<std::int64_t> values;
  AsOf as_of;
};

struct AnalysisOptions {
  /// The day that sample orders prefer.
  AsOf today;
  std::span<const PastOrder> past;
  /// How many conflicts are told in full; all are counted.
  std::size_t conflicts_max = 200;
  /// Boxes looked at for the gap, and for each rule that may be dead.
  std::int64_t gap_steps_max = 20'000;
  std::int64_t dead_steps_max = 1'000;
};

struct Findings {
  /// The more past orders they touch the earlier; then by kind and rule.
  std::vector<Finding> list;
  std::int64_t conflict_count = 0;
};

class Analysis {
 public:
  /// Issue: rule_too_wide.
  static Result<Analysis> make(const Vocabulary& vocabulary, const DecisionRules& rules);

  Findings findings(const AnalysisOptions& options) const;

  /// What concerns one rule: its conflicts, whether it is empty or dead, which it alone makes dead
  /// and whether those that it overrides are, and whether `given_up` is a gap now. For the editor,
  /// as one types; quicker than all findings by the number of rules.
  Findings findings_of(std::uint32_t rule, const Region& given_up,
                       const AnalysisOptions& options) const;
  /// Changes one rule; returns what it covered before and covers no more. Issue: rule_too_wide.
  Result<Region> replace_rule(std::uint32_t index, const Rule& rule);

  const DecisionRules& rules() const { return rules_; }
  const Space& space() const { return space_; }
  /// What the rule covers by itself, and what overrides it.
  const Region& region(std::uint32_t rule) const { return regions_[rule]; }

 private:
  Analysis(const Vocabulary& vocabulary, const DecisionRules& rules);

  bool differs(std::uint32_t left, std::uint32_t right) const;
  bool silences(std::uint32_t left, std::uint32_t right) const;
  /// Part of both where neither is overridden by a third; nullopt where there is none.
  std::optional<Box> conflict_box(std::uint32_t left, std::uint32_t right) const;
  void find_conflicts(std::uint32_t rule, std::uint32_t from, const AnalysisOptions& options,
                      Findings& out) const;
  void find_empty(std::uint32_t rule, Findings& out) const;
  void link_overrides();
  void cut_firing(std::uint32_t rule);
  /// Where the rule fires: what it covers without what overrides it; nullptr where that is too many
  /// boxes.
  const Region* firing(std::uint32_t rule) const;
  bool decides_before(std::uint32_t rule, std::uint32_t other) const;
  void find_dead(std::uint32_t rule, const AnalysisOptions& options, Findings& out) const;
  Uncovered life_of(std::uint32_t rule, const AnalysisOptions& options) const;
  Uncovered life_beside(std::uint32_t rule, std::span<const Box* const> covers,
                        const AnalysisOptions& options) const;
  void find_gaps(const Region& within, const AnalysisOptions& options, Findings& out) const;
  Uncovered search_gap(const Box& box, std::span<const Box* const> covers,
                       const AnalysisOptions& options) const;
  Box widened(const Box& box, std::span<const Box* const> covers) const;
  void find_unused(Findings& out) const;
  void find_date_gaps(Findings& out) const;
  static void rank(Findings& out);
  void find_conflicts_of_past(const AnalysisOptions& options, Findings& out) const;

  Finding found(FindingKind kind, std::uint32_t rule, Box where,
                const AnalysisOptions& options) const;
  SampleOrder sample_of(const Box& box, const AnalysisOptions& options) const;
  Certainty certainty_of(const Box& box) const;
  enum class Reach : std::uint8_t { proven, possible };
  std::vector<const Box*> boxes_over(std::uint32_t rule, Reach reach) const;
  void find_silenced_by(std::uint32_t rule, const AnalysisOptions& options, Findings& out) const;

  Vocabulary vocabulary_;
  DecisionRules rules_;
  Space space_;
  std::vector<Region> regions_;
  /// For each rule, those that override it.
  std::vector<std::vector<std::uint32_t>> overridden_by_;
  /// Of rules that others override; nullopt where the rest is too many boxes. See firing().
  std::vector<std::optional<Region>> firing_;
};

/// Values of a choice that no rule of a set names, though some rule asks the field: what the
/// company added and nobody thought of. Ascending by field; those that past orders have stand
/// first.
struct UnusedValues {
  std::uint16_t field = 0;
  std::vector<std::int64_t> values;
  /// How many past orders have one of them, and the first.
  std::int64_t touched = 0;
  std::optional<std::uint32_t> touched_order;
};
std::vector<UnusedValues> find_unused_values(const Vocabulary& vocabulary, const RuleSet& set,
                                             std::span<const PastOrder> past);
Issue unused_issue(const Vocabulary& vocabulary, const UnusedValues& unused);

/// Part of the space in words: "the order total is at least $500 and the customer tier is gold".
std::string say_box(const Vocabulary& vocabulary, const Box& box);

/// The finding as an issue at the rule's place; its sentence and mend stand in
/// base/codes_rules.def.
Issue finding_issue(const Vocabulary& vocabulary, const DecisionRules& rules,
                    const Finding& finding);

}  // namespace tally::rules
