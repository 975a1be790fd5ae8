#pragma once
// What the device's log needs from outside: its two copies, the network, dice and a timer.
// In: functions that wasm/sync/ fills with the browser's, and a test with its own. Out: plain
// values, and answers that come later. It keeps nothing and decides nothing.
//
//     LogEdge log{.commit = commit, .send = send, .random = random, .wake_in = wake_in};

#include <functional>
#include <string>
#include <vector>

#include "shared/device_log/engine.hpp"

namespace tally::app {

/// What lies on the device's disk, as the page opened it.
struct DeviceStore {
  /// none: nothing can be kept here. reader: another window owns the log.
  enum class State : std::uint8_t { none, reader, owner } state = State::none;
  /// none: "insecure", "old", or the browser's own words.
  std::string trouble;
  device_log::StoredCopy database;
  /// Oldest first; the new one of this owner is not among them.
  std::vector<std::string> journals;
  device_log::CopiesWanted copies = device_log::CopiesWanted::both;
  bool has_key = false;
};

/// One write to both copies.
struct Commit {
  device_log::Write database;
  /// Drafts that go in the same transaction: their orders are saved by it.
  std::vector<std::string> forget;
  /// For the journal.
  std::string frame;
  /// Holds everything: journals of earlier owners may go when it is durable.
  bool first = false;
};

struct LogEdge {
  /// `why`: which copy failed, and the browser's words; empty where none did.
  std::function<void(Commit, std::function<void(device_log::Stored, std::string why)>)> commit;
  std::function<void(device_log::SendOrder, std::string signer,
                     std::function<void(device_log::SendAnswer)>)>
      send;
  std::function<device_log::RandomBytes()> random;
  /// One timer; a negative time stops it. It calls Outbox::pump().
  std::function<void(std::int64_t ms)> wake_in;
  /// The public key of this device, made where there is none; empty where that failed.
  std::function<void(std::function<void(std::string)>)> make_key;
  /// A text signed with it.
  std::function<void(std::string, std::function<void(std::string)>)> sign;
  /// This window shall own the log.
  std::function<void()> take_over;
  /// Something that a screen shows is different now.
  std::function<void()> changed;
};

}  // namespace tally::app
