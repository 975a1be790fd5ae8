// Chunk store: every chunk of every snapshot once, compressed, in a file of its digest's name.
// In go chunks; out come chunks that were checked against their names, or nothing. A file that is
// not what its name says counts as missing, and putting the chunk again mends it.
// Chunks are never removed: an order may name a snapshot that has them years later.
// It knows no snapshots and no people.
//   ChunkStore chunks(folder);  chunks.put(digest, bytes);  auto bytes = chunks.read(digest);
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "shared/wire/snapshot_parts.hpp"

namespace tally::server::sync {

class ChunkStore {
 public:
  explicit ChunkStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Issues: file_not_written, disk_full.
  Result<void> put(const Digest& digest, std::string_view bytes) const;
  std::optional<std::string> read(const Digest& digest) const;
  /// As it lies in the file: gzip.
  std::optional<std::string> read_compressed(const Digest& digest) const;
  std::filesystem::path file(const Digest& digest) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace tally::server::sync
