#include "server/cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace tally::server::cli {

namespace {

constexpr std::int64_t bar_width = 30;
constexpr auto between_draws = std::chrono::milliseconds(100);
constexpr const char* clear_line = "\r\x1b[K";

}  // namespace

Progress::Progress(std::string what)
    : what_(std::move(what)), on_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (drawn_) std::cerr << clear_line << std::flush;
}

void Progress::show(std::int64_t done, std::int64_t total, const std::string& words) {
  if (!on_terminal_ || total <= 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < between_draws) return;
  drawn_ = true;
  last_ = now;
  const std::int64_t filled = std::clamp<std::int64_t>(done * bar_width / total, 0, bar_width);
  std::cerr << clear_line << what_ << " [" << std::string(static_cast<std::size_t>(filled), '#')
            << std::string(static_cast<std::size_t>(bar_width - filled), ' ') << "] "
            << std::clamp<std::int64_t>(done * 100 / total, 0, 100) << " %, " << words
            << std::flush;
}

}  // namespace tally::server::cli
