#include "server/ops/clock.hpp"

#include <chrono>
#include <ctime>

namespace tally::server::ops {

namespace {

Instant system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

Date system_today() {
  const std::time_t seconds = system_now().unix_ms / 1000;
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  return Date::from_civil(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday).value_or(Date{});
}

}  // namespace

Clock system_clock() { return {system_now, system_today}; }

}  // namespace tally::server::ops
