// Group commit: many changes, one COMMIT, one wait for the disk.
// In go a connection and the changes that queued up; out comes for each whether it was kept.
// Each change runs in a SAVEPOINT of its own, so one that fails takes no other with it; where the
// COMMIT fails, none was kept. It knows no threads and no queue: that is the Writer's.
//   std::vector<Written> written = commit_group(connection, changes);
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "server/store/connection.hpp"

namespace tally::server::store {

/// What a change says at its end: keep what it wrote, or undo it.
enum class Keep : std::uint8_t { yes, no };
using Change = std::function<Keep(Connection&)>;

enum class Written : std::uint8_t {
  kept,
  /// The change itself said no, or a statement of it failed.
  undone,
  /// No room on the disk: nothing of the group was kept.
  disk_full,
  /// The disk failed or the file is damaged: the process must end, whether or not it was kept.
  disk_failed,
  /// Too many wait already; not tried.
  busy,
  /// The writer is stopping; not tried.
  stopping,
};

std::vector<Written> commit_group(Connection& connection, std::span<const Change* const> changes);

}  // namespace tally::server::store
