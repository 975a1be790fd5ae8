// Newer app: a device whose program is ahead of the server's, and the tricks of a stranger.
// In go moments; out come pushes made by hand: entries of a version to come between known ones, a
// push signed by a key that no device has, a receipt that no server ever gave.
// It keeps its log in memory and never fails itself; what it tries is the server's to judge.
//   newer.push_more();  newer.forge();  newer.check(server)
#pragma once

#include <set>

#include "tests/simulator/network.hpp"

namespace tally::simulator {

class NewerApp {
 public:
  NewerApp(const Shop& shop, World& world, Network& network);

  /// Adds an entry, some of them of version 2, and sends everything that has no receipt yet.
  void push_more();
  /// The next entry of this log, signed by a stranger.
  void forge();
  /// An order that claims a number which the server never gave.
  void lie_about_receipt();
  std::vector<std::string> check(SimServer& server) const;

 private:
  void add(std::int32_t version);
  void send(std::size_t from, bool forged);
  const Shop& shop_;
  World& world_;
  Network& network_;
  device_log::LogId log_;
  std::vector<device_log::Sealed> entries_;
  std::vector<std::string> receipts_;
  std::size_t acknowledged_ = 0;
  std::set<std::string> forged_orders_, lying_orders_;
};

}  // namespace tally::simulator
