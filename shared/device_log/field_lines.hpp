// Field lines: reads "name value" lines one after the other, and counted bytes behind them.
// In go bytes from a disk or a network; out come the values, or one sentence on the first line
// that is not as expected. Nothing is guessed, nothing skipped, nothing reordered.
// Only the formats of this room are read with it.
//   FieldLines lines(bytes);  const auto seq = lines.number("seq");  if (lines.fault()) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/sha256.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::device_log {

/// "device …" and "epoch …", a line each.
std::string log_lines(const LogId& log);

class FieldLines {
 public:
  explicit FieldLines(std::string_view bytes) : bytes_(bytes) {}

  /// The rest of the line that begins with `name` and a space; "" after the first fault.
  std::string_view text(std::string_view name);
  /// Decimal digits without leading zeros, at most 2^53 - 1.
  std::uint64_t number(std::string_view name);
  Digest digest(std::string_view name);
  /// "-" is none.
  std::optional<Digest> digest_or_none(std::string_view name);
  /// Two lines, as log_lines() writes them.
  LogId log();
  /// An empty line.
  void gap();
  /// Exactly that many bytes.
  std::string_view take(std::uint64_t count);
  bool at_end() const { return place_ == bytes_.size(); }
  std::size_t place() const { return place_; }
  /// Says that the value just read is wrong.
  void refuse(std::string_view name, std::string_view expected);
  /// Bytes behind the end are a fault.
  void end();

  const std::optional<std::string>& fault() const { return fault_; }

 private:
  void fail(std::string sentence);
  std::string_view bytes_;
  std::size_t place_ = 0;
  std::size_t line_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace tally::device_log
