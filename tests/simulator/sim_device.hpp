// Device of a run: the product's engine between a disk that fails and a network that loses.
// In go the wishes of a rep and the blows of fate (a crash, another tab, a copied profile, a
// clock that jumps); out comes what the rep was told is saved.
// Everything that the engine decides is the product's; this only carries it out, late or never.
//   device.start();  device.capture();  device.saved_orders()
#pragma once

#include <map>
#include <memory>
#include <set>

#include "tests/simulator/device_disk.hpp"
#include "tests/simulator/sim_shop.hpp"

namespace tally::simulator {

class Network;

class SimDevice {
 public:
  SimDevice(const Shop& shop, World& world, Network& network, std::size_t place);

  void start();
  void crash();
  bool is_up() const { return tab_ != nullptr; }
  /// A rep finishes an order, or presses "save" again.
  void capture();
  /// A second window takes the log over; the first one stays as it was, and its rep goes on.
  void open_second_tab();
  void capture_in_old_tab();
  /// The whole disk becomes what it was at copy_profile().
  void copy_profile() { copied_disk_ = disk_; copied_at_ = saved_.size(); }
  void roll_back_profile();
  /// A copy of another device's profile, key and all.
  void clone_from(const SimDevice& other);
  void lose_a_copy();
  void damage() {
    disk_.damage(world_);
    tampered_ = true;
  }
  /// One entry becomes unreadable in both copies.
  void lose_an_entry();
  void set_disk_full(bool full) { disk_.set_full(full); }
  void move_clock(std::int64_t ms) { clock_ms_ += ms; }
  void wake();
  /// The feed told how far the server has the logs.
  void take_heads(const std::map<device_log::LogId, std::uint64_t>& heads);

  std::size_t place() const { return place_; }
  /// The shop's device that it is; a clone is the same one.
  std::size_t key() const { return key_; }
  const device_log::Engine* engine() const;
  struct SavedOrder {
    std::string order_id;
    /// Its body is no order document.
    bool garbage = false;
    /// What the world took away is not the product's loss.
    bool excused = false;
  };
  const std::vector<SavedOrder>& saved_orders() const { return saved_; }
  /// By order, what a receipt said.
  const std::map<std::string, std::string>& numbers() const { return numbers_; }
  /// Its log may be behind what it sent: a person put an old disk in.
  bool was_rolled_back() const { return rolled_back_; }
  bool disk_was_tampered() const { return tampered_; }

 private:
  struct Tab {
    explicit Tab(device_log::Engine made) : engine(std::move(made)) {}
    device_log::Engine engine;
    std::uint64_t fence = 0;
    bool storing = false;
    device_log::CaptureRequest wanted;
    bool garbage = false;
  };
  using TabHandle = std::shared_ptr<Tab>;

  Instant clock() const { return Instant{world_.now.unix_ms + clock_ms_}; }
  void pump(const TabHandle& tab);
  void store(const TabHandle& tab);
  void send(const TabHandle& tab);
  void ring(const TabHandle& tab);
  void take_news(Tab& tab);
  void begin_capture(const TabHandle& tab);

  const Shop& shop_;
  World& world_;
  Network& network_;
  std::size_t place_, key_;
  DeviceDisk disk_, copied_disk_;
  std::size_t copied_at_ = 0;
  std::int64_t clock_ms_ = 0;
  TabHandle tab_, old_tab_;
  std::vector<SavedOrder> saved_;
  std::map<std::string, std::string> numbers_;
  bool rolled_back_ = false, tampered_ = false;
};

}  // namespace tally::simulator
