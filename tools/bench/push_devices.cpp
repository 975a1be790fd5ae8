// Devices are enrolled by the functions that the server's route calls; each log is a new one.
#include "tools/bench/push_devices.hpp"

#include <algorithm>

#include "server/identity/devices.hpp"
#include "server/identity/users.hpp"
#include "server/ops/random.hpp"
#include "shared/base/version.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/order_shop.hpp"

namespace tally::bench {

using server::store::Connection;
using server::store::Keep;
using server::store::Written;

namespace {

bool enrol(Connection& db, PushDevice& device, std::size_t place) {
  const Instant now = server::ops::system_clock().now();
  server::identity::UserRow rep;
  rep.login = "rep" + std::to_string(place + 1);
  rep.name = "Rep " + std::to_string(place + 1);
  rep.role = Role::rep;
  rep.password_hash = "*";
  if (!server::identity::put_user(db, rep, now)) return false;
  const auto user = server::identity::find_user(db, rep.login);
  if (!user) return false;
  const auto random = server::ops::system_random();
  const auto enrolled = server::identity::enrol_device(
      db, {user->id, device.key.point(), "Tablet of " + rep.login, {}}, now, random());
  device.log.device = enrolled.device.id;
  device.log.epoch = device_log::Epoch::from_bytes(server::ops::random_half(random));
  device.code = enrolled.device.code;
  return enrolled.issues.empty() && !enrolled.failed;
}

std::string seal_next(PushDevice& device, OrderMaker& maker) {
  device_log::Entry entry = maker.next();
  entry.log = device.log;
  entry.seq = ++device.seq;
  entry.prev = device.last;
  entry.paper = device_log::paper_number(device.code, device_log::epoch_letter(0), entry.seq);
  device_log::Sealed sealed = device_log::seal_entry(entry);
  device.last = sealed.hash;
  return std::move(sealed.bytes);
}

}  // namespace

OrderMaker::OrderMaker(const Company& company, wire::Snapshot& snapshot)
    : many_(demo_order(company, 400)), snapshot_(snapshot) {}

device_log::Entry OrderMaker::next() {
  const RawOrder order = shop_order(many_, made_++);
  device_log::Entry entry;
  entry.order_id = OrderId::parse(order.order_id).value();
  entry.core_version = core_version;
  entry.snapshot = snapshot_.digest();
  entry.as_of = bench_day();
  entry.captured = server::ops::system_clock().now();
  entry.outcome = wire::outcome_bytes(*pipeline::decide_order(snapshot_, order, bench_day()));
  entry.body = wire::write_order(order);
  return entry;
}

std::vector<PushDevice> enrol_devices(server::Server& shop, std::size_t count) {
  std::vector<PushDevice> devices(count);
  const Written written = shop.store().write([&](Connection& db) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!enrol(db, devices[i], i)) return Keep::no;
    }
    return Keep::yes;
  });
  if (written != Written::kept) devices.clear();
  return devices;
}

std::vector<Outbox> fill_outboxes(std::vector<PushDevice>& devices, OrderMaker& maker,
                                  std::size_t orders_each) {
  std::vector<Outbox> outboxes;
  for (PushDevice& device : devices) {
    Outbox& outbox = outboxes.emplace_back();
    outbox.signer = device.log.device.text();
    for (std::size_t sealed = 0; sealed < orders_each;) {
      device_log::Push push{device.log, device.seq + 1, {}};
      for (; push.items.size() < device_log::push_entries_max && sealed < orders_each; ++sealed) {
        push.items.push_back({seal_next(device, maker), {}});
      }
      ReadyPush ready;
      ready.orders = push.items.size();
      ready.body = device_log::write_push(push);
      ready.signature = device.key.sign(
          device_log::push_text_to_sign(device.log.device, push, ready.body));
      outbox.pushes.push_back(std::move(ready));
    }
  }
  return outboxes;
}

}  // namespace tally::bench
