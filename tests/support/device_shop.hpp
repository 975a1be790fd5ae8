// Device shop: a device with a disk, and a server of a few lines, for tests of the device log.
// In go order numbers and whatever a test wants to go wrong; out come the engine's own states.
// The server keeps to the table of the protocol and knows no prices: an order is its entry.
// Everything is a value, so a test copies a disk or a server to have its backup.
//   Device device(7);  device.save(1);  device.exchange(server);  server.orders.size() == 1
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/device_log/engine.hpp"
#include "tests/support/random.hpp"

namespace tally::tests {

/// Two copies, as a browser keeps them.
struct Disk {
  device_log::StoredCopy database;
  std::string journal;
  std::vector<device_log::StoredCopy> copies() const;
};

/// An order as a request: the number makes its id, outcome and body.
device_log::CaptureRequest order_request(int number);

/// What the protocol promises, without a database.
struct PlainServer {
  struct LogHeld {
    std::vector<Digest> hashes;
    std::vector<device_log::Receipt> receipts;
  };
  std::map<device_log::LogId, LogHeld> logs;
  /// By order id: how many times it took effect.
  std::map<std::string, int> orders;
  std::vector<std::string> quarantine;
  std::uint64_t covered = 0;
  int receipts_seen = 0;

  /// The body of the answer; a push that cannot be read gets an empty one.
  std::string receive(std::string_view body);
  /// Some other writer took this place of a log.
  void take_foreign(const device_log::LogId& log, std::uint64_t seq);

 private:
  device_log::Receipt take(LogHeld& log, std::uint64_t seq, const device_log::PushItem& item);
};

struct Device {
  explicit Device(std::uint64_t seed);
  /// Starts again from what lies on the disk.
  void restart(std::uint64_t seed);

  device_log::RandomBytes random();
  /// Carries out every write that the engine wants; failed and fenced ones change nothing.
  void store_all(device_log::Stored stored);
  /// Captures and stores an order.
  void save(int number);
  void answer(const device_log::SendOrder& send, const std::string& body);
  /// Sends until nothing more goes.
  void exchange(PlainServer& server);

  Random dice;
  Disk disk;
  Instant now{1'795'000'000'000};
  device_log::Engine engine;
};

}  // namespace tally::tests
