// History: who changed a record of master data, when, and what it said before.
// In go a record's kind and key; out come its changes, the newest first. appending is part of the
// change itself, inside the same transaction.
// It judges nothing and never forgets.
//   append_change(db, {.at = now, .by = "kim", .before = json, .after = other}, kind, key);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/wire/master_record.hpp"

namespace tally::server::masters {

struct ChangeRow {
  Instant at;
  std::string by;
  /// As JSON; nullopt where there was none.
  std::optional<std::string> before = {};
  std::optional<std::string> after = {};
  /// "added", "changed" or "removed".
  std::string_view what() const { return !before ? "added" : !after ? "removed" : "changed"; }
};

bool append_change(store::Connection& db, wire::MasterKind kind, const std::string& key,
                   const ChangeRow& change);

/// The newest first.
std::vector<ChangeRow> list_changes(store::Connection& db, wire::MasterKind kind,
                                    const std::string& key, std::int64_t limit);

}  // namespace tally::server::masters
