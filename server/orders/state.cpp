#include "server/orders/state.hpp"

#include <array>

namespace tally::server::orders {

namespace {

constexpr std::array<std::string_view, 5> state_names{"accepted", "waiting", "sent_back",
                                                      "refused", "cancelled"};
constexpr std::array<std::string_view, 5> state_words{"accepted", "waiting for the desk",
                                                      "sent back", "refused", "cancelled"};
constexpr std::array<std::string_view, 3> action_names{"approve", "send-back", "cancel"};
constexpr std::array<std::string_view, 3> action_words{"approved", "sent back", "cancelled"};

}  // namespace

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<State> find_state(std::string_view name) {
  for (std::size_t index = 0; index < state_names.size(); ++index) {
    if (state_names[index] == name) return static_cast<State>(index);
  }
  return std::nullopt;
}

std::string_view say_state(State state) { return state_words[static_cast<std::size_t>(state)]; }

std::string_view action_name(Action action) {
  return action_names[static_cast<std::size_t>(action)];
}

std::string_view say_action(Action action) {
  return action_words[static_cast<std::size_t>(action)];
}

std::optional<State> next_state(State state, Action action) {
  if (state == State::refused || state == State::cancelled) return std::nullopt;
  if (action == Action::cancel) return State::cancelled;
  if (state != State::waiting) return std::nullopt;
  return action == Action::approve ? State::accepted : State::sent_back;
}

}  // namespace tally::server::orders
