#pragma once
// How far an order has come on this device: from being written to being saved in its log.
// In: the decided order. Out: what the log records of it, and the states of saving, in words.
// An order that could not be saved stays as it is; saving it again records the same bytes.
// How it travels to the company is the outbox's matter. It stores nothing itself.
//
//     const auto request = capture_of(order, outcome);   delivery.state == Delivery::State::saved

#include <optional>
#include <string>

#include "shared/device_log/device_book.hpp"
#include "wasm/state/decision.hpp"

namespace tally::app {

struct Delivery {
  enum class State : std::uint8_t { editing, saving, not_saved, saved };
  State state = State::editing;
  /// "K7A-0042", once it is saved.
  std::string paper;
  std::string reason;  // why it is not saved, in a sentence

  bool may_edit() const { return state == State::editing || state == State::not_saved; }
};

/// An order as the log records it; nothing where its id is none.
std::optional<device_log::CaptureRequest> capture_of(const RawOrder& order,
                                                     const Outcome& outcome);

}  // namespace tally::app
