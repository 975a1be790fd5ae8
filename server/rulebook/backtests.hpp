// Back-tests: those that were started since the server runs, one at a time.
// In goes what shall be tried; out comes a number under which it is looked at and cancelled.
// It runs on a thread of its own, beside the requests; the last few reports are kept in memory.
// It tries nothing itself: run_backtest does.
//   auto started = backtests.start(room, book, wish);   backtests.find(*started)
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "server/rulebook/backtest.hpp"

namespace tally::server::rulebook {

struct BacktestState {
  std::int64_t number = 0;
  std::int64_t done = 0;
  std::int64_t orders = 0;
  bool is_running = false;
  /// Empty where it went well, or goes on.
  Issues issues = {};
  std::optional<BacktestReport> report = {};
};

class Backtests {
 public:
  Backtests() = default;
  ~Backtests() { stop(); }
  Backtests(const Backtests&) = delete;
  Backtests& operator=(const Backtests&) = delete;

  /// Issue: backtest_running. The room must outlive this.
  Result<std::int64_t> start(const BacktestRoom& room, const RuleBookText& company,
                             const BacktestWish& wish);
  std::optional<BacktestState> find(std::int64_t number);
  /// Returns at once. False where there is none of that number.
  bool cancel(std::int64_t number);
  /// Cancels what runs and waits for it.
  void stop();

 private:
  struct Job {
    std::int64_t number = 0;
    BacktestProgress progress;
    std::atomic<bool> is_running = true;
    std::optional<Result<BacktestReport>> result = {};
  };
  std::shared_ptr<Job> find_job(std::int64_t number);

  std::mutex mutex_;
  std::deque<std::shared_ptr<Job>> jobs_;
  std::int64_t last_number_ = 0;
  std::thread thread_;
};

}  // namespace tally::server::rulebook
