#include "server/rulebook/backtests.hpp"

#include <algorithm>

namespace tally::server::rulebook {

namespace {

constexpr std::size_t jobs_kept = 20;

}  // namespace

std::shared_ptr<Backtests::Job> Backtests::find_job(std::int64_t number) {
  const auto found = std::ranges::find(jobs_, number, [](const auto& job) { return job->number; });
  return found == jobs_.end() ? nullptr : *found;
}

Result<std::int64_t> Backtests::start(const BacktestRoom& room, const RuleBookText& company,
                                      const BacktestWish& wish) {
  const std::lock_guard lock(mutex_);
  if (!jobs_.empty() && jobs_.back()->is_running) {
    const Job& running = *jobs_.back();
    return std::unexpected(Issues{make_issue(IssueCode::backtest_running, "",
                                             {{"number", running.number},
                                              {"done", running.progress.done.load()},
                                              {"orders", running.progress.orders.load()}})});
  }
  // What does not run any more ends at once.
  if (thread_.joinable()) thread_.join();
  auto job = std::make_shared<Job>();
  job->number = ++last_number_;
  jobs_.push_back(job);
  if (jobs_.size() > jobs_kept) jobs_.pop_front();
  thread_ = std::thread([this, job, room, company, wish] {
    auto result = run_backtest(room, company, wish, job->progress);
    const std::lock_guard done(mutex_);
    job->result = std::move(result);
    job->is_running = false;
  });
  return job->number;
}

std::optional<BacktestState> Backtests::find(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  const auto job = find_job(number);
  if (!job) return std::nullopt;
  BacktestState state{number, job->progress.done, job->progress.orders, job->is_running};
  if (job->result && *job->result) state.report = **job->result;
  if (job->result && !*job->result) state.issues = job->result->error();
  return state;
}

bool Backtests::cancel(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  const auto job = find_job(number);
  if (job) job->progress.is_cancelled = true;
  return job != nullptr;
}

void Backtests::stop() {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& job : jobs_) job->progress.is_cancelled = true;
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace tally::server::rulebook
