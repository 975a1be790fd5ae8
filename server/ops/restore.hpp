// Restore: puts a backup in the place of the data, and says first what that loses.
// In go a backup and the data folder, with no server on it; out comes the folder with the backup's
// database in a new incarnation. The database of before is not deleted: it lies beside as
// tallystick.before-<instant>.db. Killed at any moment, the folder has the old database or the new
// one, and in the worst case needs the same command again.
// plan_restore() only looks: it is what --dry-run says.
// It merges nothing: what came in since the backup comes again from the devices that sent it.
//   auto plan = plan_restore(backup, folder);  auto done = restore(backup, folder, fence, now);
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "server/ops/manifest.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::ops {

struct LogToCome {
  std::string device;
  std::string epoch;
  /// Entries that the backup does not have and the device sends again.
  std::int64_t entries = 0;
};

struct RestorePlan {
  Manifest backup;
  /// False where the data folder has no database, or one that cannot be read.
  bool has_current = false;
  std::string why_unread;
  std::int64_t current_orders = 0;
  std::int64_t current_lsn = 0;
  /// Numbers of orders that are here and not in the backup, at most 20 of them, the first first.
  std::vector<std::string> orders_lost;
  std::int64_t orders_lost_count = 0;
  std::vector<LogToCome> to_come;
};

/// Issues: backup_unusable, data_in_use, data_folder_unusable.
Result<RestorePlan> plan_restore(const std::filesystem::path& backup,
                                 const std::filesystem::path& folder);

struct Restored {
  /// Where the database of before lies; empty where there was none.
  std::filesystem::path before;
  std::string incarnation;
};

/// Issues: those of the plan, disk_full, file_not_written.
Result<Restored> restore(const std::filesystem::path& backup, const std::filesystem::path& folder,
                         const std::filesystem::path& fence, Instant now);

/// The plan in sentences, one a line.
std::vector<std::string> say_plan(const RestorePlan& plan);

}  // namespace tally::server::ops
