// Clock: the one place where the server asks what time it is.
// In goes nothing; out comes the instant, or the calendar day of the place where the server stands
// (its time zone, TZ), which is the seller's day.
// Rooms take instants and days as arguments; tests bring a clock of their own.
//   const Clock clock = system_clock();  const Date today = clock.today();
#pragma once

#include <functional>

#include "shared/base/date.hpp"

namespace tally::server::ops {

struct Clock {
  std::function<Instant()> now;
  std::function<Date()> today;
};

Clock system_clock();

}  // namespace tally::server::ops
