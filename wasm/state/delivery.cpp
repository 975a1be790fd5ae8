#include "wasm/state/delivery.hpp"

#include <utility>

#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::app {

namespace {

/// Answers by which nobody can know whether the order is there.
bool leaves_doubt(const Answer& answer) {
  return answer.status == 0 || answer.status == 408 || answer.status == 429 ||
         answer.status >= 500 || answer.ok();
}

Delivery doubtful(Delivery delivery, const Answer& answer) {
  delivery.state = Delivery::State::unknown;
  delivery.reason = "Not sent: " + say_failure(answer);
  delivery.mend = "It stays here as it is. Send it again; it cannot arrive twice.";
  return delivery;
}

Delivery sent(Delivery delivery, Receipt receipt) {
  delivery.state = Delivery::State::sent;
  delivery.reason.clear();
  delivery.mend.clear();
  delivery.receipt = std::move(receipt);
  return delivery;
}

}  // namespace

Delivery begin_delivery(const RawOrder& order, const Outcome& outcome) {
  Delivery delivery;
  delivery.state = Delivery::State::sending;
  delivery.body = write_submission(outcome.as_of.print(), outcome.core_version,
                                   outcome.snapshot.text(), wire::write_order(order),
                                   wire::outcome_bytes(outcome));
  return delivery;
}

Delivery repeat_delivery(Delivery before) {
  before.state = Delivery::State::sending;
  before.reason.clear();
  before.mend.clear();
  return before;
}

Delivery after_answer(Delivery sending, const Answer& answer) {
  if (answer.ok()) {
    if (auto receipt = read_receipt(answer.body)) return sent(std::move(sending), *receipt);
  }
  if (leaves_doubt(answer)) return doubtful(std::move(sending), answer);
  const auto problem = read_problem(answer.body);
  sending.state = Delivery::State::not_sent;
  sending.body.clear();
  sending.reason = "Not sent: " + (problem && !problem->detail.empty() ? problem->detail
                                                                       : say_failure(answer));
  sending.mend = problem ? problem->mend : "";
  if (answer.status == 401) sending.mend = "Sign in again; the order stays on this device.";
  return sending;
}

Delivery after_enquiry(Delivery unknown, const Answer& answer) {
  if (answer.ok()) {
    if (auto receipt = read_receipt(answer.body)) return sent(std::move(unknown), *receipt);
  }
  if (answer.status == 404) {
    unknown.state = Delivery::State::not_sent;
    unknown.body.clear();
    unknown.reason = "The order did not arrive at the company.";
    unknown.mend = "It may be changed, and sent again.";
    return unknown;
  }
  return doubtful(std::move(unknown), answer);
}

}  // namespace tally::app
