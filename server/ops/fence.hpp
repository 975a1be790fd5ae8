// Fence: a small file outside of the data folder that remembers how far the database had come.
// In go a file and what the database says at the start; out comes whether the database is older
// than what this server already answered, because somebody put back an old copy of it.
// It lies beside the data folder ("data.fence" for "data"), so that it stays where it is when the
// folder is put back; --fence names another place, best on another disk.
// It is one line: tallystick-fence 1 <incarnation> <lsn>. It is written after commits, at most once
// a second, under another name first and flushed. It guards nothing while it is missing.
//   judge_fence(read_fence(file), {incarnation, lsn}) == FenceVerdict::older
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/store/store.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::server::ops {

struct FenceMark {
  device_log::Incarnation incarnation;
  std::int64_t lsn = 0;
  friend bool operator==(const FenceMark&, const FenceMark&) = default;
};

std::filesystem::path default_fence(const std::filesystem::path& folder);

std::string print_fence(const FenceMark& mark);
/// Nothing for anything else than what print_fence writes.
std::optional<FenceMark> parse_fence(std::string_view text);
std::optional<FenceMark> read_fence(const std::filesystem::path& file);
Result<void> write_fence(const std::filesystem::path& file, const FenceMark& mark);

enum class FenceVerdict : std::uint8_t {
  /// There is no fence, or it agrees.
  good,
  /// The database does not have all that was answered.
  older,
  /// The fence is of another life of the database, or of another database.
  other_life,
};
FenceVerdict judge_fence(const std::optional<FenceMark>& fence, const FenceMark& database);

/// At the start, before the first request: makes the incarnation of a new database, gives a new one
/// to a restored one (alarm in the log, message to desk and administrators), and writes the fence.
/// Issues: those of the write. A fence that cannot be written is an alarm, not an issue.
Result<FenceMark> settle_incarnation(store::Store& store, const std::filesystem::path& fence,
                                     Instant now);

}  // namespace tally::server::ops
