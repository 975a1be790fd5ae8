#include "server/identity/login_limit.hpp"

#include <algorithm>

namespace tally::server::identity {

namespace {

constexpr std::int64_t failures_per_login = 5;
constexpr std::int64_t failures_per_address = 20;
constexpr std::int64_t pause_seconds = 30;
constexpr std::int64_t pause_seconds_max = 15 * 60;
constexpr std::size_t remembered_max = 10'000;

}  // namespace

std::optional<std::int64_t> LoginLimit::seconds_to_wait(std::string_view login,
                                                        std::string_view address, Instant now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t seconds = std::max(wait(logins_, login, failures_per_login, now),
                                        wait(addresses_, address, failures_per_address, now));
  if (seconds <= 0) return std::nullopt;
  return seconds;
}

void LoginLimit::note_failure(std::string_view login, std::string_view address, Instant now) {
  const std::lock_guard lock(mutex_);
  count(logins_, login, now);
  count(addresses_, address, now);
}

void LoginLimit::note_success(std::string_view login) {
  const std::lock_guard lock(mutex_);
  if (const auto found = logins_.find(login); found != logins_.end()) logins_.erase(found);
}

std::int64_t LoginLimit::wait(const Counts& counts, std::string_view key, std::int64_t allowed,
                              Instant now) {
  const auto found = counts.find(key);
  if (found == counts.end() || found->second.failures < allowed) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(found->second.failures - allowed, 10);
  const std::int64_t pause = std::min(pause_seconds << doublings, pause_seconds_max);
  const std::int64_t passed = (now.unix_ms - found->second.last.unix_ms) / 1000;
  return pause - passed;
}

void LoginLimit::count(Counts& counts, std::string_view key, Instant now) {
  if (counts.size() >= remembered_max && !counts.contains(key)) {
    // What has not failed for the longest pause is no guesser any more.
    std::erase_if(counts, [&](const auto& entry) {
      return now.unix_ms - entry.second.last.unix_ms > pause_seconds_max * 1000;
    });
    if (counts.size() >= remembered_max) counts.erase(counts.begin());
  }
  Count& entry = counts[std::string(key)];
  if (now.unix_ms - entry.last.unix_ms > pause_seconds_max * 1000) entry.failures = 0;
  entry.failures += 1;
  entry.last = now;
}

}  // namespace tally::server::identity
