#include "shared/promote/stage.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace tally::promote {

void Stage::run() {
  owner_.assign(left_.size(), nullptr);
  alone_.resize(candidates_.size());
  verdicts_.reserve(candidates_.size());
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    verdicts_.push_back({.promotion = candidates_[i].promotion});
    if (is_held_against_others(*candidates_[i].promotion)) work_alone(i);
  }
  choose_in_groups();
  Stacked stacked = stack();
  // What stacks and takes nothing of what is left may take nothing at all.
  for (const auto& [place, figures] : stacked.figures) {
    if (figures.total == 0) work_alone(place);
  }
  let_alone(stacked);
  const bool any_alone =
      std::ranges::any_of(owner_, [](const Promotion* owner) { return owner != nullptr; });
  finish(any_alone ? stack() : std::move(stacked));
}

/// Only of these it is asked what they would take by themselves.
bool Stage::is_held_against_others(const Promotion& promotion) {
  return promotion.combining == Combining::alone || !promotion.exclusive_group.empty();
}

void Stage::work_alone(std::size_t place) {
  // Only what may take its lines for itself has to say which.
  const bool takes_lines = candidates_[place].promotion->combining == Combining::alone;
  alone_[place] = work(candidates_[place], left_, takes_lines ? Asked::parts : Asked::figures);
  verdicts_[place].figures = alone_[place].figures;
  if (total_alone(place) == 0) verdicts_[place].state = PromotionState::failed;
}

/// What a candidate takes off the lines that nobody has for themselves.
Effect Stage::work(const Candidate& candidate, const std::vector<std::int64_t>& left,
                   Asked asked) {
  return take_off(*candidate.promotion, candidate.touches, {lines_, left, owner_}, rounding_,
                  room_, asked);
}

void Stage::choose_in_groups() {
  std::map<std::string_view, std::size_t> best;
  const auto gives_more = [&](std::size_t a, std::size_t b) {
    if (total_alone(a) != total_alone(b)) return total_alone(a) > total_alone(b);
    return candidates_[a].promotion->code < candidates_[b].promotion->code;
  };
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const std::string& group = candidates_[i].promotion->exclusive_group;
    if (group.empty() || total_alone(i) == 0) continue;
    const auto [entry, is_new] = best.try_emplace(group, i);
    if (!is_new && gives_more(i, entry->second)) entry->second = i;
  }
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const auto found = best.find(candidates_[i].promotion->exclusive_group);
    if (found == best.end() || found->second == i || total_alone(i) == 0) continue;
    verdicts_[i].state = PromotionState::outdone;
    verdicts_[i].outdone_by = candidates_[found->second].promotion;
  }
}

Stage::Stacked Stage::stack() {
  Stacked stacked{left_, {}, {}};
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const bool works = verdicts_[i].state == PromotionState::applied &&
                       candidates_[i].promotion->combining == Combining::stacks;
    if (!works) continue;
    const Effect effect = work(candidates_[i], stacked.left, Asked::parts);
    for (const Part& part : effect.parts) {
      stacked.left[static_cast<std::size_t>(part.line)] -= part.minor;
      stacked.steps.push_back({part.line, candidates_[i].promotion, part.minor});
    }
    stacked.figures.emplace_back(i, effect.figures);
  }
  return stacked;
}

/// Those that stand alone, the largest first, each against what stacks on its lines.
void Stage::let_alone(const Stacked& stacked) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const bool alone = candidates_[i].promotion->combining == Combining::alone;
    if (alone && verdicts_[i].state == PromotionState::applied) order.push_back(i);
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (total_alone(a) != total_alone(b)) return total_alone(a) > total_alone(b);
    return candidates_[a].promotion->code < candidates_[b].promotion->code;
  });
  if (order.empty()) return;
  std::vector<const Promotion*> first_on_line(left_.size(), nullptr);
  for (const Step& step : stacked.steps) {
    const Promotion*& first = first_on_line[static_cast<std::size_t>(step.line)];
    if (first == nullptr) first = step.promotion;
  }
  for (const std::size_t i : order) {
    int128 others = 0;
    const Promotion* by = nullptr;
    for (const Part& part : alone_[i].parts) {
      const auto line = static_cast<std::size_t>(part.line);
      if (owner_[line] != nullptr && by == nullptr) by = owner_[line];
      others += int128{left_[line]} - stacked.left[line];
    }
    const bool is_taken = by != nullptr;
    if (!is_taken && others < total_alone(i)) {
      for (const Part& part : alone_[i].parts) {
        owner_[static_cast<std::size_t>(part.line)] = candidates_[i].promotion;
        steps_.push_back({part.line, candidates_[i].promotion, part.minor});
      }
      continue;
    }
    for (const Part& part : alone_[i].parts) {
      if (by == nullptr) by = first_on_line[static_cast<std::size_t>(part.line)];
    }
    verdicts_[i].state = PromotionState::outdone;
    verdicts_[i].outdone_by = by;
  }
  for (const Step& step : steps_) left_[static_cast<std::size_t>(step.line)] -= step.minor;
}

void Stage::finish(Stacked stacked) {
  // What stands alone has been taken off already; its lines were closed to the others.
  left_ = std::move(stacked.left);
  steps_.insert(steps_.end(), stacked.steps.begin(), stacked.steps.end());
  for (const auto& [place, figures] : stacked.figures) {
    Verdicts& verdict = verdicts_[place];
    if (verdict.state == PromotionState::failed) continue;
    verdict.figures = figures;
    if (figures.total > 0) continue;
    verdict.state = PromotionState::outdone;
    for (const Touch& touch : candidates_[place].touches) {
      const Promotion* owner = owner_[static_cast<std::size_t>(touch.line)];
      if (owner != nullptr && verdict.outdone_by == nullptr) verdict.outdone_by = owner;
    }
  }
}

}  // namespace tally::promote
