#include "shared/data/ruling.hpp"

#include <algorithm>

namespace tally {

std::vector<std::string> Ruling::rules_behind(std::string_view answer) const {
  const auto gave_it = [&](const FiredRule& each) {
    if (!answer.empty()) return each.answer == answer;
    // Milder answers and smaller numbers held too, and decided nothing.
    return answers.empty() || std::ranges::find(answers, each.answer) != answers.end();
  };
  std::vector<std::string> names;
  for (const FiredRule& each : fired) {
    if (gave_it(each)) names.push_back(each.rule);
  }
  return names;
}

std::vector<std::string> Ruling::names_fired() const {
  std::vector<std::string> names;
  for (const FiredRule& each : fired) names.push_back(each.rule);
  return names;
}

}  // namespace tally
