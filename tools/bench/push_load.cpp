// Threads that stand for devices; each waits for its own answers only.
#include "tools/bench/push_load.hpp"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "shared/device_log/push.hpp"

namespace tally::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// So many failures in a row end a device's patience, and the run.
constexpr std::size_t failures_max = 60;

/// A device on the way: its connection, and when it may ask again.
struct Sending {
  Sending(int port, Outbox& box) : outbox(&box), client("127.0.0.1", port) {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_read_timeout(20);
  }
  bool done() const { return outbox->answers.size() == outbox->pushes.size(); }

  Outbox* outbox;
  httplib::Client client;
  Clock::time_point last{}, not_before{};
  std::size_t failures = 0;
};

enum class Sent { answered, again, refused };

/// How long the server asks to wait; a second where it said nothing.
std::chrono::seconds pause_of(const httplib::Result& result) {
  const std::string said = result ? result->get_header_value("Retry-After") : std::string();
  return std::chrono::seconds(said.empty() ? 1 : std::max(1, std::atoi(said.c_str())));
}

Sent send_next(Sending& device) {
  const ReadyPush& push = device.outbox->pushes[device.outbox->answers.size()];
  const httplib::Headers headers{
      {std::string(device_log::signer_header), device.outbox->signer},
      {std::string(device_log::signature_header), push.signature}};
  auto result = device.client.Post("/v1/push", headers, push.body, "application/octet-stream");
  device.last = Clock::now();
  if (result && result->status == 200) {
    device.outbox->answers.push_back(std::move(result->body));
    device.failures = 0;
    return Sent::answered;
  }
  const bool may_repeat = !result || result->status == 429 || result->status >= 500;
  if (may_repeat && ++device.failures < failures_max) {
    device.not_before = device.last + pause_of(result);
    return Sent::again;
  }
  std::fprintf(stderr, "a push was answered with %d: %s\n", result ? result->status : 0,
               result ? result->body.c_str() : "");
  return Sent::refused;
}

/// What one thread saw.
struct Share {
  double slowest_device = 0;
  std::size_t repeated = 0;
  bool whole = false;
};

Share send_share(std::vector<std::unique_ptr<Sending>> devices, Clock::time_point start) {
  Share share;
  while (!devices.empty()) {
    auto wake = Clock::time_point::max();
    for (const auto& device : devices) wake = std::min(wake, device->not_before);
    std::this_thread::sleep_until(wake);
    for (const auto& device : devices) {
      if (device->not_before > Clock::now()) continue;
      const Sent sent = send_next(*device);
      if (sent == Sent::refused) return share;
      if (sent == Sent::again) ++share.repeated;
      if (!device->done()) continue;
      const std::chrono::duration<double> took = device->last - start;
      share.slowest_device = std::max(share.slowest_device, took.count());
    }
    std::erase_if(devices, [](const auto& device) { return device->done(); });
  }
  share.whole = true;
  return share;
}

}  // namespace

PushSpan push_all(int port, std::vector<Outbox>& outboxes, std::size_t threads) {
  std::vector<std::vector<std::unique_ptr<Sending>>> devices(threads);
  for (std::size_t i = 0; i < outboxes.size(); ++i) {
    devices[i % threads].push_back(std::make_unique<Sending>(port, outboxes[i]));
  }
  std::vector<Share> shares(threads);
  std::vector<std::thread> running;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < threads; ++i) {
    running.emplace_back([&, i] { shares[i] = send_share(std::move(devices[i]), start); });
  }
  for (std::thread& thread : running) thread.join();
  const std::chrono::duration<double> seconds = Clock::now() - start;
  PushSpan span;
  span.seconds = seconds.count();
  span.whole = std::ranges::all_of(shares, &Share::whole);
  for (const Share& share : shares) {
    span.slowest_device = std::max(span.slowest_device, share.slowest_device);
    span.repeated += share.repeated;
  }
  return span;
}

std::size_t count_accepted(const std::vector<Outbox>& outboxes) {
  std::size_t accepted = 0;
  for (const Outbox& outbox : outboxes) {
    for (const std::string& answer : outbox.answers) {
      const auto read = device_log::read_push_answer(answer);
      if (!read) continue;
      accepted += static_cast<std::size_t>(
          std::ranges::count_if(read->receipts, [](const device_log::Receipt& receipt) {
            return receipt.result == device_log::PushResult::applied &&
                   receipt.state == "accepted";
          }));
    }
  }
  return accepted;
}

}  // namespace tally::bench
