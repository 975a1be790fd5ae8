#pragma once
// Tells a barcode scanner that types like a keyboard from a person who types.
// In: each character with its time, and Enter. Out: the code when a burst was a scan.
// A burst is a scan when its characters came less than 35 ms apart, six or more, ended by Enter;
// or when it began with the prefix that the scanner was set to send. It keeps no clock.
// In a field that takes text, speed alone proves nothing: there the app also asks whether the code
// is one (a GTIN, a product), so that no quick hand and no text expander loses what it wrote.
//
//     ScanDetector scans({.prefix = "~"});
//     scans.character("~", 0); scans.character("4", 12); … scans.enter(60) -> "4006381333931"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tally::app::mirror {

struct ScanSettings {
  std::string prefix;             // empty: only speed tells
  std::int64_t gap_ms_max = 35;
  std::int32_t length_min = 6;    // not asked of a code with the prefix
};

class ScanDetector {
 public:
  enum class Burst { begins, goes_on };

  explicit ScanDetector(ScanSettings settings = {}) : settings_(std::move(settings)) {}
  const ScanSettings& settings() const { return settings_; }
  // `begins`: remember what the focused field holds now, to give it back when this is a scan.
  Burst character(std::string_view utf8, std::int64_t at_ms);
  std::optional<std::string> enter(std::int64_t at_ms);  // ends the burst
  void other_key() { burst_.clear(); }                   // a person
  bool had_prefix() const { return had_prefix_; }        // the last scan that enter() told of

 private:
  ScanSettings settings_;
  std::string burst_;
  std::int32_t length_ = 0;       // characters in burst_
  std::int64_t last_ms_ = 0;
  bool had_prefix_ = false;
};

}  // namespace tally::app::mirror
