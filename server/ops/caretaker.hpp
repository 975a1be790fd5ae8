// Caretaker: a thread that does what nobody asks for, once a second.
// In go the store, the fence file and a clock; done are: the fence is brought up to what is on the
// disk, what was set aside and has ended is given back, backups that were made elsewhere are
// written down, old messages are forgotten, and people are told that prices changed.
// Each task looks first and writes only where there is something to do. One that fails is said in
// the log and tried again; it stops nobody.
//   Caretaker caretaker(store, fence, clock);   caretaker.look_round();
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "server/ops/clock.hpp"
#include "server/store/store.hpp"

namespace tally::server::ops {

class Caretaker {
 public:
  Caretaker(store::Store& store, std::filesystem::path fence, Clock clock);
  ~Caretaker();
  Caretaker(const Caretaker&) = delete;
  Caretaker& operator=(const Caretaker&) = delete;

  /// Starts the thread. Until then, and in tests, look_round() does it all once.
  void start();
  void look_round();
  /// Ends the thread and writes the fence a last time. Call before the store stops.
  void stop();

 private:
  void run();
  void keep_fence();
  void give_back();
  void take_covers();
  void tell_prices();
  void forget_old();

  store::Store& store_;
  std::filesystem::path fence_;
  Clock clock_;
  /// What the fence says; guarded by round_.
  std::int64_t fenced_lsn_ = -1;
  bool fence_fails_ = false;
  std::int64_t forgot_ms_ = 0;
  std::mutex round_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tally::server::ops
