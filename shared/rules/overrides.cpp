#include "shared/rules/overrides.hpp"

#include <algorithm>

namespace tally::rules {

std::optional<std::vector<std::uint32_t>> find_override_circle(const std::vector<Rule>& rules) {
  enum class State : std::uint8_t { fresh, open, done };
  std::vector<State> states(rules.size(), State::fresh);
  // Depth first, on a stack of its own: a chain may be as long as there are rules.
  struct Step {
    std::uint32_t rule;
    std::size_t next;
  };
  for (std::size_t start = 0; start < rules.size(); ++start) {
    if (states[start] != State::fresh) continue;
    std::vector<Step> path{{static_cast<std::uint32_t>(start), 0}};
    states[start] = State::open;
    while (!path.empty()) {
      Step& top = path.back();
      const auto& targets = rules[top.rule].overrides;
      if (top.next == targets.size()) {
        states[top.rule] = State::done;
        path.pop_back();
        continue;
      }
      const std::uint32_t target = targets[top.next++];
      if (states[target] == State::open) {
        std::vector<std::uint32_t> circle;
        const auto first = std::ranges::find(path, target, &Step::rule);
        for (auto step = first; step != path.end(); ++step) circle.push_back(step->rule);
        return circle;
      }
      if (states[target] == State::fresh) {
        states[target] = State::open;
        path.push_back({target, 0});
      }
    }
  }
  return std::nullopt;
}

}  // namespace tally::rules
