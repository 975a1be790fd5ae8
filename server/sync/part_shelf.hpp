// Part shelf: the parts of snapshots as whole files, to be opened and to be built upon.
// In go a part's row and its bytes; out come a file's path or the bytes, always checked. What has
// no file is put together from its chunks; a chunk that is damaged is cut from a file again. So
// each mends the other, and whole files of old parts need not be kept.
// It knows no manifests and no people. Safe to use from several threads.
//   PartShelf shelf(folder);  auto path = shelf.file(part);  auto bytes = shelf.read(part);
#pragma once

#include <filesystem>
#include <mutex>
#include <set>

#include "server/sync/chunk_store.hpp"
#include "server/sync/snapshot_rows.hpp"

namespace tally::server::sync {

class PartShelf {
 public:
  /// Files lie in <folder>/parts, chunks in <folder>/chunks.
  explicit PartShelf(const std::filesystem::path& folder)
      : parts_(folder / "parts"), chunks_(folder / "chunks") {}

  /// The chunks of a new part, and the part as a file where it is to be opened soon. Chunks that
  /// `known` has (the part it was built from) are there already.
  /// Issues: file_not_written, disk_full.
  Result<void> put(const PartRow& part, std::string_view bytes, const wire::PartManifest& known,
                   bool with_file);
  /// nullopt where neither the file nor the chunks are whole.
  std::optional<std::string> read(const PartRow& part) const;
  /// Its file, which is made where it is missing. Issue: snapshot_damaged.
  Result<std::filesystem::path> file(const PartRow& part);
  /// Two files at once, so that none goes away in between.
  Result<std::pair<std::filesystem::path, std::filesystem::path>> files(const PartRow& a,
                                                                        const PartRow& b);
  /// Removes the files of all other parts. Who has one open may read on.
  void keep_only(const std::set<Digest>& parts);

  const ChunkStore& chunks() const { return chunks_; }
  /// Cuts the chunk from a file of one of these parts and puts it. False where none has it.
  bool mend_chunk(const Digest& chunk, const std::vector<PartRow>& parts) const;
  std::filesystem::path path(const Digest& part) const;

 private:
  Result<std::filesystem::path> make_file(const PartRow& part);
  std::optional<std::string> read_file(const PartRow& part) const;

  std::filesystem::path parts_;
  ChunkStore chunks_;
  std::mutex mutex_;
  /// Parts whose file was read whole and found right by this process.
  std::set<Digest> verified_;
};

}  // namespace tally::server::sync
