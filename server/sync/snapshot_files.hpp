// Snapshot files: bytes that are on the disk whole or not at all.
// In go bytes and a path; out comes the file, flushed, under its name, or the reason.
// A killed server leaves at most a file that ends in ".part", which nobody reads.
// It knows nothing of what the bytes mean.
//   auto written = write_whole(folder / "a.sqlite", bytes);
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/issue.hpp"

namespace tally::server::sync {

/// Issue: file_not_written, or disk_full.
Result<void> write_whole(const std::filesystem::path& file, std::string_view bytes);

/// nullopt where it is not there or cannot be read.
std::optional<std::string> read_whole(const std::filesystem::path& file);

/// The gzip form of the bytes (RFC 1952); empty where there is no memory for it.
std::string gzip(std::string_view bytes);
/// nullopt where it is no gzip, or of more than `bytes_max` bytes.
std::optional<std::string> gunzip(std::string_view compressed, std::size_t bytes_max);

}  // namespace tally::server::sync
