#include "tests/simulator/network.hpp"

#include <algorithm>

#include "shared/device_log/push_plan.hpp"

namespace tally::simulator {

namespace {

constexpr std::int64_t delay_ms_max = 400;

}  // namespace

void Network::send(Request request, Then then) {
  struct Call {
    Then then;
    bool answered = false;
  };
  auto call = std::make_shared<Call>(Call{std::move(then)});
  const auto end = [call](const Reply& reply) {
    if (call->answered) return;
    call->answered = true;
    call->then(reply);
  };
  world_.after(device_log::request_ms_max, [end] { end(Reply{}); });
  const int copies = world_.fault(60) ? 2 : 1;
  for (int copy = 0; copy < copies; ++copy) {
    // A copy may come much later: the network held it back.
    const std::int64_t late = copy > 0 || world_.fault(50) ? world_.dice.between(0, 60'000) : 0;
    world_.after(world_.dice.between(5, delay_ms_max) + late, [this, request, end] {
      const auto reply = deliver(request);
      if (!reply) return;
      world_.after(world_.dice.between(5, delay_ms_max), [end, reply = *reply] { end(reply); });
    });
  }
}

std::optional<Reply> Network::deliver(const Request& request) {
  if (cut_ && !world_.is_calm()) return std::nullopt;
  if (world_.fault(80)) return std::nullopt;
  if (world_.fault(30)) return Reply{200, "<!doctype html><title>Welcome to the fair</title>", 0};
  if (world_.fault(30)) {
    constexpr int statuses[] = {302, 400, 401, 403, 404, 413, 429, 500, 502, 503, 511};
    return Reply{world_.dice.pick(statuses), "{}", world_.dice.happens(300) ? 3000 : 0};
  }
  Request arrived = request;
  if (world_.fault(20)) arrived.body.resize(world_.dice.below(arrived.body.size()));
  if (world_.fault(20) && !arrived.body.empty()) {
    arrived.body[world_.dice.below(arrived.body.size())] ^= 4;
  }
  auto reply = server_.receive(arrived);
  if (!reply) return std::nullopt;
  monitor(arrived, *reply);
  if (world_.fault(80)) return std::nullopt;
  return spoil(*std::move(reply));
}

/// Receipts are for the bytes that came, or they are for nothing.
void Network::monitor(const Request& request, const Reply& reply) {
  const auto push = device_log::read_push(request.body);
  const auto answer = device_log::read_push_answer(reply.body);
  if (reply.status != 200 || !push || !answer) return;
  for (const device_log::Receipt& receipt : answer->receipts) {
    const bool inside = receipt.seq >= push->first && receipt.seq <= push->last();
    if (!inside || sha256(push->items[receipt.seq - push->first].entry) != receipt.hash) {
      wrong_.emplace_back("a receipt names other bytes than were sent");
    }
  }
}

Reply Network::spoil(Reply reply) {
  if (world_.fault(20)) reply.body.resize(world_.dice.below(reply.body.size() + 1));
  if (world_.fault(40) && !reply.body.empty()) {
    char& byte = reply.body[world_.dice.below(reply.body.size())];
    byte = byte == '7' ? '3' : '7';
  }
  return reply;
}

}  // namespace tally::simulator
