#include "tests/simulator/scenario.hpp"

#include <algorithm>
#include <set>

#include "tests/simulator/network.hpp"
#include "tests/simulator/newer_app.hpp"
#include "tests/simulator/sim_device.hpp"

namespace tally::simulator {

using namespace device_log;

namespace {

/// Faults for that long; then calm, and everything has arrived after the time that docs promise.
constexpr std::int64_t trouble_ms = 240'000, rest_ms = 60'000;

class Scenario {
 public:
  Scenario(std::uint64_t seed, Keep keep)
      : world_(seed), server_(Shop::get(), world_), network_(world_, server_),
        newer_(Shop::get(), world_, network_) {
    report_.seed = seed;
    world_.keeps_lines = keep == Keep::lines;
    const std::size_t count = 1 + world_.dice.below(3);
    for (std::size_t place = 0; place < count; ++place) {
      devices_.push_back(
          std::make_unique<SimDevice>(Shop::get(), world_, network_, place));
      devices_.back()->start();
    }
  }

  Report run() {
    const Instant trouble_end{world_.now.unix_ms + trouble_ms};
    plan();
    world_.run_until(trouble_end);
    calm_down();
    world_.run_until(Instant{trouble_end.unix_ms + rest_ms});
    check_end();
    report_.trace = world_.trace();
    report_.lines = std::move(world_.lines);
    report_.restores = server_.restores();
    return std::move(report_);
  }

