// Progress: a bar on a terminal for work that takes more than a moment; nothing anywhere else.
// In goes how much is done of how much; out comes one line on stderr that is drawn over, at most
// ten times a second, and taken away at the end.
// It guesses no time that is left.
//   Progress progress("Importing");  progress.show(bytes, bytes_total, "12,288 lines");
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tally::server::cli {

class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::int64_t done, std::int64_t total, const std::string& words);

 private:
  std::string what_;
  bool on_terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace tally::server::cli
