// Push apply: what one entry of a device's log does to the books.
// In go the entry as it was prepared and who signed it; out comes what its receipt says, and why a
// person should look at it, where one should. Everything it writes lies in the caller's savepoint.
// It knows no log's head and no chain: push_commit.cpp does.
//   Applied applied = apply_entry(db, entry, signer);
#pragma once

#include <optional>
#include <string>

#include "server/identity/devices.hpp"
#include "server/sync/push.hpp"
#include "server/sync/push_rows.hpp"

namespace tally::server::sync {

struct Signer {
  /// Who signed, and whose log it is: the same, or one that was taken over.
  identity::DeviceRow device;
  identity::DeviceRow log_device;
  std::int64_t log_id = 0;
  Instant now;
  bool is_trusted() const { return device.is_trusted() && log_device.is_trusted(); }
};

struct Applied {
  enum class End : std::uint8_t {
    done,
    /// Decide it (again) with what holds now.
    outdated,
    /// A write failed: nothing of it may stay.
    failed,
  };
  End end = End::failed;
  device_log::PushResult result = device_log::PushResult::failed;
  std::string order_id;
  std::string number;
  std::string state;
  std::int64_t revision = 0;
  /// A JSON array; see orders/reasons.hpp.
  std::string reasons = "[]";
  std::optional<Aside> aside;
  std::optional<std::int64_t> order_row;
  /// The event that this entry caused.
  std::optional<std::int64_t> event_revision;
  /// The bytes that the seal vouches for.
  std::string outcome;
};

Applied apply_entry(store::Connection& db, const PreparedEntry& entry, const Signer& signer);

/// For an entry that could not be written whatever it holds: kept, and an alarm.
Applied give_up_entry(const PreparedEntry& entry);

}  // namespace tally::server::sync
