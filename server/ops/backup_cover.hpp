// Backup cover: how far a verified backup in another place has each device's log.
// A device keeps what it sent for thirty days and until such a backup covers it: the devices are
// the second backup. In go the heads that a finished backup holds; out come rows of backup_cover.
// The backup runs beside the server, and only the server's writer writes: so the backup leaves a
// file (backup-cover) in the data folder, and the server's caretaker takes it up.
// It does not know whether the other place is still there next week: the operator does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/store/connection.hpp"
#include "server/sync/device_heads.hpp"
#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::ops {

struct Cover {
  Instant at;
  std::string place;
  std::vector<sync::DeviceHead> heads;
};

/// A later backup in the data folder replaces one that was not taken up yet.
Result<void> write_cover_file(const std::filesystem::path& folder, const Cover& cover);
/// Nothing where there is none, or none that can be read.
std::optional<Cover> read_cover_file(const std::filesystem::path& folder);
void remove_cover_file(const std::filesystem::path& folder);

/// Only ever raises what is covered. Inside a change.
bool put_cover(store::Connection& db, const Cover& cover);

}  // namespace tally::server::ops
