// Stage: the promotions of one stage held against each other, and what they take off together.
// In go the promotions that may work, the lines each touches and what is left of every line; out
// come what is left then, the steps of every line, and what became of each promotion.
// First the best of every exclusive group is chosen, by what each would take off alone. Those that
// stack work one after the other, each on what is left. One that stands alone takes its lines for
// itself where it gives more on them than all that stack. Ties go to the smaller code.
// It asks no conditions: promote.cpp did.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "shared/promote/effect.hpp"

namespace tally::promote {

/// A promotion and the lines it touches.
struct Candidate {
  const Promotion* promotion = nullptr;
  std::span<const Touch> touches;
};

struct Step {
  std::int32_t line = 0;
  const Promotion* promotion = nullptr;
  std::int64_t minor = 0;
};

struct Verdicts {
  const Promotion* promotion = nullptr;
  Figures figures;
  PromotionState state = PromotionState::applied;
  const Promotion* outdone_by = nullptr;
};

class Stage {
 public:
  /// `lines` and `left` by the line's place.
  Stage(std::vector<Candidate> candidates, std::vector<StageLine> lines,
        std::vector<std::int64_t> left, Rounding rounding)
      : candidates_(std::move(candidates)),
        lines_(std::move(lines)),
        left_(std::move(left)),
        rounding_(rounding) {}

  void run();

  const std::vector<std::int64_t>& left() const { return left_; }
  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<Verdicts>& verdicts() const { return verdicts_; }

 private:
  struct Stacked {
    std::vector<std::int64_t> left;
    std::vector<Step> steps;
    std::vector<std::pair<std::size_t, Figures>> figures;
  };
  static bool is_held_against_others(const Promotion& promotion);
  Effect work(const Candidate& candidate, const std::vector<std::int64_t>& left, Asked asked);
  void work_alone(std::size_t place);
  std::int64_t total_alone(std::size_t place) const { return alone_[place].figures.total; }
  void choose_in_groups();
  Stacked stack();
  void let_alone(const Stacked& stacked);
  void finish(Stacked stacked);

  std::vector<Candidate> candidates_;
  std::vector<StageLine> lines_;
  std::vector<std::int64_t> left_;
  Rounding rounding_;
  /// What each takes by itself, where it was asked.
  std::vector<Effect> alone_;
  std::vector<Verdicts> verdicts_;
  std::vector<const Promotion*> owner_;
  std::vector<Step> steps_;
  Workspace room_;
};

}  // namespace tally::promote
