// Changes: one page of what the company tells a device: states of orders, messages, stock hints.
// In go rows in the server's order of changes; out comes the answer of GET /v1/changes, and the
// same read back. A row travels as a text, so that its bytes are the ones that were hashed.
// It is read strictly: a page of a hotel's network, or half a page, is a fault and nothing else.
// It keeps nothing: feed.hpp does.
//   const auto page = read_changes(body);   if (!page) …unknown: ask again
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/sha256.hpp"
#include "shared/device_log/entry.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::device_log {

inline constexpr std::string_view changes_route = "/v1/changes";
inline constexpr std::string_view changes_stream_route = "/v1/changes/stream";
inline constexpr std::int64_t changes_rows_max = 1'000;
inline constexpr std::int64_t changes_rows = 500;

/// One thing as it is now. Kinds a program does not know are kept all the same.
struct FeedRow {
  /// "order", "notice", "stock", "allotment".
  std::string kind;
  std::string key;
  /// The place of its last change in the server's order.
  std::int64_t lsn = 0;
  /// JSON; nothing where the thing is gone.
  std::optional<std::string> row;
  friend bool operator==(const FeedRow&, const FeedRow&) = default;
};

/// How far the server has a log of the caller's device.
struct LogHead {
  Epoch epoch;
  std::uint64_t seq = 0;
  friend bool operator==(const LogHead&, const LogHead&) = default;
};

struct ChangesPage {
  Incarnation incarnation;
  /// What was asked.
  std::int64_t after = 0;
  /// All changes that the caller may see are told up to here.
  std::int64_t upto = 0;
  /// The rows begin anew: what was known before counts no more.
  bool reset = false;
  /// There is nothing behind `upto`; then the digests are there.
  bool complete = false;
  std::vector<FeedRow> rows;
  /// Of all rows of a kind that the caller may see; see row_digest.
  std::map<std::string, Digest> digests;
  std::vector<LogHead> heads;
  Instant server_time;
  /// How long to wait before asking again where no stream says that there is something.
  std::int64_t poll_ms = 30'000;
  friend bool operator==(const ChangesPage&, const ChangesPage&) = default;
};

/// JSON: {"tallystick":"changes/1", "rows": […], …}
std::string write_changes(const ChangesPage& page);
/// Fault: a sentence. Rows are in rising order, behind what was asked and not behind `upto`.
std::expected<ChangesPage, EntryFault> read_changes(std::string_view body);

/// SHA-256 of kind, key and row, each with a line's end behind it.
Digest row_digest(std::string_view kind, std::string_view key, std::string_view row);
/// The digest of a set of rows is the exclusive or of theirs: adding is taking away.
void mix_digest(Digest& mixed, const Digest& row);

}  // namespace tally::device_log
