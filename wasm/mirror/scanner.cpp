#include "wasm/mirror/scanner.hpp"

#include <utility>

namespace tally::app::mirror {

ScanDetector::Burst ScanDetector::character(std::string_view utf8, std::int64_t at_ms) {
  const bool goes_on = !burst_.empty() && at_ms - last_ms_ <= settings_.gap_ms_max;
  if (!goes_on) {
    burst_.clear();
    length_ = 0;
  }
  burst_ += utf8;
  ++length_;
  last_ms_ = at_ms;
  return goes_on ? Burst::goes_on : Burst::begins;
}

std::optional<std::string> ScanDetector::enter(std::int64_t at_ms) {
  std::string code = std::exchange(burst_, {});
  if (code.empty() || at_ms - last_ms_ > settings_.gap_ms_max) return std::nullopt;
  had_prefix_ = !settings_.prefix.empty() && code.starts_with(settings_.prefix);
  if (had_prefix_) {
    code.erase(0, settings_.prefix.size());
    if (code.empty()) return std::nullopt;
    return code;
  }
  if (length_ < settings_.length_min) return std::nullopt;
  return code;
}

}  // namespace tally::app::mirror
