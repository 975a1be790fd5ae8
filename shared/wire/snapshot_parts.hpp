// Snapshot parts: the two files of a snapshot, their chunks, and the name of the whole.
// In go bytes; out come chunk digests, a part's digest (over its length and its chunks) and the
// snapshot's digest (over both parts'), so one 64-digit name vouches for every byte, and every
// chunk can be checked by itself. A chunk that did not change keeps its name.
// It opens nothing and knows no tables: snapshot.hpp does.
//   const Digest digest = snapshot_digest(parts);  verify_snapshot(parts, expected);
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/base/sha256.hpp"

namespace tally::wire {

inline constexpr std::size_t chunk_bytes = 256 * 1024;

/// An SQLite file each: what everyone sees, and the customers that one scope may see.
struct SnapshotParts {
  std::string common;
  std::string scoped;
};

/// What a part is made of; the last chunk may be shorter.
struct PartManifest {
  std::int64_t bytes = 0;
  std::vector<Digest> chunks;
  /// SHA-256 of "bytes N\n" and a line for each chunk.
  Digest digest() const;
  friend bool operator==(const PartManifest&, const PartManifest&) = default;
};

/// The bytes of chunk `index` of a part.
std::string_view chunk_of(std::string_view part, std::size_t index);
PartManifest describe_part(std::string_view part);

/// SHA-256 of "tallystick snapshot 3\ncommon DIGEST\nscoped DIGEST\n".
Digest snapshot_digest(const Digest& common, const Digest& scoped);
Digest snapshot_digest(const SnapshotParts& parts);
/// snapshot_digest_differs where the parts are not those that `expected` names.
Result<Digest> verify_snapshot(const SnapshotParts& parts, const Digest& expected);

/// Both parts as one stream of bytes, for where one file is handier.
std::string pack_parts(const SnapshotParts& parts);
/// The common part stays where it is, so that a large one is not copied. What cannot be unpacked
/// comes back as parts that no snapshot opens.
SnapshotParts unpack_parts(std::string packed);

}  // namespace tally::wire
