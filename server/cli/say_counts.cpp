#include "server/cli/say_counts.hpp"

#include "shared/base/decimal.hpp"

namespace tally::server::cli {

std::string say_count(std::int64_t count) { return print_decimal_grouped(count, 0, 0); }

std::string say_counts(std::int64_t added, std::int64_t changed, std::int64_t unchanged) {
  return say_count(added) + " new, " + say_count(changed) + " changed, " + say_count(unchanged) +
         " as before";
}

std::string say_seconds(std::chrono::steady_clock::duration time) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  return print_decimal((ms + 5) / 10, 2, 2) + " s";
}

std::string say_pace(std::int64_t lines, std::chrono::steady_clock::duration time) {
  constexpr std::int64_t lines_min = 1000;
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  if (us <= 0 || lines < lines_min) return say_seconds(time);
  return say_seconds(time) + ", " + say_count(lines * 1'000'000 / us) + " lines/s";
}

}  // namespace tally::server::cli
