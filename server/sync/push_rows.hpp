// Push rows: logs, their entries and what was set aside, as the database holds them.
// In go a connection and values; out come rows. A log's head moves only together with the entry
// that moves it; entries are never changed (triggers see to it).
// It decides nothing: push_commit.hpp does.
//   const LogState log = read_log(db, push.log);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/orders/rows.hpp"
#include "server/store/connection.hpp"
#include "shared/base/issue.hpp"
#include "shared/device_log/push.hpp"

namespace tally::server::sync {

struct LogState {
  /// 0 where the server has none of it yet.
  std::int64_t id = 0;
  std::uint64_t head = 0;
  Digest hash;
};
LogState read_log(store::Connection& db, const device_log::LogId& log);
/// How many logs the device has here.
std::uint64_t count_logs(store::Connection& db, const device_log::DeviceId& device);
/// Entries up to here are in a verified backup elsewhere; 0 where nothing says so.
std::uint64_t read_covered(store::Connection& db, const device_log::LogId& log);

struct StoredEntry {
  Digest hash;
  std::string receipt;
};
std::optional<StoredEntry> find_entry(store::Connection& db, std::int64_t log_id,
                                      std::uint64_t seq);

struct NewEntry {
  std::uint64_t seq = 0;
  Digest hash;
  Digest content;
  std::string kind;
  std::string paper;
  std::string_view bytes;
  std::string receipt;
  std::string signer;
  Instant at;
  std::optional<std::int64_t> order_row;
  std::optional<std::int64_t> revision;
};
/// Appends the entry and moves the head, in one go; makes the log with its first entry.
bool append_entry(store::Connection& db, const device_log::LogId& log, LogState& state,
                  const NewEntry& entry);
/// Takes the next place in the server's order of changes; 0 where it cannot be written.
std::int64_t raise_lsn(store::Connection& db);

/// An applied entry of the same content in another log of the same person.
struct SameContent {
  std::string receipt;
  std::int64_t order_row = 0;
};
std::optional<SameContent> find_same_content(store::Connection& db, const Digest& content,
                                             std::int64_t log_id, std::int64_t user_id);

/// The first event after `base` that neither this device (nor one that it took over, or that took
/// it over) nor the server by itself caused.
std::optional<orders::OrderEvent> event_of_others(store::Connection& db, std::int64_t order_row,
                                                  std::int64_t base,
                                                  const device_log::DeviceId& device);

enum class Aside : std::uint8_t {
  forked,
  revoked,
  unknown_version,
  unreadable,
  order_id_reused,
  stale,
  not_applied,
};
struct SetAside {
  Aside why = Aside::forked;
  device_log::LogId log;
  std::uint64_t seq = 0;
  Digest hash;
  Digest content;
  std::string order_id;
  std::string who;
  /// A JSON array; see orders/reasons.hpp.
  std::string reasons;
  std::string_view bytes;
  Instant at;
};
/// The same bytes twice are kept once.
bool set_aside(store::Connection& db, const SetAside& entry);
/// Of this device, and waiting for a person.
std::int64_t count_set_aside(store::Connection& db, const device_log::DeviceId& device);
/// The same content came by another log: nobody has to look at the forked one any more.
bool settle_forked(store::Connection& db, const Digest& content, Instant at);

}  // namespace tally::server::sync
