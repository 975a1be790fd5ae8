// Say counts: figures of imports and loads in words, the same in every command.
// In go counts and times; out comes text such as "19,000 new, 600 changed, 88 as they were".
// It prints nothing and rounds only times.
//   std::cout << say_counts(1, 0, 12) << "\n";
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tally::server::cli {

/// "12,345"
std::string say_count(std::int64_t count);
std::string say_counts(std::int64_t added, std::int64_t changed, std::int64_t unchanged);
/// "0.21 s"
std::string say_seconds(std::chrono::steady_clock::duration time);
/// "0.21 s, 95,000 lines/s"; only the time where the lines are too few to tell a speed.
std::string say_pace(std::int64_t lines, std::chrono::steady_clock::duration time);

}  // namespace tally::server::cli
