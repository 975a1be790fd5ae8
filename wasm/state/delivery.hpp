#pragma once
// How far an order has come on its way to the company, and the exact bytes that travel.
// In: the decided order, then what the server answered. Out: the next state, in words.
// Bytes are made once: every further try sends the same ones, so the server can tell a repeat.
// While it is not known whether they arrived, the order is not edited. It talks to nobody itself.
//
//     Delivery next = after_answer(delivery, answer);   next.state == Delivery::State::sent

#include <optional>
#include <string>

#include "wasm/state/answers.hpp"
#include "wasm/state/decision.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

struct Delivery {
  /// not_sent: it certainly did not arrive and may be edited. unknown: no answer came.
  enum class State : std::uint8_t { editing, sending, unknown, not_sent, sent };
  State state = State::editing;
  /// The body of the request: the order's and the outcome's bytes inside.
  std::string body;
  std::string reason;   // why not, in a sentence
  std::string mend;
  std::optional<Receipt> receipt;

  bool may_edit() const { return state == State::editing || state == State::not_sent; }
  bool may_send() const { return state != State::sending && state != State::sent; }
};

/// The bytes of this order, decided as it stands.
Delivery begin_delivery(const RawOrder& order, const Outcome& outcome);
/// The same bytes again.
Delivery repeat_delivery(Delivery before);
Delivery after_answer(Delivery sending, const Answer& answer);
/// What GET /v1/orders/{id} said about an order of unknown fate.
Delivery after_enquiry(Delivery unknown, const Answer& answer);

}  // namespace tally::app
