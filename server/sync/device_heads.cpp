#include "server/sync/device_heads.hpp"

namespace tally::server::sync {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

/// Data that an older program left have no such table.
bool keeps_device_logs(Connection& db) {
  Query find = db.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'device_log'");
  return find.step() == Step::row;
}

}  // namespace

std::string device_of_order(Connection& db, std::int64_t order_row) {
  Query find = db.query("SELECT device FROM log_entry JOIN device_log ON device_log.id = log_id "
                        "WHERE order_row = ?1 ORDER BY revision, log_entry.id LIMIT 1");
  return find.bind(1, order_row).step() == Step::row ? find.text(0) : std::string();
}

std::string paper_of_order(Connection& db, std::int64_t order_row) {
  Query find = db.query("SELECT paper FROM log_entry WHERE order_row = ?1 "
                        "ORDER BY revision, id LIMIT 1");
  return find.bind(1, order_row).step() == Step::row ? find.text(0) : std::string();
}

bool is_device_of(Connection& db, std::string_view device, std::string_view login) {
  Query find = db.query("SELECT 1 FROM device JOIN user ON user.id = user_id "
                        "WHERE device.id = ?1 AND login = ?2 AND revoked_ms IS NULL");
  return find.bind(1, device).bind(2, login).step() == Step::row;
}

std::vector<device_log::LogHead> heads_of(Connection& db, std::string_view device) {
  std::vector<device_log::LogHead> heads;
  Query select = db.query("SELECT epoch, seq FROM device_log WHERE device = ?1 ORDER BY epoch");
  select.bind(1, device);
  while (select.step() == Step::row) {
    if (const auto epoch = device_log::Epoch::parse(select.view(0))) {
      heads.push_back({*epoch, static_cast<std::uint64_t>(select.integer(1))});
    }
  }
  return heads;
}

std::vector<DeviceHead> all_heads(Connection& db) {
  std::vector<DeviceHead> heads;
  if (!keeps_device_logs(db)) return heads;
  Query select = db.query("SELECT device, epoch, seq FROM device_log ORDER BY device, epoch");
  while (select.step() == Step::row) {
    heads.push_back({select.text(0), select.text(1), select.integer(2)});
  }
  return heads;
}

}  // namespace tally::server::sync
