#include "shared/rules/analysis.hpp"

#include <algorithm>
#include <utility>

#include "shared/rules/limits.hpp"
#include "shared/rules/sampling.hpp"

namespace tally::rules {

namespace {

bool is_dated(const Rule& rule) { return rule.from || rule.until; }

Issues too_wide(const Rule& rule) {
  return Issues{make_issue(IssueCode::rule_too_wide, say_place(rule.place),
                           {{"rule", rule.name}, {"limit", static_cast<std::int64_t>(cases_max)}})};
}

}  // namespace

Analysis::Analysis(const Vocabulary& vocabulary, const DecisionRules& rules)
    : vocabulary_(vocabulary), rules_(rules), space_(vocabulary) {}

Result<Analysis> Analysis::make(const Vocabulary& vocabulary, const DecisionRules& rules) {
  Analysis analysis(vocabulary, rules);
  Issues issues;
  for (const Rule& rule : rules.rules) {
    auto region = region_of(analysis.space_, vocabulary, rule);
    if (!region) {
      std::ranges::move(too_wide(rule), std::back_inserter(issues));
      continue;
    }
    analysis.regions_.push_back(*std::move(region));
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  analysis.link_overrides();
  return analysis;
}

void Analysis::link_overrides() {
  const auto count = static_cast<std::uint32_t>(rules_.rules.size());
  overridden_by_.assign(count, {});
  firing_.assign(count, {});
  for (std::uint32_t i = 0; i < count; ++i) {
    for (const std::uint32_t target : rules_.rules[i].overrides) {
      overridden_by_[target].push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < count; ++i) cut_firing(i);
}

void Analysis::cut_firing(std::uint32_t rule) {
  firing_[rule] = Region{};
  if (overridden_by_[rule].empty()) return;
  std::optional<Region> rest = regions_[rule];
  for (const std::uint32_t by : overridden_by_[rule]) {
    if (rest) rest = minus(space_, *rest, regions_[by], cases_max);
  }
  firing_[rule] = std::move(rest);
}

const Region* Analysis::firing(std::uint32_t rule) const {
  if (overridden_by_[rule].empty()) return &regions_[rule];
  return firing_[rule] ? &*firing_[rule] : nullptr;
}

Result<Region> Analysis::replace_rule(std::uint32_t index, const Rule& rule) {
  auto region = region_of(space_, vocabulary_, rule);
  if (!region) return std::unexpected(too_wide(rule));
  Region old = std::exchange(regions_[index], *std::move(region));
  const Rule before = std::exchange(rules_.rules[index], rule);
  for (const std::uint32_t target : before.overrides) std::erase(overridden_by_[target], index);
  for (const std::uint32_t target : rule.overrides) {
    auto& by = overridden_by_[target];
    by.insert(std::ranges::lower_bound(by, index), index);
  }
  for (const std::uint32_t target : before.overrides) cut_firing(target);
  for (const std::uint32_t target : rule.overrides) cut_firing(target);
  cut_firing(index);
  auto given_up = minus(space_, old, regions_[index], cases_max);
  return given_up ? *std::move(given_up) : std::move(old);
}

SampleOrder Analysis::sample_of(const Box& box, const AnalysisOptions& options) const {
  SampleOrder sample;
  for (std::size_t field = 0; field < vocabulary_.fields.size(); ++field) {
    sample.values.push_back(space_.values(box, static_cast<std::uint16_t>(field)).pick());
  }
  const ValueSet& days = space_.values(box, space_.day_field());
  const std::int64_t today = options.today.date.days();
  const std::int64_t day = days.contains(today) ? today : days.pick();
  sample.day = Date::from_days(static_cast<std::int32_t>(day));
  return sample;
}

Certainty Analysis::certainty_of(const Box& box) const {
  const auto derived = std::ranges::count_if(box.constraints, [&](const Constraint& each) {
    return each.field < vocabulary_.fields.size() &&
           vocabulary_.fields[each.field].derivation == Derivation::derived;
  });
  return derived > 1 ? Certainty::possible : Certainty::certain;
}

Finding Analysis::found(FindingKind kind, std::uint32_t rule, Box where,
                        const AnalysisOptions& options) const {
  Finding finding;
  finding.kind = kind;
  finding.rule = rule;
  finding.certainty = certainty_of(where);
  finding.sample = sample_of(where, options);
  finding.where = std::move(where);
  return finding;
}

bool Analysis::differs(std::uint32_t left, std::uint32_t right) const {
  return rules_.rules[left].answer != rules_.rules[right].answer;
}

bool Analysis::silences(std::uint32_t left, std::uint32_t right) const {
  return std::ranges::count(rules_.rules[left].overrides, right) > 0;
}

std::optional<Box> Analysis::conflict_box(std::uint32_t left, std::uint32_t right) const {
  constexpr std::int64_t steps_max = 2'000;
  std::vector<const Box*> covers;
  for (const std::uint32_t rule : {left, right}) {
    for (const std::uint32_t by : overridden_by_[rule]) {
      for (const Box& box : regions_[by]) covers.push_back(&box);
    }
  }
  for (const Box& a : regions_[left]) {
    for (const Box& b : regions_[right]) {
      auto both = space_.intersected(a, b);
      if (!both) continue;
      if (covers.empty()) return both;
      Uncovered part = find_uncovered(space_, *both, covers, steps_max);
      if (part.result == Search::found) return std::move(part.box);
      // What is not decided is told: better a finding too many than an order that nobody decides.
      if (part.result == Search::not_decided) return both;
    }
  }
  return std::nullopt;
}

void Analysis::find_conflicts(std::uint32_t rule, std::uint32_t from,
                              const AnalysisOptions& options, Findings& out) const {
  const auto kind = vocabulary_.decisions[rules_.decision].kind;
  if (kind != DecisionKind::exactly_one) return;
  for (std::uint32_t other = from; other < rules_.rules.size(); ++other) {
    if (other == rule || !differs(rule, other)) continue;
    const bool meet = std::ranges::any_of(regions_[rule], [&](const Box& a) {
      return std::ranges::any_of(regions_[other], [&](const Box& b) { return overlap(a, b); });
    });
    if (!meet || silences(rule, other) || silences(other, rule)) continue;
    const bool is_plain = overridden_by_[rule].empty() && overridden_by_[other].empty();
    const bool is_told = out.list.size() < options.conflicts_max;
    if (is_plain && !is_told) {
      ++out.conflict_count;
      continue;
    }
    auto box = conflict_box(rule, other);
    if (!box) continue;
    ++out.conflict_count;
    if (!is_told) continue;
    Finding finding = this->found(FindingKind::conflict, std::min(rule, other), *std::move(box),
                                  options);
    finding.other = std::max(rule, other);
    out.list.push_back(std::move(finding));
  }
}

void Analysis::find_empty(std::uint32_t rule, Findings& out) const {
  if (!regions_[rule].empty()) return;
  Finding finding;
  finding.kind = FindingKind::empty_condition;
  finding.rule = rule;
  out.list.push_back(std::move(finding));
}

/// Whether one rule answers in place of the other where both fire: an earlier row of a table, an
/// answer that stands for the other's.
bool Analysis::decides_before(std::uint32_t rule, std::uint32_t other) const {
  const Answer answer = rules_.rules[rule].answer;
  const Answer theirs = rules_.rules[other].answer;
  switch (vocabulary_.decisions[rules_.decision].kind) {
    case DecisionKind::first_of: return rule < other;
    case DecisionKind::strictest:
    case DecisionKind::highest: return answer > theirs;
    case DecisionKind::lowest: return answer < theirs;
    default: return false;
  }
}

/// The boxes in which the rule does not decide: those that override it, and those in which a rule
/// that decides before it fires. Of a rule whose firing is too many boxes all that it covers counts
/// (`Reach::possible`) or nothing (`Reach::proven`).
std::vector<const Box*> Analysis::boxes_over(std::uint32_t rule, Reach reach) const {
  std::vector<const Box*> boxes;
  const auto add = [&](const Region& region) {
    for (const Box& box : region) boxes.push_back(&box);
  };
  for (const std::uint32_t by : overridden_by_[rule]) add(regions_[by]);
  for (std::uint32_t other = 0; other < rules_.rules.size(); ++other) {
    if (other == rule || !decides_before(other, rule)) continue;
    if (const Region* fires = firing(other)) {
      add(*fires);
    } else if (reach == Reach::possible) {
      add(regions_[other]);
    }
  }
  return boxes;
}

/// Whether some order is decided by the rule: found, covered (it is dead), or not decided.
Uncovered Analysis::life_of(std::uint32_t rule, const AnalysisOptions& options) const {
  Uncovered life = life_beside(rule, boxes_over(rule, Reach::possible), options);
  const bool is_exact = std::ranges::all_of(
      firing_, [](const std::optional<Region>& region) { return region.has_value(); });
  if (is_exact || life.result == Search::found) return life;
  // What may decide before it covers it; dead is only what is covered by what surely does.
  const Uncovered proven = life_beside(rule, boxes_over(rule, Reach::proven), options);
  if (proven.result == Search::found) life.result = Search::not_decided;
  if (proven.result != Search::found) life.result = proven.result;
  life.steps += proven.steps;
  return life;
}

Uncovered Analysis::life_beside(std::uint32_t rule, std::span<const Box* const> covers,
                                const AnalysisOptions& options) const {
  Uncovered life{Search::covered, {}, 0};
  Sampler sampler(space_, rule);
  for (const Box& box : regions_[rule]) {
    std::vector<const Box*> near;
    std::ranges::copy_if(covers, std::back_inserter(near),
                         [&](const Box* cover) { return overlap(*cover, box); });
    const bool is_held =
        std::ranges::any_of(near, [&](const Box* cover) { return contains(*cover, box); });
    if (is_held) continue;
    // Most rules live, and a walk shows it more quickly than the exact search.
    if (near.empty() || sampler.walk_out(box, near)) return {Search::found, box, life.steps};
    Uncovered part = find_uncovered(space_, box, near, options.dead_steps_max);
    life.steps += part.steps;
    if (part.result == Search::found) return part;
    if (part.result == Search::not_decided) life.result = Search::not_decided;
  }
  return life;
}

void Analysis::find_dead(std::uint32_t rule, const AnalysisOptions& options, Findings& out) const {
  if (regions_[rule].empty()) return;
  const Uncovered life = life_of(rule, options);
  if (life.result == Search::found) return;
  Finding finding;
  finding.rule = rule;
  finding.kind = life.result == Search::covered ? FindingKind::dead_rule
                                                : FindingKind::dead_not_decided;
  finding.value = life.result == Search::covered ? 0 : life.steps;
  out.list.push_back(std::move(finding));
}

void Analysis::find_unused(Findings& out) const {
  const Decision& decision = vocabulary_.decisions[rules_.decision];
  std::vector<bool> answers(decision.answers.size());
  const auto give = [&](Answer answer) {
    if (!answers.empty()) answers[static_cast<std::size_t>(answer)] = true;
  };
  for (const Rule& rule : rules_.rules) give(rule.answer);
  if (rules_.otherwise) give(rules_.otherwise->answer);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i]) continue;
    Finding finding;
    finding.kind = FindingKind::answer_unused;
    finding.value = static_cast<std::int64_t>(i);
    out.list.push_back(std::move(finding));
  }
}

