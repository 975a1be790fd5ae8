// Open database: how a file becomes a connection, with every pragma that safety asks for.
// In goes a path; out comes a Database, or an Issue that says why not.
// Writing: WAL, synchronous=FULL (an acknowledged order survives a power cut), foreign keys.
// It runs no migration and takes no lock of its own.
//   auto database = open_for_writing("data/tallystick.db");
#pragma once

#include <filesystem>

#include "shared/base/issue.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::server::store {

/// Issues: sqlite_too_old, data_folder_unusable, database_damaged.
Result<wire::Database> open_for_writing(const std::filesystem::path& file);

/// Read-only and query_only. Where it cannot be opened every statement on it fails.
wire::Database open_for_reading(const std::filesystem::path& file);

/// A file that never changes again: read-only, without locks, mapped into memory.
wire::Database open_immutable(const std::filesystem::path& file);
/// The same for two of them (a snapshot's parts), as schemas "main" and "scoped".
wire::Database open_immutable(const std::filesystem::path& main,
                              const std::filesystem::path& scoped);

}  // namespace tally::server::store
