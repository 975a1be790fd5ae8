// Orders pushed in a second over HTTP, by one device and by many, beside the bare writes: both in
// this process, in turns. In go a folder and counts; out come figures on standard output.
#include <algorithm>
#include <cstdio>

#include "server/ops/log.hpp"
#include "tools/bench/baselines/bare_push.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/order_shop.hpp"
#include "tools/bench/push_devices.hpp"

namespace tally::bench {

namespace {

struct Shape {
  std::size_t devices = 1;
  std::size_t orders_each = 0;
  std::size_t threads = 1;
  int rounds = 3;
};

struct Measured {
  std::vector<double> push_rates, bare_rates, bare_seconds, slowest_devices;
  double repeated = 0;
  std::size_t largest_body = 0;
};

/// One turn of each. False, and a sentence, where an order was not accepted or not written.
bool measure_round(server::Server& shop, std::vector<Outbox> outboxes, std::size_t threads,
                   BarePush& bare, Measured& measured) {
  std::size_t waiting = 0;
  for (const Outbox& outbox : outboxes) {
    for (const ReadyPush& push : outbox.pushes) {
      waiting += push.orders;
      measured.largest_body = std::max(measured.largest_body, push.body.size());
    }
  }
  const PushSpan span = push_all(shop.port(), outboxes, threads);
  const std::size_t accepted = count_accepted(outboxes);
  if (!span.whole || accepted != waiting) {
    std::fprintf(stderr, "of %zu orders %zu were accepted\n", waiting, accepted);
    return false;
  }
  const std::size_t taken = bare.take();
  const auto bare_seconds = bare.put();
  if (taken != waiting || !bare_seconds) {
    std::fprintf(stderr, "of %zu orders the bare program wrote %zu\n", waiting, taken);
    return false;
  }
  const auto orders = static_cast<double>(waiting);
  measured.push_rates.push_back(orders / span.seconds);
  measured.bare_rates.push_back(orders / *bare_seconds);
  measured.bare_seconds.push_back(*bare_seconds);
  measured.slowest_devices.push_back(span.slowest_device);
  measured.repeated += static_cast<double>(span.repeated);
  return true;
}

bool measure(const std::filesystem::path& folder, const Shape& shape, Measured& measured) {
  server::ops::set_log_sink([](const std::string&) {});
  const Company company = demo_company(2'000);
  const auto shop = start_shop(folder / "shop", company);
  if (!shop) return false;
  std::vector<PushDevice> devices = enrol_devices(*shop, shape.devices);
  if (devices.empty() || !shop->snapshots().publish(server::ops::system_clock().now())) {
    return false;
  }
  auto lease = shop->snapshots().open(shop->snapshots().current()->digest);
  if (!lease) return false;
  OrderMaker maker(company, **lease);
  BarePush bare(folder / "shop" / "tallystick.db", folder / "bare.db");
  for (int round = 0; round < shape.rounds; ++round) {
    if (!measure_round(*shop, fill_outboxes(devices, maker, shape.orders_each), shape.threads,
                       bare, measured)) {
      return false;
    }
  }
  // The baseline counts for nothing unless it wrote the same.
  const std::string difference = bare.find_difference();
  if (difference.empty()) return true;
  std::fprintf(stderr, "the bare program's table %s is not the server's\n", difference.c_str());
  return false;
}

}  // namespace

int run_push(Words words) {
  const auto batches = static_cast<std::size_t>(number_or(words, 1, 25));
  Measured measured;
  // Short turns, and many: a machine that does something else for a while hits both sides.
  const Shape shape{.orders_each = batches * device_log::push_entries_max, .rounds = 9};
  if (!measure(words[0], shape, measured)) return 1;
  report("pushed orders a second", middle(measured.push_rates), "1/s");
  report("pushed orders a second: bare writes", middle(measured.bare_rates), "1/s");
  report("bytes of the largest push", static_cast<double>(measured.largest_body), "bytes");
  return 0;
}

int run_return(Words words) {
  Shape shape;
  shape.devices = static_cast<std::size_t>(number_or(words, 1, 200));
  shape.threads = static_cast<std::size_t>(number_or(words, 2, 16));
  shape.orders_each = 100;
  Measured measured;
  if (!measure(words[0], shape, measured)) return 1;
  report("devices", static_cast<double>(shape.devices), "");
  report("orders of each device", static_cast<double>(shape.orders_each), "");
  report("orders a second of all", middle(measured.push_rates), "1/s");
  report("orders a second of all: bare writes", middle(measured.bare_rates), "1/s");
  report("slowest device", middle(measured.slowest_devices) * 1e9, "ns");
  report("all orders: bare writes", middle(measured.bare_seconds) * 1e9, "ns");
  report("pushes sent again", measured.repeated, "");
  return 0;
}

}  // namespace tally::bench
