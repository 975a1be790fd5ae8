#include "server/masters/history.hpp"

namespace tally::server::masters {

bool append_change(store::Connection& db, wire::MasterKind kind, const std::string& key,
                   const ChangeRow& change) {
  store::Query put = db.query(
      "INSERT INTO master_change (at_ms, by, kind, key, what, before, after) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  put.bind(1, change.at.unix_ms).bind(2, change.by).bind(3, wire::master_kind_name(kind));
  put.bind(4, key).bind(5, change.what());
  change.before ? put.bind(6, *change.before) : put.bind_null(6);
  change.after ? put.bind(7, *change.after) : put.bind_null(7);
  return put.run();
}

std::vector<ChangeRow> list_changes(store::Connection& db, wire::MasterKind kind,
                                    const std::string& key, std::int64_t limit) {
  std::vector<ChangeRow> changes;
  store::Query rows = db.query(
      "SELECT at_ms, by, before, after FROM master_change WHERE kind = ?1 AND key = ?2 "
      "ORDER BY number DESC LIMIT ?3");
  rows.bind(1, wire::master_kind_name(kind)).bind(2, key).bind(3, limit);
  while (rows.step() == wire::Step::row) {
    ChangeRow change{Instant{rows.integer(0)}, rows.text(1)};
    if (!rows.is_null(2)) change.before = rows.text(2);
    if (!rows.is_null(3)) change.after = rows.text(3);
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace tally::server::masters
