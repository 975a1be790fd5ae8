#include "server/sync/push_rows.hpp"

#include <array>

#include "server/store/facts.hpp"

namespace tally::server::sync {

using device_log::DeviceId;
using device_log::LogId;
using store::Connection;
using store::Query;
using wire::Step;

namespace {

constexpr std::array<std::string_view, 7> aside_names{"forked",      "revoked",
                                                      "unknown_version", "unreadable",
                                                      "order_id_reused", "stale",
                                                      "not_applied"};

bool put_log(Connection& db, const LogId& log, LogState& state) {
  const std::string device = log.device.text();
  const std::string epoch = log.epoch.text();
  const std::string hash = Digest{}.text();
  Query put = db.query("INSERT INTO device_log (device, epoch, place, seq, hash) "
                       "SELECT ?1, ?2, count(*), 0, ?3 FROM device_log WHERE device = ?1");
  if (!put.bind(1, device).bind(2, epoch).bind(3, hash).run()) return false;
  state.id = db.last_row_id();
  return true;
}

bool put_entry(Connection& db, std::int64_t log_id, const NewEntry& entry) {
  const std::string hash = entry.hash.text();
  const std::string content = entry.content.text();
  Query put = db.query(
      "INSERT INTO log_entry (log_id, seq, hash, content, kind, paper, bytes, receipt, signer, "
      "at_ms, order_row, revision) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
  put.bind(1, log_id).bind(2, static_cast<std::int64_t>(entry.seq)).bind(3, hash);
  put.bind(4, content).bind(5, entry.kind).bind(6, entry.paper).bind_blob(7, entry.bytes);
  put.bind(8, entry.receipt).bind(9, entry.signer).bind(10, entry.at.unix_ms);
  return put.bind(11, entry.order_row).bind(12, entry.revision).run();
}

}  // namespace

LogState read_log(Connection& db, const LogId& log) {
  const std::string device = log.device.text();
  const std::string epoch = log.epoch.text();
  Query find = db.query("SELECT id, seq, hash FROM device_log WHERE device = ?1 AND epoch = ?2");
  find.bind(1, device).bind(2, epoch);
  if (find.step() != Step::row) return {};
  return {find.integer(0), static_cast<std::uint64_t>(find.integer(1)),
          Digest::parse(find.view(2)).value_or(Digest{})};
}

std::uint64_t count_logs(Connection& db, const DeviceId& device) {
  const std::string text = device.text();
  Query count = db.query("SELECT count(*) FROM device_log WHERE device = ?1");
  count.bind(1, text);
  return count.step() == Step::row ? static_cast<std::uint64_t>(count.integer(0)) : 0;
}

std::uint64_t read_covered(Connection& db, const LogId& log) {
  const std::string device = log.device.text();
  const std::string epoch = log.epoch.text();
  Query find = db.query("SELECT coalesce(max(seq), 0) FROM backup_cover "
                        "WHERE device = ?1 AND epoch = ?2");
  find.bind(1, device).bind(2, epoch);
  return find.step() == Step::row ? static_cast<std::uint64_t>(find.integer(0)) : 0;
}

std::optional<StoredEntry> find_entry(Connection& db, std::int64_t log_id, std::uint64_t seq) {
  Query find = db.query("SELECT hash, receipt FROM log_entry WHERE log_id = ?1 AND seq = ?2");
  find.bind(1, log_id).bind(2, static_cast<std::int64_t>(seq));
  if (find.step() != Step::row) return std::nullopt;
  return StoredEntry{Digest::parse(find.view(0)).value_or(Digest{}), find.text(1)};
}

bool append_entry(Connection& db, const LogId& log, LogState& state, const NewEntry& entry) {
  LogState after = state;
  if (after.id == 0 && !put_log(db, log, after)) return false;
  if (!put_entry(db, after.id, entry)) return false;
  after.head = entry.seq;
  after.hash = entry.hash;
  const std::string hash = entry.hash.text();
  Query move = db.query("UPDATE device_log SET seq = ?2, hash = ?3 WHERE id = ?1");
  move.bind(1, after.id).bind(2, static_cast<std::int64_t>(entry.seq)).bind(3, hash);
  if (!move.run()) return false;
  state = after;
  return true;
}

std::int64_t raise_lsn(Connection& db) {
  const std::int64_t next = store::read_fact(db, store::Fact::lsn) + 1;
  return store::write_fact(db, store::Fact::lsn, next) ? next : 0;
}

std::optional<SameContent> find_same_content(Connection& db, const Digest& content,
                                             std::int64_t log_id, std::int64_t user_id) {
  const std::string text = content.text();
  Query find = db.query(
      "SELECT receipt, order_row FROM log_entry "
      "JOIN device_log ON device_log.id = log_id JOIN device ON device.id = device_log.device "
      "WHERE content = ?1 AND log_id <> ?2 AND user_id = ?3 AND order_row IS NOT NULL "
      "ORDER BY log_entry.id LIMIT 1");
  find.bind(1, text).bind(2, log_id).bind(3, user_id);
  if (find.step() != Step::row) return std::nullopt;
  return SameContent{find.text(0), find.integer(1)};
}

std::optional<orders::OrderEvent> event_of_others(Connection& db, std::int64_t order_row,
                                                  std::int64_t base, const DeviceId& device) {
  const std::string text = device.text();
  // UNION, not UNION ALL: each device once, so that it ends.
  Query find = db.query(
      "WITH RECURSIVE own (id) AS (VALUES (?3) UNION SELECT device.id FROM device JOIN own "
      "ON device.taken_over_by = own.id OR device.id = "
      "(SELECT taken_over_by FROM device AS before WHERE before.id = own.id)) "
      "SELECT at_ms, by, what, words, revision FROM order_event AS event "
      "WHERE order_row = ?1 AND revision > ?2 AND by <> 'tallystick' "
      "AND what <> 'delivery note acknowledged' AND NOT EXISTS "
      "(SELECT 1 FROM log_entry JOIN device_log ON device_log.id = log_id "
      "WHERE log_entry.order_row = event.order_row AND log_entry.revision = event.revision "
      "AND device_log.device IN own) ORDER BY revision LIMIT 1");
  find.bind(1, order_row).bind(2, base).bind(3, text);
  if (find.step() != Step::row) return std::nullopt;
  orders::OrderEvent event;
  event.at = Instant{find.integer(0)};
  event.by = find.text(1);
  event.what = find.text(2);
  event.words = find.text(3);
  event.revision = find.integer(4);
  return event;
}

bool set_aside(Connection& db, const SetAside& entry) {
  const std::string device = entry.log.device.text();
  const std::string epoch = entry.log.epoch.text();
  const std::string hash = entry.hash.text();
  const std::string content = entry.content.text();
  Query put = db.query(
      "INSERT OR IGNORE INTO quarantine (at_ms, device, epoch, seq, hash, content, order_id, why, "
      "who, reasons, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
  put.bind(1, entry.at.unix_ms).bind(2, device).bind(3, epoch);
  put.bind(4, static_cast<std::int64_t>(entry.seq)).bind(5, hash).bind(6, content);
  put.bind(7, entry.order_id).bind(8, aside_names[static_cast<std::size_t>(entry.why)]);
  return put.bind(9, entry.who).bind(10, entry.reasons).bind_blob(11, entry.bytes).run();
}

std::int64_t count_set_aside(Connection& db, const DeviceId& device) {
  const std::string text = device.text();
  Query count = db.query("SELECT count(*) FROM quarantine WHERE device = ?1 "
                         "AND resolved_ms IS NULL");
  count.bind(1, text);
  return count.step() == Step::row ? count.integer(0) : 0;
}

bool settle_forked(Connection& db, const Digest& content, Instant at) {
  const std::string text = content.text();
  Query update = db.query(
      "UPDATE quarantine SET resolved_ms = ?2, resolved_by = 'tallystick', "
      "resolved_note = 'The same came by another log.' "
      "WHERE content = ?1 AND why = 'forked' AND resolved_ms IS NULL");
  return update.bind(1, text).bind(2, at.unix_ms).run();
}

}  // namespace tally::server::sync
