// State: where an order stands and what may be done to it, as a table.
// In go a state and an action; out comes the state after it, or nothing where it may not be done.
//   waiting -approve-> accepted; waiting -send back-> sent_back;
//   accepted, waiting, sent_back -cancel-> cancelled; refused and cancelled are final.
// It moves no stock and asks no role: decide.hpp and the route table do.
//   next_state(State::waiting, Action::approve) == State::accepted
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tally::server::orders {

enum class State : std::uint8_t { accepted, waiting, sent_back, refused, cancelled };
enum class Action : std::uint8_t { approve, send_back, cancel };

/// As stored and sent: "sent_back".
std::string_view state_name(State state);
std::optional<State> find_state(std::string_view name);
/// In a sentence: "sent back".
std::string_view say_state(State state);

/// As in a path: "send-back".
std::string_view action_name(Action action);
/// What happened, in a sentence: "sent back".
std::string_view say_action(Action action);

std::optional<State> next_state(State state, Action action);

}  // namespace tally::server::orders
