// Publisher: a thread that publishes the catalogue a moment after it changed.
// In go notices that something changed; out comes one snapshot for a whole burst of changes: it
// waits until there was quiet for a second, or ten seconds at most.
// decide_publish is the debounce as a pure function. It builds nothing itself: Snapshots does.
//   Publisher publisher(snapshots, clock);  publisher.notice();
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/ops/clock.hpp"
#include "server/sync/snapshots.hpp"

namespace tally::server::sync {

struct Debounce {
  std::int64_t quiet_ms = 1'000;
  std::int64_t wait_ms_max = 10'000;
  /// After a failure (a full disk passes).
  std::int64_t retry_ms = 10'000;
};

/// Milliseconds until it is time to publish; 0 is now.
std::int64_t decide_publish(Instant first_notice, Instant last_notice, Instant now,
                            const Debounce& debounce);

/// The log's line of a new snapshot.
void log_published(const Published& published);

class Publisher {
 public:
  Publisher(Snapshots& snapshots, ops::Clock clock, Debounce debounce = {});
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  /// The catalogue changed. Returns at once.
  void notice();
  void stop();

 private:
  void run();
  /// False where it has to be tried again.
  bool publish();

  Snapshots& snapshots_;
  ops::Clock clock_;
  Debounce debounce_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Instant> first_notice_;
  Instant last_notice_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tally::server::sync
