// Migrations: the schema, step by step, in code.
// In goes a connection; out comes the current schema, or database_newer where a later program has
// been here. Each step runs in one transaction with the raise of PRAGMA user_version, so a killed
// migration starts again. A step that was released is never edited: the next one mends it.
// It moves no files and knows no rows' meaning.
#pragma once

#include <filesystem>
#include <span>

#include "server/store/connection.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::store {

/// The steps; step 0 brings an empty database to version 1.
std::span<const char* const> migration_steps();

/// Issues: database_newer, database_damaged, disk_full.
Result<void> migrate(Connection& db, const std::filesystem::path& file,
                     std::span<const char* const> steps = migration_steps());

}  // namespace tally::server::store
