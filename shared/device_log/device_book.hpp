// Device book: all logs of a device with what the server said of each entry.
// In go the copies found on the disk, an entry to record, a receipt; out come the book and what is
// to be written. Healing joins the copies, checks the chain and moves what cannot stay where it is
// into a new log, so that nothing saved is lost and no sequence number is used twice.
// It stores and sends nothing, and asks no clock.
//   Healed healed = heal(identity, copies, random);   record_entry(healed.book, request, now)
#pragma once

#include <span>

#include "shared/device_log/push.hpp"
#include "shared/device_log/stored.hpp"

namespace tally::device_log {

/// Who this device is to the company; given at enrolment.
struct Identity {
  DeviceId device;
  /// "K7"
  std::string code;
  /// Whose it is.
  std::string login;
  friend bool operator==(const Identity&, const Identity&) = default;
};
std::string write_identity(const Identity& identity);
std::optional<Identity> read_identity(std::string_view bytes);

struct KeptEntry {
  std::uint64_t seq = 0;
  Digest hash;
  std::string bytes;
  EntryKind kind = EntryKind::order;
  OrderId order_id;
  std::string paper;
  Instant captured;
  std::optional<Receipt> receipt;
  /// The server lost it (a restored backup): it goes again, with its receipt.
  bool again = false;
  bool waits() const { return !receipt || again; }
};

struct Log {
  LogId id;
  std::string code, letter;
  /// Entries up to here were dropped from the device after their time.
  std::uint64_t floor = 0;
  Digest floor_hash;
  /// floor + 1, floor + 2, … without a gap.
  std::vector<KeptEntry> entries;
  /// Nothing is added any more: the server has another entry at one of its places.
  bool ended = false;
  /// Up to here a verified backup elsewhere has them.
  std::uint64_t covered = 0;

  std::uint64_t head() const { return floor + entries.size(); }
  Digest head_hash() const { return entries.empty() ? floor_hash : entries.back().hash; }
  /// nullptr where the device does not hold it.
  KeptEntry* find(std::uint64_t seq);
  const KeptEntry* find(std::uint64_t seq) const;
};

struct DeviceBook {
  Identity identity;
  /// Oldest first; the last one takes new entries.
  std::vector<Log> logs;
  Log& current() { return logs.back(); }
  const Log& current() const { return logs.back(); }
  Log* find(const LogId& id);
  /// How many entries have no receipt, and when the oldest of them was captured.
  std::size_t waiting() const;
  std::optional<Instant> waiting_since() const;
  /// How many letters of this device's code its logs have used, those in between included.
  std::size_t letters_used() const;
  /// The newest entry of an order, or nullptr.
  const KeptEntry* newest_of(const OrderId& order_id) const;
};

/// What a rep, a screen or a program wants recorded.
struct CaptureRequest {
  EntryKind kind = EntryKind::order;
  OrderId order_id;
  std::int64_t base_revision = 0;
  std::string core_version;
  std::optional<Digest> snapshot;
  std::optional<Digest> rules;
  AsOf as_of;
  std::string outcome;
  std::string body;
  friend bool operator==(const CaptureRequest& left, const CaptureRequest& right) {
    return left.kind == right.kind && left.order_id == right.order_id &&
           left.base_revision == right.base_revision && left.outcome == right.outcome &&
           left.body == right.body;
  }
};

/// The entry at the end of the current log. Fault: it is larger than can be sent.
std::expected<KeptEntry, EntryFault> make_entry(const DeviceBook& book,
                                                const CaptureRequest& request, Instant now);
Write write_of(const Log& log, const KeptEntry& entry);
Write write_of(const Log& log);
/// A new log at the end of the book.
Write begin_log(DeviceBook& book, const RandomBytes& random, std::size_t letters_used);
/// Writes an entry again into the current log: the same outcome, body and number on paper under a
/// new place in a new chain.
Write move_entry(DeviceBook& book, const KeptEntry& old);
/// Ends a log that is not the current one, and moves what waits in it (always its end) to the
/// current one. `unsent`: not what the server had and lost, for that goes again at its own place.
enum class Moves : std::uint8_t { all_that_waits, unsent };
Write end_log(DeviceBook& book, const LogId& log, Moves moves = Moves::all_that_waits);

struct Healed {
  DeviceBook book;
  /// Brings every copy to the same state.
  Write repairs;
  /// What was found and done, in sentences.
  std::vector<std::string> findings;
};
/// `copies`: the database first, then the journals' content. `identity`: of the enrolment; the
/// stored one counts where it is the same device. `random` begins a new log where one is needed:
/// for a fresh store, a store that lost a copy (`lost_copy`), or a broken chain. `letters_used`:
/// how many logs of this device the company knows, where it was asked.
enum class CopyLoss : std::uint8_t { none, lost };
Healed heal(const Identity& identity, std::span<const StoredCopy> copies, CopyLoss loss,
            const RandomBytes& random, std::size_t letters_used = 0);

/// Drops what has a receipt, is 30 days old and lies in a verified backup elsewhere.
inline constexpr std::int64_t keep_ms = std::int64_t{30} * 24 * 3600 * 1000;
Write drop_old(DeviceBook& book, Instant now);

}  // namespace tally::device_log
