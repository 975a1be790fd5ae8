// Findings: gaps, the weight that past orders give, and the order in which a person sees them.
#include <algorithm>
#include <utility>

#include "shared/rules/analysis.hpp"
#include "shared/rules/sampling.hpp"

namespace tally::rules {

namespace {

constexpr std::size_t gaps_max = 5;

/// Blocking things first among equals.
int rank_of(FindingKind kind) { return static_cast<int>(kind); }

struct Pair {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint32_t order = 0;
};

struct Touched {
  Pair pair;
  std::int64_t count = 0;
};

/// One entry for each pair, the more orders the earlier; `order` is the first of them.
std::vector<Touched> count_pairs(std::vector<Pair> pairs) {
  std::ranges::stable_sort(pairs, [](const Pair& a, const Pair& b) {
    return std::pair(a.first, a.second) < std::pair(b.first, b.second);
  });
  std::vector<Touched> counted;
  for (const Pair& pair : pairs) {
    const bool is_same = !counted.empty() && counted.back().pair.first == pair.first &&
                         counted.back().pair.second == pair.second;
    if (is_same) {
      ++counted.back().count;
    } else {
      counted.push_back({pair, 1});
    }
  }
  std::ranges::stable_sort(counted, std::greater{}, &Touched::count);
  return counted;
}

}  // namespace

/// Draws, then peels, then cuts the space in halves and peels each; within one budget.
Uncovered Analysis::search_gap(const Box& box, std::span<const Box* const> all,
                               const AnalysisOptions& options) const {
  constexpr int draws = 200;
  std::vector<const Box*> covers;
  std::ranges::copy_if(all, std::back_inserter(covers),
                       [&](const Box* cover) { return overlap(*cover, box); });
  Sampler sampler(space_, covers.size());
  std::vector<std::int64_t> values;
  for (int i = 0; i < draws; ++i) {
    sampler.draw(box, values);
    const bool is_free = std::ranges::none_of(
        covers, [&](const Box* cover) { return contains(*cover, values); });
    if (!is_free) continue;
    Box point;
    for (std::size_t field = 0; field < values.size(); ++field) {
      point = *space_.narrowed(point, static_cast<std::uint16_t>(field),
                               ValueSet::point(values[field]));
    }
    return {Search::found, std::move(point), i};
  }
  Uncovered whole = find_uncovered(space_, box, covers, options.gap_steps_max / 2);
  if (whole.result != Search::not_decided) return whole;
  std::vector<Box> open{box};
  std::int64_t left = options.gap_steps_max - whole.steps;
  while (!open.empty() && left > 0) {
    const Box part = std::move(open.back());
    open.pop_back();
    Uncovered found = find_uncovered(space_, part, covers, std::min<std::int64_t>(left, 500));
    left -= found.steps;
    if (found.result == Search::found) return found;
    if (found.result == Search::covered) continue;
    // Cut the widest choice or number in the middle.
    std::uint16_t widest = 0;
    std::uint64_t width = 0;
    for (std::uint16_t field = 0; field < space_.day_field(); ++field) {
      const auto& last = space_.values(part, field).intervals().back();
      const auto span =
          static_cast<std::uint64_t>(last.high) - static_cast<std::uint64_t>(last.low);
      if (span > width) widest = field;
      width = std::max(width, span);
    }
    if (width == 0) break;
    const auto& last = space_.values(part, widest).intervals().back();
    const std::int64_t middle = last.low + static_cast<std::int64_t>(width / 2);
    const ValueSet upper = ValueSet::interval(middle + 1, last.high);
    const ValueSet lower = space_.values(part, widest).minus(upper);
    open.push_back(*space_.narrowed(part, widest, lower));
    open.push_back(*space_.narrowed(part, widest, upper));
  }
  if (open.empty() && left > 0) return {Search::covered, {}, options.gap_steps_max - left};
  return {Search::not_decided, {}, options.gap_steps_max};
}

/// The same gap, with every field let free that need not be named: to all values where no cover
/// meets it then, else to those of which no cover that meets the rest speaks.
Box Analysis::widened(const Box& box, std::span<const Box* const> covers) const {
  struct Asked {
    std::size_t cover = 0;
    const ValueSet* values = nullptr;
  };
  // How many fields keep a cover apart from the part as it is by now; never none.
  std::vector<std::uint32_t> apart(covers.size());
  std::vector<std::vector<Asked>> askers(space_.size());
  for (std::size_t i = 0; i < covers.size(); ++i) {
    for (const Constraint& each : covers[i]->constraints) {
      askers[each.field].push_back({i, &each.values});
      apart[i] += each.values.overlaps(space_.values(box, each.field)) ? 0U : 1U;
    }
  }
  Box wide = box;
  for (const Constraint& each : box.constraints) {
    std::vector<Interval> taken;
    for (const Asked& asked : askers[each.field]) {
      if (apart[asked.cover] != 1 || asked.values->overlaps(each.values)) continue;
      taken.insert(taken.end(), asked.values->intervals().begin(),
                   asked.values->intervals().end());
    }
    std::erase_if(wide.constraints,
                  [&](const Constraint& other) { return other.field == each.field; });
    const ValueSet values = space_.domain(each.field).minus(ValueSet::of(std::move(taken)));
    wide = *space_.narrowed(wide, each.field, values);
    for (const Asked& asked : askers[each.field]) {
      const bool met = !asked.values->overlaps(each.values) && asked.values->overlaps(values);
      if (met) --apart[asked.cover];
    }
  }
  return wide;
}

void Analysis::find_gaps(const Region& within, const AnalysisOptions& options,
                         Findings& out) const {
  const DecisionKind kind = vocabulary_.decisions[rules_.decision].kind;
  if (rules_.otherwise || kind == DecisionKind::all_of || kind == DecisionKind::sum) return;
  std::vector<const Box*> covers;
  for (const Region& region : regions_) {
    for (const Box& box : region) covers.push_back(&box);
  }
  // Gaps that were found count as covered, so that the next one is another.
  std::vector<Box> gaps;
  gaps.reserve(gaps_max);
  for (const Box& box : within) {
    while (gaps.size() < gaps_max) {
      Uncovered part = search_gap(box, covers, options);
      if (part.result == Search::covered) break;
      if (part.result == Search::not_decided) {
        Finding finding;
        finding.kind = FindingKind::gap_not_decided;
        finding.value = part.steps;
        out.list.push_back(std::move(finding));
        return;
      }
      gaps.push_back(widened(part.box, covers));
      covers.push_back(&gaps.back());
      out.list.push_back(found(FindingKind::gap, 0, gaps.back(), options));
    }
  }
}

/// Conflicts that past orders met, the most frequent first, in front of all others.
void Analysis::find_conflicts_of_past(const AnalysisOptions& options, Findings& out) const {
  const auto program = DecisionProgram::compile(vocabulary_, space_, rules_);
  if (!program) return;
  std::vector<Pair> pairs;
  std::vector<std::int64_t> fired(rules_.rules.size());
  Scratch scratch;
  Decided decided;
  const auto all_pairs = [&](std::uint32_t order) {
    for (std::size_t i = 0; i < decided.fired.size(); ++i) {
      for (std::size_t j = i + 1; j < decided.fired.size(); ++j) {
        if (differs(decided.fired[i], decided.fired[j])) {
          pairs.push_back({decided.fired[i], decided.fired[j], order});
        }
      }
    }
  };
  for (std::uint32_t order = 0; order < options.past.size(); ++order) {
    const PastOrder& past = options.past[order];
    program->decide({past.values, past.as_of, KnownAt::server}, scratch, decided);
    for (const std::uint32_t rule : decided.fired) ++fired[rule];
    if (decided.status == Status::conflict) all_pairs(order);
    if (decided.status != Status::no_answer) continue;
    for (Finding& finding : out.list) {
      if (finding.kind != FindingKind::gap) continue;
      std::vector<std::int64_t> point = past.values;
      point.push_back(past.as_of.date.days());
      if (!contains(finding.where, point)) continue;
      if (finding.touched++ == 0) finding.touched_order = order;
      break;
    }
  }
  for (const Touched& each : count_pairs(std::move(pairs))) {
    if (out.list.size() >= options.conflicts_max) break;
    auto box = conflict_box(each.pair.first, each.pair.second);
    if (!box) continue;
    Finding finding = found(FindingKind::conflict, each.pair.first, *std::move(box), options);
    finding.other = each.pair.second;
    finding.touched = each.count;
    finding.touched_order = each.pair.order;
    out.list.push_back(std::move(finding));
  }
  for (std::uint32_t rule = 0; rule < fired.size(); ++rule) {
    if (fired[rule] > 0) continue;
    Finding finding;
    finding.kind = FindingKind::never_hit;
    finding.rule = rule;
    finding.value = static_cast<std::int64_t>(options.past.size());
    out.list.push_back(std::move(finding));
  }
}

void Analysis::rank(Findings& out) {
  std::ranges::stable_sort(out.list, [](const Finding& a, const Finding& b) {
    if (a.touched != b.touched) return a.touched > b.touched;
    if (a.kind != b.kind) return rank_of(a.kind) < rank_of(b.kind);
    return std::pair(a.rule, a.other) < std::pair(b.rule, b.other);
  });
}

Findings Analysis::findings(const AnalysisOptions& options) const {
  Findings out;
  find_gaps({Box{}}, options, out);
  if (!options.past.empty()) find_conflicts_of_past(options, out);
  // Those that past orders met stand there already.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> told;
  for (const Finding& each : out.list) {
    if (each.kind == FindingKind::conflict) told.emplace_back(each.rule, each.other);
  }
  std::ranges::sort(told);  // total order: pairs of rules, each once
  Findings conflicts;
  for (std::uint32_t rule = 0; rule < rules_.rules.size(); ++rule) {
    find_conflicts(rule, rule + 1, options, conflicts);
  }
  out.conflict_count = conflicts.conflict_count;
  std::size_t room = options.conflicts_max - std::min(options.conflicts_max, told.size());
  for (Finding& each : conflicts.list) {
    if (room == 0) break;
    if (std::ranges::binary_search(told, std::pair(each.rule, each.other))) continue;
    out.list.push_back(std::move(each));
    --room;
  }
  for (std::uint32_t rule = 0; rule < rules_.rules.size(); ++rule) {
    find_empty(rule, out);
    find_dead(rule, options, out);
  }
  find_unused(out);
  find_date_gaps(out);
  rank(out);
  return out;
}

/// The rules that it overrides, and those that lie wholly where it decides before them.
void Analysis::find_silenced_by(std::uint32_t rule, const AnalysisOptions& options,
                                Findings& out) const {
  const Region* const fires = firing(rule);
  const auto is_held = [&](const Box& box) {
    return fires != nullptr && std::ranges::any_of(*fires, [&](const Box& cover) {
             return contains(cover, box);
           });
  };
  for (std::uint32_t other = 0; other < rules_.rules.size(); ++other) {
    const bool is_overridden = silences(rule, other);
    const bool is_behind = !is_overridden && other != rule && decides_before(rule, other) &&
                           std::ranges::all_of(regions_[other], is_held);
    if (is_overridden || is_behind) find_dead(other, options, out);
  }
}

Findings Analysis::findings_of(std::uint32_t rule, const Region& given_up,
                               const AnalysisOptions& options) const {
  Findings out;
  find_conflicts(rule, 0, options, out);
  find_empty(rule, out);
  find_dead(rule, options, out);
  find_silenced_by(rule, options, out);
  find_gaps(given_up, options, out);
  rank(out);
  return out;
}

}  // namespace tally::rules