/// Rules that differ in their days only are versions of one rule; between them no day may be lost.
void Analysis::find_date_gaps(Findings& out) const {
  const auto undated = [&](std::uint32_t rule) {
    Region region = regions_[rule];
    for (Box& box : region) {
      std::erase_if(box.constraints,
                    [&](const Constraint& each) { return each.field == space_.day_field(); });
    }
    return region;
  };
  std::vector<std::uint32_t> dated;
  for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
    if (is_dated(rules_.rules[i]) && !regions_[i].empty()) dated.push_back(i);
  }
  for (const std::uint32_t rule : dated) {
    const auto& until = rules_.rules[rule].until;
    if (!until) continue;
    const Region region = undated(rule);
    std::optional<std::uint32_t> next;
    bool goes_on = false;
    for (const std::uint32_t other : dated) {
      if (other == rule || undated(other) != region) continue;
      const Rule& them = rules_.rules[other];
      const bool ends_later = !them.until || *them.until > *until;
      if (ends_later && (!them.from || *them.from <= until->plus_days(1))) goes_on = true;
      const bool is_behind = them.from && *them.from > until->plus_days(1);
      if (is_behind && (!next || *them.from < *rules_.rules[*next].from)) next = other;
    }
    if (goes_on || !next) continue;
    Finding finding;
    finding.kind = FindingKind::date_gap;
    finding.rule = rule;
    finding.other = *next;
    finding.from = until->plus_days(1);
    finding.until = rules_.rules[*next].from->plus_days(-1);
    out.list.push_back(std::move(finding));
  }
}

}  // namespace tally::rules
