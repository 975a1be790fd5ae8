// Manifest: what a backup says of itself, beside its files.
// In go the facts of a finished, verified copy; out comes backup.json, and the same read back.
// The SHA-256 of the database is in it, so that a copy that was cut short or changed on its way is
// known before anything is replaced by it. It is written last: a folder without one is no backup.
//   write_manifest(target, manifest);   read_manifest(target)->orders == 12
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/sync/device_heads.hpp"
#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/base/sha256.hpp"

namespace tally::server::ops {

struct Manifest {
  Instant made;
  std::string incarnation;
  std::int64_t lsn = 0;
  std::int64_t orders = 0;
  std::int64_t snapshots = 0;
  std::int64_t database_bytes = 0;
  Digest database_digest;
  /// On another file system than the data, or the operator said so.
  bool is_elsewhere = false;
  std::vector<sync::DeviceHead> heads;
};

Result<void> write_manifest(const std::filesystem::path& folder, const Manifest& manifest);
std::optional<Manifest> read_manifest(const std::filesystem::path& folder);

/// The digest of a file, read piece by piece; nothing where it cannot be read.
std::optional<Digest> digest_of_file(const std::filesystem::path& file);

}  // namespace tally::server::ops
