#include "server/sync/chunk_store.hpp"

#include "server/sync/snapshot_files.hpp"

namespace tally::server::sync {

std::filesystem::path ChunkStore::file(const Digest& digest) const {
  return folder_ / (digest.text() + ".gz");
}

Result<void> ChunkStore::put(const Digest& digest, std::string_view bytes) const {
  if (read_compressed(digest)) return {};
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  const std::string compressed = gzip(bytes);
  if (compressed.empty()) {
    return std::unexpected(
        Issues{make_issue(IssueCode::file_not_written, "",
                          {{"file", file(digest).string()},
                           {"reason", std::string("there is no memory to compress it")}})});
  }
  return write_whole(file(digest), compressed);
}

std::optional<std::string> ChunkStore::read_compressed(const Digest& digest) const {
  auto compressed = read_whole(file(digest));
  if (!compressed) return std::nullopt;
  const auto bytes = gunzip(*compressed, wire::chunk_bytes);
  if (!bytes || sha256(*bytes) != digest) return std::nullopt;
  return compressed;
}

std::optional<std::string> ChunkStore::read(const Digest& digest) const {
  const auto compressed = read_whole(file(digest));
  auto bytes = compressed ? gunzip(*compressed, wire::chunk_bytes) : std::nullopt;
  if (!bytes || sha256(*bytes) != digest) return std::nullopt;
  return bytes;
}

}  // namespace tally::server::sync
