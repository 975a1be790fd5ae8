// Push plan: what goes next, and what an answer means for the book.
// In go the device's book and an answer, or the lack of one; out come the entries to send, the
// receipts to store, when to try again, and whether a new log must be begun.
// Only a receipt ends an entry's waiting. Everything that is not exactly an answer means "unknown":
// the same bytes go again.
//   const auto batch = choose_push(book, limits);   take_push_answer(book, *batch, answer, random);
#pragma once

#include <map>

#include "shared/device_log/device_book.hpp"

namespace tally::device_log {

struct PushLimits {
  std::size_t entries_max = push_entries_max;
  std::size_t bytes_max = push_bytes_max;
};

/// Which entries are under way.
struct Batch {
  LogId log;
  std::uint64_t first = 0, last = 0;
  std::size_t size() const { return static_cast<std::size_t>(last - first + 1); }
};

/// The first entries that wait, of the oldest log that has any; at least one, whatever its size.
std::optional<Batch> choose_push(const DeviceBook& book, const PushLimits& limits = {});
Push make_push(const DeviceBook& book, const Batch& batch);

struct Taken {
  /// Entries that have a receipt now and had none.
  std::vector<Receipt> receipts;
  Write write;
  /// Entries that had receipts go again: the company restored a backup.
  std::size_t again = 0;
  /// The log ended, and what waited moved to a new one.
  bool forked = false;
};
/// `random`: for a new log, where one must be begun. An answer to another push changes nothing.
Taken take_push_answer(DeviceBook& book, const Batch& batch, const PushAnswer& answer,
                       const RandomBytes& random);

/// How far the server has each log of a device.
using ServerHeads = std::map<LogId, std::uint64_t>;
/// What the server said elsewhere (the feed): entries that it lost go again, and a log of which it
/// has more than was ever written here takes no more of them (the store is older than it should
/// be, and its next number is on paper already).
Taken take_server_heads(DeviceBook& book, const ServerHeads& heads, const RandomBytes& random);

/// Full jitter: a random part of a time that doubles from one second to thirty. Faults over, an
/// outbox is then empty within a minute: a request that hangs (20 s), this wait, and the next.
/// `attempts`: failures in a row, from 1. `random`: any 32 bits.
std::int64_t decide_retry_ms(int attempts, std::uint32_t random);
inline constexpr std::int64_t retry_ms_max = 30'000;
/// In all, from the first byte out to the last byte in.
inline constexpr std::int64_t request_ms_max = 20'000;

}  // namespace tally::device_log
