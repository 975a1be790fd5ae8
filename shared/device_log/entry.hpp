// Entry: one thing that a device recorded for the company, as exact bytes.
// In go the fields of an order, an amendment, a cancellation or a note; out come the bytes that are
// stored, hashed, sent and archived as they are, and never built again.
// Each entry names the SHA-256 of the one before it, so a log cannot lose or change one unseen.
// It judges nothing: whether an order is good was said by decide(), whose bytes it carries.
//   const Sealed sealed = seal_entry(entry);          read_entry(sealed.bytes)->seq == 42
//
// The bytes: a line for each field in this order, an empty line, the outcome, the body.
//   tallystick entry 1 / device / epoch / seq / prev / kind / order / base / paper / core /
//   snapshot / rules / as-of / captured / outcome <bytes> / body <bytes>
// The first five lines are the same in every version to come: a server that is older than the app
// can still keep the entry whole and go on.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/sha256.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::device_log {

inline constexpr std::int32_t wire_version = 1;
/// The oldest version that is still read.
inline constexpr std::int32_t wire_version_min = 1;
/// What can be captured can be sent: no entry is larger.
inline constexpr std::size_t entry_bytes_max = 2 * 1024 * 1024;

enum class EntryKind : std::uint8_t { order, amend, cancel, note };
std::string_view entry_kind_name(EntryKind kind);
std::optional<EntryKind> find_entry_kind(std::string_view name);

/// What every version has.
struct EntryHead {
  std::int32_t version = wire_version;
  LogId log;
  /// 1, 2, 3 … without a gap.
  std::uint64_t seq = 0;
  /// The SHA-256 of the entry before; zeros for the first.
  Digest prev;
};

struct Entry : EntryHead {
  EntryKind kind = EntryKind::order;
  OrderId order_id;
  /// amend, cancel, note: the order's revision at the company that they start from; 0 where the
  /// device knows none yet. An order starts from nothing: 0.
  std::int64_t base_revision = 0;
  /// "K7A-0042". Keeps the first log's number where an entry is written again into a new log.
  std::string paper;
  std::string core_version;
  std::optional<Digest> snapshot;
  std::optional<Digest> rules;
  AsOf as_of;
  Instant captured;
  /// Canonical bytes of what decide() said; empty for cancel and note.
  std::string outcome;
  /// order, amend: the order document. cancel, note: the words, UTF-8.
  std::string body;
};

struct Sealed {
  std::string bytes;
  /// SHA-256 of the bytes.
  Digest hash;
};

/// The entry's bytes. Give it a paper number and a core version without line breaks.
Sealed seal_entry(const Entry& entry);

/// A sentence on what is wrong, and where.
struct EntryFault {
  std::string sentence;
};

/// The fields that every version has.
std::expected<EntryHead, EntryFault> read_entry_head(std::string_view bytes);
/// The whole entry, of a version that this program knows; its bytes are exactly seal_entry's.
std::expected<Entry, EntryFault> read_entry(std::string_view bytes);

}  // namespace tally::device_log
