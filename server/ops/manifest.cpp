#include "server/ops/manifest.hpp"

#include <array>
#include <fstream>

#include "server/sync/snapshot_files.hpp"
#include "shared/device_log/json_fields.hpp"

namespace tally::server::ops {

using device_log::Json;
using device_log::JsonFields;

namespace {

constexpr const char* manifest_name = "backup.json";
constexpr const char* manifest_kind = "backup/1";
constexpr std::size_t piece_bytes = 64 * 1024;

}  // namespace

Result<void> write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  Json heads = Json::array();
  for (const sync::DeviceHead& head : manifest.heads) {
    heads.push_back({{"device", head.device}, {"epoch", head.epoch}, {"seq", head.seq}});
  }
  const Json json = {{"tallystick", manifest_kind},
                     {"made", print_instant(manifest.made)},
                     {"made_ms", manifest.made.unix_ms},
                     {"incarnation", manifest.incarnation},
                     {"lsn", manifest.lsn},
                     {"orders", manifest.orders},
                     {"snapshots", manifest.snapshots},
                     {"database_bytes", manifest.database_bytes},
                     {"database_sha256", manifest.database_digest.text()},
                     {"elsewhere", manifest.is_elsewhere},
                     {"heads", std::move(heads)}};
  return sync::write_whole(folder / manifest_name, json.dump(2) + "\n");
}

std::optional<Manifest> read_manifest(const std::filesystem::path& folder) {
  const auto text = sync::read_whole(folder / manifest_name);
  if (!text) return std::nullopt;
  const Json json = device_log::parse_json(*text);
  JsonFields read(json);
  if (read.text("tallystick") != manifest_kind) return std::nullopt;
  Manifest manifest;
  manifest.made = Instant{read.number("made_ms")};
  manifest.incarnation = read.text("incarnation");
  manifest.lsn = read.number("lsn");
  manifest.orders = read.number("orders");
  manifest.snapshots = read.number("snapshots");
  manifest.database_bytes = read.number("database_bytes");
  const auto digest = Digest::parse(read.text("database_sha256"));
  manifest.is_elsewhere = read.flag("elsewhere");
  for (const Json& item : read.array(json, "heads")) {
    JsonFields head(item);
    manifest.heads.push_back({head.text("device"), head.text("epoch"), head.number("seq")});
    if (!head.missing().empty()) return std::nullopt;
  }
  if (!digest || !read.missing().empty()) return std::nullopt;
  manifest.database_digest = *digest;
  return manifest;
}

std::optional<Digest> digest_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  Sha256 hash;
  std::array<char, piece_bytes> piece{};
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    hash.add(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad()) return std::nullopt;
  return hash.finish();
}

}  // namespace tally::server::ops