 private:
  void plan() {
    const auto often = [&](std::int64_t every_ms, auto what) {
      for (std::int64_t at = world_.dice.between(0, every_ms); at < trouble_ms;
           at += world_.dice.between(1, 2 * every_ms)) {
        world_.after(at, what);
      }
    };
    often(6'000, [this] { any_device().capture(); });
    often(15'000, [this] { any_device().wake(); });
    often(20'000, [this] { tell_heads(); });
    often(3'000, [this] { start_what_is_down(); });
    often(5'000, [this] { check_always(); });
    often(40'000, [this] { any_device().crash(); });
    often(60'000, [this] { if (server_.is_up()) server_.die(); });
    often(50'000, [this] { newer_.push_more(); });
    plan_rare();
  }

  /// Each run has its own few calamities.
  void plan_rare() {
    const auto maybe = [&](std::uint64_t parts, auto what) {
      if (!world_.dice.happens(parts)) return;
      for (std::uint64_t times = world_.dice.between(1, 2); times > 0; --times) {
        world_.after(world_.dice.between(10'000, trouble_ms - 1), what);
      }
    };
    maybe(400, [this] { server_.take_backup(); });
    maybe(400, [this] { server_.take_backup(); });
    maybe(350, [this] { server_.restore_backup(); });
    maybe(300, [this] { server_.publish(); });
    maybe(120, [this] { server_.revoke(any_device().key()); });
    maybe(250, [this] { any_device().copy_profile(); });
    maybe(250, [this] { any_device().roll_back_profile(); });
    maybe(250, [this] { any_device().open_second_tab(); });
    maybe(300, [this] { any_device().capture_in_old_tab(); });
    maybe(200, [this] { any_device().lose_a_copy(); });
    maybe(250, [this] { any_device().damage(); });
    maybe(120, [this] { any_device().lose_an_entry(); });
    maybe(200, [this] { clone(); });
    maybe(250, [this] { cut_for_a_while(); });
    maybe(150, [this] { full_disk_for_a_while(); });
    maybe(250, [this] { any_device().move_clock(world_.dice.between(-40, 40) * 86'400'000); });
    maybe(200, [this] { newer_.forge(); });
    maybe(200, [this] { newer_.lie_about_receipt(); });
  }

  SimDevice& any_device() { return *devices_[world_.dice.below(devices_.size())]; }

  void start_what_is_down() {
    server_.start();
    for (const auto& device : devices_) device->start();
  }

  void clone() {
    if (devices_.size() < 2) return;
    devices_[1]->clone_from(*devices_[0]);
  }

  void cut_for_a_while() {
    network_.set_cut(true);
    world_.after(world_.dice.between(1'000, 60'000), [this] { network_.set_cut(false); });
  }

  void full_disk_for_a_while() {
    SimDevice& device = any_device();
    device.set_disk_full(true);
    world_.after(world_.dice.between(1'000, 60'000), [&device] { device.set_disk_full(false); });
  }

  /// What the feed tells every device now and then.
  void tell_heads() {
    if (!server_.is_up()) return;
    const auto heads = server_.heads();
    for (const auto& device : devices_) device->take_heads(heads);
  }

  void calm_down() {
    world_.calm();
    for (const auto& device : devices_) device->set_disk_full(false);
    start_what_is_down();
    tell_heads();
    newer_.push_more();
    for (std::int64_t at = 5'000; at < rest_ms; at += 5'000) {
      world_.after(at, [this] { tell_heads(); });
    }
  }

  void wrong(std::string sentence) {
    if (report_.wrong.size() < 20) report_.wrong.push_back(std::move(sentence));
  }

  void check_always() {
    for (std::string& sentence : server_.check()) wrong(std::move(sentence));
    for (const auto& device : devices_) check_device(*device);
  }

  void check_device(const SimDevice& device) {
    if (device.engine() == nullptr) return;
    for (const Log& log : device.engine()->book().logs) {
      std::uint64_t seq = log.floor;
      for (const KeptEntry& entry : log.entries) {
        if (entry.seq != ++seq) wrong("a log has a hole on the device");
        if (entry.receipt && entry.receipt->hash != entry.hash) {
          wrong("an entry has the receipt of another");
        }
      }
      if (server_.is_up() && !device.was_rolled_back()) check_prefix(device, log);
    }
  }

  /// What the server has of a log is its beginning, to the byte.
  void check_prefix(const SimDevice& device, const Log& log) {
    const auto held = server_.facts().logs.find(log.id);
    if (held == server_.facts().logs.end() || log.ended || is_shared(device)) return;
    // A damaged copy beside a copy that was never finished is a loss of both.
    if (device.disk_was_tampered()) return;
    if (held->second.size() > log.head()) wrong("the server has entries that the device has not");
    for (const KeptEntry& entry : log.entries) {
      if (entry.seq <= held->second.size() && held->second[entry.seq - 1] != entry.hash) {
        wrong("the server has another entry than the device");
      }
    }
  }

  /// Two profiles write under one name: they part, and each keeps its own.
  bool is_shared(const SimDevice& device) const {
    return std::ranges::any_of(devices_, [&](const auto& other) {
      return other.get() != &device && other->key() == device.key();
    });
  }

  void check_end() {
    check_always();
    for (const std::string& sentence : network_.wrong()) wrong(sentence);
    for (std::string& sentence : newer_.check(server_)) wrong(std::move(sentence));
    std::set<std::string> known;
    for (const auto& device : devices_) {
      check_outbox(*device);
      for (const SimDevice::SavedOrder& order : device->saved_orders()) {
        known.insert(order.order_id);
        check_order(*device, order);
      }
      // What had to move to another log after a restore is a new entry, with a new number.
      const bool one_log = device->engine() != nullptr && device->engine()->book().logs.size() == 1;
      if (!one_log) continue;
      for (const auto& [order, number] : device->numbers()) check_number(order, number);
    }
    report_.received = server_.facts().number_of_order.size();
  }

  /// ": A 3 to 17, 2 wait, ended; B …"
  static std::string logs_of(const device_log::Engine& engine) {
    std::string text = engine.is_sending() ? " (one push under way)" : "";
    for (const device_log::Log& log : engine.book().logs) {
      const auto waits = std::ranges::count_if(log.entries, &device_log::KeptEntry::waits);
      text += (log.id == engine.book().logs.front().id ? ": " : "; ") + log.letter + " " +
              std::to_string(log.floor) + " to " + std::to_string(log.head()) + ", " +
              std::to_string(waits) + " wait" + (log.ended ? ", ended" : "");
    }
    return text;
  }

  void check_outbox(const SimDevice& device) {
    if (device.engine() == nullptr) return wrong("a device did not start");
    const std::size_t waiting = device.engine()->book().waiting();
    if (waiting > 0) {
      wrong(std::to_string(waiting) + " entries still wait a minute after all faults ended" +
            logs_of(*device.engine()));
    }
  }

  void check_order(const SimDevice& device, const SimDevice::SavedOrder& order) {
    report_.saved += 1;
    if (order.excused) return;
    const ServerFacts& facts = server_.facts();
    const bool arrived = facts.orders_in_logs.contains(order.order_id);
    const bool aside = facts.orders_aside.contains(order.order_id);
    if (!arrived && !aside) wrong("order " + order.order_id + " was saved and is lost");
    const bool stands = facts.number_of_order.contains(order.order_id);
    if (!order.garbage && !stands && !server_.is_revoked(device.key())) {
      wrong("order " + order.order_id + " arrived and does not stand");
    }
    if (order.garbage && stands) wrong("what is no order became one");
  }

  void check_number(const std::string& order, const std::string& number) {
    const auto& numbers = server_.facts().number_of_order;
    const auto found = numbers.find(order);
    if (found == numbers.end() || found->second == number) return;
    const bool taken = std::ranges::any_of(
        numbers, [&](const auto& other) { return other.second == number; });
    if (!taken) wrong("order " + order + " was " + number + " and is " + found->second);
  }

  Report report_;
  World world_;
  SimServer server_;
  Network network_;
  NewerApp newer_;
  std::vector<std::unique_ptr<SimDevice>> devices_;
};

}  // namespace

Report run_scenario(std::uint64_t seed, Keep keep) { return Scenario(seed, keep).run(); }

}  // namespace tally::simulator
