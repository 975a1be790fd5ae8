// Backup: a whole copy of the data while the server goes on.
// In go the data folder and an empty or new folder; out comes a data folder that `serve` can open:
// the database as of one moment (SQLite's backup), then every snapshot that it names, all verified.
// Last comes backup.json (manifest.hpp); without it the folder is no backup.
// The copy knows that it is one: whoever starts with it begins a new incarnation.
// A backup on another file system, or one of which the operator says that it lies elsewhere, counts
// as a second place: it is left in the data folder how far it has each device's log.
// It writes to the data folder nothing but that, so it may run beside the server. It keeps no
// generations and encrypts nothing.
//   auto made = back_up("tallystick-data", "/mnt/backup/2026-11-21", Place::by_file_system, now);
#pragma once

#include <filesystem>

#include "server/ops/manifest.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::ops {

/// Whether the copy outlives the machine: another file system says so, or the operator does.
enum class Place : std::uint8_t { by_file_system, elsewhere };

/// Issues: data_folder_unusable (no data there, or the target is not empty), database_damaged,
/// disk_full, file_not_written.
Result<Manifest> back_up(const std::filesystem::path& folder, const std::filesystem::path& target,
                         Place place, Instant now);

/// Copies the pages of a database while others use it, then checks the copy from end to end.
Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace tally::server::ops
