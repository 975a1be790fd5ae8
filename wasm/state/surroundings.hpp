#pragma once
// What the app's model needs from outside: small storage, the server, a clock, random ids.
// In: functions that the screens' edge fills with the browser's, and a test with its own.
// Out: plain values. It keeps nothing and will not decide anything.
//
//     Edge edge{.store = store, .ask = ask, .clock = clock, .random_id = random};

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "wasm/state/log_edge.hpp"

namespace tally::app {

/// Small bytes that outlive a reload.
struct Storage {
  virtual ~Storage() = default;
  /// False where it could not be kept (full, or forbidden by the browser).
  virtual bool save(std::string_view name, std::string_view bytes) = 0;
  virtual std::optional<std::string> load(std::string_view name) = 0;
  virtual void forget(std::string_view name) = 0;
  /// What was saved may take a moment to reach the disk.
  enum class Keeping : std::uint8_t { kept, writing, failed };
  virtual Keeping keeping() const { return Keeping::kept; }
};

struct Answer {
  int status = 0;  // 0: no network, or the connection was cut off
  std::string body;
  bool ok() const { return status >= 200 && status < 300; }
};
/// A path that begins with "device:" is answered by the page itself, with what the device keeps;
/// its status still says whether the server was reached.
struct Question {
  std::string method, path, body;
  /// A token of this device, where there is no session; empty otherwise.
  std::string bearer = {};
  /// Bytes so far, and in all (0: not known).
  std::function<void(std::int64_t, std::int64_t)> progress;
};
using Then = std::function<void(Answer)>;
using Ask = std::function<void(Question, Then)>;

/// Time as this person's wall shows it.
struct Clock {
  std::function<std::int64_t()> now_ms;                // UTC, milliseconds since 1970
  std::function<std::string()> today;                  // "2026-03-31"
  std::function<std::string(std::int64_t)> time;       // "09:12"
  std::function<std::string(std::int64_t)> day;        // "today", "Tuesday", "12 March"
};

struct Edge {
  Storage* store = nullptr;
  Ask ask;
  Clock clock;
  std::function<std::string()> random_id;  // 32 hexadecimal digits
  LogEdge log;
  /// One timer, which calls Model::pump_changes(); a negative time stops it. Empty where nobody
  /// listens to the company's changes.
  std::function<void(std::int64_t ms)> changes_in = {};
};

}  // namespace tally::app
