// Snapshot build: makes the parts of a snapshot from catalogue tables.
// In go a database with catalogue tables, which part, and the part's previous bytes where there are
// any; out come its bytes. build_part lays rows down in order; renew_part carries the differences
// into the previous file, row by row under their stable ids, so that few pages and so few chunks
// change. Same rows and same previous bytes: same bytes.
// It keeps no files and knows no users: whoever asks says whose customers are wanted.
//   auto renewed = renew_part(source, {.kind = SnapshotPart::common}, previous, fresh_bytes);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/wire/snapshot_parts.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::wire {

enum class SnapshotPart : std::uint8_t { common, scoped };

struct PartWanted {
  SnapshotPart kind = SnapshotPart::common;
  /// A login: of the customers only theirs and those that nobody in particular looks after.
  std::optional<std::string> rep = std::nullopt;
};

/// Whether the rep would see every customer there is; false also where SQLite fails.
bool sees_all_customers(const Database& source, std::string_view rep);

/// Reads the tables of `source` (schema "main"). Issue snapshot_damaged where SQLite fails.
Result<std::string> build_part(const Database& source, const PartWanted& wanted);

struct RenewedPart {
  std::string bytes;
  /// Laid down anew: the previous one was none of ours, had grown by half since it was last fresh
  /// (`fresh_bytes`), was a third empty, or held a customer who is not in it any more: nothing of
  /// that customer may stay behind in unused bytes.
  bool fresh = false;
};
Result<RenewedPart> renew_part(const Database& source, const PartWanted& wanted,
                               std::string previous, std::int64_t fresh_bytes);

/// Both parts, with every customer.
Result<SnapshotParts> build_snapshot(const Database& source);

}  // namespace tally::wire
