#include "shared/wire/snapshot_parts.hpp"

#include <algorithm>
#include <utility>

#include "shared/wire/catalogue_schema.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t length_bytes = 8;

}  // namespace

std::string_view chunk_of(std::string_view part, std::size_t index) {
  const std::size_t begin = std::min(index * chunk_bytes, part.size());
  return part.substr(begin, chunk_bytes);
}

PartManifest describe_part(std::string_view part) {
  PartManifest manifest{static_cast<std::int64_t>(part.size()), {}};
  const std::size_t count = (part.size() + chunk_bytes - 1) / chunk_bytes;
  manifest.chunks.reserve(count);
  for (std::size_t i = 0; i < count; ++i) manifest.chunks.push_back(sha256(chunk_of(part, i)));
  return manifest;
}

Digest PartManifest::digest() const {
  Sha256 hash;
  hash.add("bytes " + std::to_string(bytes) + "\n");
  for (const Digest& chunk : chunks) hash.add(chunk.text() + "\n");
  return hash.finish();
}

Digest snapshot_digest(const Digest& common, const Digest& scoped) {
  return sha256("tallystick snapshot " + std::to_string(snapshot_format) + "\ncommon " +
                common.text() + "\nscoped " + scoped.text() + "\n");
}

Digest snapshot_digest(const SnapshotParts& parts) {
  return snapshot_digest(describe_part(parts.common).digest(),
                         describe_part(parts.scoped).digest());
}

Result<Digest> verify_snapshot(const SnapshotParts& parts, const Digest& expected) {
  const Digest found = snapshot_digest(parts);
  if (found == expected) return found;
  return std::unexpected(
      Issues{make_issue(IssueCode::snapshot_digest_differs, "",
                        {{"expected", expected.text()}, {"found", found.text()}})});
}

std::string pack_parts(const SnapshotParts& parts) {
  std::string packed;
  packed.reserve(length_bytes + parts.common.size() + parts.scoped.size());
  const std::uint64_t length = parts.common.size();
  for (std::size_t i = 0; i < length_bytes; ++i) {
    packed += static_cast<char>(length >> (8 * i) & 0xFF);
  }
  packed += parts.common;
  packed += parts.scoped;
  return packed;
}

SnapshotParts unpack_parts(std::string packed) {
  if (packed.size() < length_bytes) return {};
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) {
    length |= static_cast<std::uint64_t>(static_cast<unsigned char>(packed[i])) << (8 * i);
  }
  const std::uint64_t room = packed.size() - length_bytes;
  const auto end = length_bytes + static_cast<std::size_t>(std::min(length, room));
  std::string scoped = packed.substr(end);
  packed.resize(end);
  packed.erase(0, length_bytes);
  return {std::move(packed), std::move(scoped)};
}

}  // namespace tally::wire
