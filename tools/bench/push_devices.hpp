// Push devices: tablets with a key each, and orders that wait on them, sealed and signed.
// In go a running shop and a count; out come pushes as bytes and signatures, ready to be sent: what
// a device does before it sends is not measured.
// Orders have ten lines and the outcome that the device made; ids are never used twice.
//   auto devices = enrol_devices(shop, 200);  auto outboxes = fill_outboxes(devices, maker, 100);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/server.hpp"
#include "shared/device_log/push.hpp"
#include "shared/wire/snapshot.hpp"
#include "tests/support/test_key.hpp"
#include "tools/bench/push_load.hpp"

namespace tally::bench {

/// Makes one order after another, and what decide() says of it.
class OrderMaker {
 public:
  OrderMaker(const Company& company, wire::Snapshot& snapshot);
  device_log::Entry next();

 private:
  RawOrder many_;
  wire::Snapshot& snapshot_;
  std::size_t made_ = 0;
};

struct PushDevice {
  tests::TestKey key;
  device_log::LogId log;
  std::string code;
  std::uint64_t seq = 0;
  Digest last;
};

/// Each of a rep of its own. Empty where the shop refuses one.
std::vector<PushDevice> enrol_devices(server::Server& shop, std::size_t count);

/// So many new orders on each device, in pushes of fifty.
std::vector<Outbox> fill_outboxes(std::vector<PushDevice>& devices, OrderMaker& maker,
                                  std::size_t orders_each);

}  // namespace tally::bench
