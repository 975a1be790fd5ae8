// Backup: a whole copy of the data while the server goes on.
// In go the data folder and an empty or new folder; out comes a data folder that `serve` can open:
// the database as of one moment (SQLite's backup), then every snapshot that it names, all verified.
// It reads only, so it may run beside the server. It keeps no generations and encrypts nothing.
//   auto made = back_up("tallystick-data", "/mnt/backup/2026-11-21");
#pragma once

#include <filesystem>

#include "shared/base/issue.hpp"

namespace tally::server::ops {

struct BackupMade {
  std::int64_t orders = 0;
  std::int64_t snapshots = 0;
};

/// Issues: data_folder_unusable (no data there, or the target is not empty), database_damaged,
/// disk_full, file_not_written.
Result<BackupMade> back_up(const std::filesystem::path& folder,
                           const std::filesystem::path& target);

}  // namespace tally::server::ops
