#include "server/sync/publisher.hpp"

#include <algorithm>
#include <chrono>

#include "server/ops/log.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::sync {

std::int64_t decide_publish(Instant first_notice, Instant last_notice, Instant now,
                            const Debounce& debounce) {
  const std::int64_t quiet = last_notice.unix_ms + debounce.quiet_ms;
  const std::int64_t latest = first_notice.unix_ms + debounce.wait_ms_max;
  return std::max<std::int64_t>(0, std::min(quiet, latest) - now.unix_ms);
}

void log_published(const Published& published) {
  ops::log_event(ops::Level::info, "snapshot.published",
                 {{"number", std::to_string(published.number)},
                  {"digest", published.digest.text()},
                  {"bytes", std::to_string(published.bytes)}});
}

Publisher::Publisher(Snapshots& snapshots, ops::Clock clock, Debounce debounce)
    : snapshots_(snapshots),
      clock_(std::move(clock)),
      debounce_(debounce),
      thread_([this] { run(); }) {}

Publisher::~Publisher() { stop(); }

void Publisher::notice() {
  const std::lock_guard lock(mutex_);
  last_notice_ = clock_.now();
  if (!first_notice_) first_notice_ = last_notice_;
  wake_.notify_one();
}

void Publisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Publisher::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (!first_notice_) {
      wake_.wait(lock);
      continue;
    }
    const std::int64_t wait =
        decide_publish(*first_notice_, last_notice_, clock_.now(), debounce_);
    if (wait > 0) {
      wake_.wait_for(lock, std::chrono::milliseconds(wait));
      continue;
    }
    first_notice_.reset();
    lock.unlock();
    const bool published = publish();
    lock.lock();
    if (!published && !first_notice_) {
      last_notice_ = Instant{clock_.now().unix_ms + debounce_.retry_ms - debounce_.quiet_ms};
      first_notice_ = last_notice_;
    }
  }
}

bool Publisher::publish() {
  const auto before = snapshots_.current();
  const auto published = snapshots_.publish(clock_.now());
  if (!published) {
    const explain::Said said = explain::say_issue(published.error().front());
    ops::log_event(ops::Level::warning, "snapshot.not_published", {{"reason", said.sentence}});
    return published.error().front().code == IssueCode::company_missing;
  }
  if (!before || before->number != published->number) log_published(*published);
  return true;
}

}  // namespace tally::server::sync
