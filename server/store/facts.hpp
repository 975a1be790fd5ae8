// Facts: single values about this database, such as which snapshot is current.
// In goes a name; out comes its value. Facts are the server's own; settings are the company's.
// A change of the catalogue raises catalogue_revision, so that the publisher sees what is new.
// It keeps no lists: what has rows has a table.
//   const std::int64_t number = read_fact(db, Fact::current_snapshot);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/store/connection.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::store {

enum class Fact : std::uint8_t {
  /// Counts changes of the catalogue tables.
  catalogue_revision,
  /// The number of the published snapshot; 0 where there is none.
  current_snapshot,
  /// The place of the last change in the feed; see feed_schema.hpp.
  lsn,
  /// 1 in a copy that a backup made: whoever starts with it gives it a new incarnation.
  is_copy,
  /// The snapshot of which people were told that it is there.
  told_snapshot,
};

std::int64_t read_fact(Connection& db, Fact fact);
bool write_fact(Connection& db, Fact fact, std::int64_t value);

/// Call once in every change that touches a catalogue table.
bool catalogue_changed(Connection& db);

/// What the company may decide about its server.
struct SettingRow {
  std::string_view name;
  std::string_view otherwise;
  /// One line: what it means and which values it takes.
  std::string_view doc;
};
std::span<const SettingRow> setting_rows();

/// parameter_refused where there is no such setting or it does not take the value.
std::optional<Issue> check_setting(std::string_view name, std::string_view value);
/// The value, or what stands for it where it was never set.
std::string read_setting(Connection& db, std::string_view name);
bool write_setting(Connection& db, std::string_view name, std::string_view value);

}  // namespace tally::server::store
