#include "server/ops/backup_cover.hpp"

#include <nlohmann/json.hpp>

#include "server/sync/snapshot_files.hpp"

namespace tally::server::ops {

using Json = nlohmann::json;
using store::Connection;
using store::Query;

namespace {

constexpr const char* cover_name = "backup-cover";
constexpr const char* cover_kind = "backup-cover/1";

std::optional<sync::DeviceHead> head_of(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto device = json.find("device");
  const auto epoch = json.find("epoch");
  const auto seq = json.find("seq");
  if (device == json.end() || epoch == json.end() || seq == json.end()) return std::nullopt;
  if (!device->is_string() || !epoch->is_string() || !seq->is_number_integer()) {
    return std::nullopt;
  }
  return sync::DeviceHead{device->get<std::string>(), epoch->get<std::string>(),
                          seq->get<std::int64_t>()};
}

}  // namespace

Result<void> write_cover_file(const std::filesystem::path& folder, const Cover& cover) {
  Json heads = Json::array();
  for (const sync::DeviceHead& head : cover.heads) {
    heads.push_back({{"device", head.device}, {"epoch", head.epoch}, {"seq", head.seq}});
  }
  const Json json = {{"tallystick", cover_kind},
                     {"at_ms", cover.at.unix_ms},
                     {"place", cover.place},
                     {"heads", std::move(heads)}};
  return sync::write_whole(folder / cover_name,
                           json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::optional<Cover> read_cover_file(const std::filesystem::path& folder) {
  const auto text = sync::read_whole(folder / cover_name);
  if (!text) return std::nullopt;
  const Json json = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("tallystick") || json.at("tallystick") != cover_kind) {
    return std::nullopt;
  }
  const auto at = json.find("at_ms");
  const auto place = json.find("place");
  const auto heads = json.find("heads");
  if (at == json.end() || place == json.end() || heads == json.end()) return std::nullopt;
  if (!at->is_number_integer() || !place->is_string() || !heads->is_array()) return std::nullopt;
  Cover cover{Instant{at->get<std::int64_t>()}, place->get<std::string>(), {}};
  for (const Json& item : *heads) {
    auto head = head_of(item);
    if (!head) return std::nullopt;
    cover.heads.push_back(*std::move(head));
  }
  return cover;
}

void remove_cover_file(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove(folder / cover_name, error);
}

bool put_cover(Connection& db, const Cover& cover) {
  for (const sync::DeviceHead& head : cover.heads) {
    Query put = db.query(
        "INSERT INTO backup_cover (device, epoch, seq, at_ms, place) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (device, epoch) DO UPDATE SET seq = excluded.seq, at_ms = excluded.at_ms, "
        "place = excluded.place WHERE excluded.seq > backup_cover.seq");
    put.bind(1, head.device).bind(2, head.epoch).bind(3, head.seq);
    if (!put.bind(4, cover.at.unix_ms).bind(5, cover.place).run()) return false;
  }
  return true;
}

}  // namespace tally::server::ops
