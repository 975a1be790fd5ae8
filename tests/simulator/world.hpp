// World: time, chance and what happens when, all from one seed.
// In go functions with the moment at which they shall run; out comes the same course of events
// for the same seed, on every machine. Nothing here asks a real clock.
// Until calm() faults may happen; then none do, and everything must come to rest.
//   World world(7);  world.after(250, [&] { … });  world.run_until(end);
#pragma once

#include <functional>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/sha256.hpp"
#include "shared/device_log/log_id.hpp"
#include "tests/support/random.hpp"

namespace tally::simulator {

class World {
 public:
  explicit World(std::uint64_t seed) : dice(seed) {}

  tests::Random dice;
  Instant now{1'795'000'000'000};

  void after(std::int64_t wait_ms, std::function<void()> what);
  /// Runs what is due up to that moment, in order of time, then of the asking.
  void run_until(Instant end);

  /// From here on nothing fails.
  void calm() { calm_ = true; }
  bool is_calm() const { return calm_; }
  /// True in `parts` of a thousand, and never in the calm.
  bool fault(std::uint64_t parts) { return !calm_ && dice.happens(parts); }

  device_log::RandomBytes random_bytes();
  /// A line of what happened. The trace's digest tells whether two runs were the same.
  void note(std::string_view line);
  Digest trace() const { return trace_; }
  /// Keep the lines themselves, for a person.
  bool keeps_lines = false;
  std::vector<std::string> lines;

 private:
  struct Due {
    std::int64_t at_ms;
    std::uint64_t order;
    std::function<void()> what;
    bool operator<(const Due& other) const {
      return std::pair(at_ms, order) > std::pair(other.at_ms, other.order);
    }
  };
  std::priority_queue<Due> due_;
  std::uint64_t asked_ = 0;
  bool calm_ = false;
  Digest trace_;
};

}  // namespace tally::simulator
