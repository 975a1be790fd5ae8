#include "server/sync/part_shelf.hpp"

#include <algorithm>

#include "server/sync/snapshot_files.hpp"

namespace tally::server::sync {

namespace fs = std::filesystem;

fs::path PartShelf::path(const Digest& part) const { return parts_ / (part.text() + ".sqlite"); }

Result<void> PartShelf::put(const PartRow& part, std::string_view bytes,
                            const wire::PartManifest& known, bool with_file) {
  const std::set<Digest> there(known.chunks.begin(), known.chunks.end());
  for (std::size_t i = 0; i < part.manifest.chunks.size(); ++i) {
    const Digest& chunk = part.manifest.chunks[i];
    if (there.contains(chunk)) continue;
    if (auto put = chunks_.put(chunk, wire::chunk_of(bytes, i)); !put) return put;
  }
  if (!with_file) return {};
  const std::lock_guard lock(mutex_);
  std::error_code error;
  fs::create_directories(parts_, error);
  if (auto written = write_whole(path(part.digest), bytes); !written) return written;
  verified_.insert(part.digest);
  return {};
}

std::optional<std::string> PartShelf::read_file(const PartRow& part) const {
  auto bytes = read_whole(path(part.digest));
  if (!bytes || wire::describe_part(*bytes) != part.manifest) return std::nullopt;
  return bytes;
}

std::optional<std::string> PartShelf::read(const PartRow& part) const {
  if (auto bytes = read_file(part)) return bytes;
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(part.manifest.bytes));
  for (const Digest& digest : part.manifest.chunks) {
    const auto chunk = chunks_.read(digest);
    if (!chunk) return std::nullopt;
    bytes += *chunk;
  }
  if (static_cast<std::int64_t>(bytes.size()) != part.manifest.bytes) return std::nullopt;
  return bytes;
}

Result<fs::path> PartShelf::make_file(const PartRow& part) {
  fs::path file = path(part.digest);
  std::error_code error;
  if (verified_.contains(part.digest) && fs::exists(file, error)) return file;
  if (!read_file(part)) {
    const auto bytes = read(part);
    if (!bytes) {
      return std::unexpected(
          Issues{make_issue(IssueCode::snapshot_damaged, "",
                            {{"reason", std::string("neither its file nor its chunks are "
                                                    "whole")}})});
    }
    fs::create_directories(parts_, error);
    if (auto written = write_whole(file, *bytes); !written) {
      return std::unexpected(written.error());
    }
  }
  verified_.insert(part.digest);
  return file;
}

Result<fs::path> PartShelf::file(const PartRow& part) {
  const std::lock_guard lock(mutex_);
  return make_file(part);
}

Result<std::pair<fs::path, fs::path>> PartShelf::files(const PartRow& a, const PartRow& b) {
  const std::lock_guard lock(mutex_);
  auto first = make_file(a);
  if (!first) return std::unexpected(first.error());
  auto second = make_file(b);
  if (!second) return std::unexpected(second.error());
  return std::pair{*std::move(first), *std::move(second)};
}

void PartShelf::keep_only(const std::set<Digest>& parts) {
  const std::lock_guard lock(mutex_);
  std::error_code error;
  std::vector<fs::path> others;
  for (const auto& entry : fs::directory_iterator(parts_, error)) {
    const auto digest = Digest::parse(entry.path().stem().string());
    if (!digest || !parts.contains(*digest)) others.push_back(entry.path());
  }
  for (const fs::path& file : others) fs::remove(file, error);
  std::erase_if(verified_, [&](const Digest& digest) { return !parts.contains(digest); });
}

bool PartShelf::mend_chunk(const Digest& chunk, const std::vector<PartRow>& parts) const {
  for (const PartRow& part : parts) {
    const auto& chunks = part.manifest.chunks;
    const auto found = std::ranges::find(chunks, chunk);
    const auto bytes = found == chunks.end() ? std::nullopt : read_whole(path(part.digest));
    if (!bytes) continue;
    const auto place = static_cast<std::size_t>(found - chunks.begin());
    const std::string_view cut = wire::chunk_of(*bytes, place);
    if (sha256(cut) == chunk) return chunks_.put(chunk, cut).has_value();
  }
  return false;
}

}  // namespace tally::server::sync
