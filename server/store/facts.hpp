// Facts: single values about this database, such as which snapshot is current.
// In goes a name; out comes its value. Facts are the server's own; settings are the company's.
// A change of the catalogue raises catalogue_revision, so that the publisher sees what is new.
// It keeps no lists: what has rows has a table.
//   const std::int64_t number = read_fact(db, Fact::current_snapshot);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/store/connection.hpp"

namespace tally::server::store {

enum class Fact : std::uint8_t {
  /// Counts changes of the catalogue tables.
  catalogue_revision,
  /// The number of the published snapshot; 0 where there is none.
  current_snapshot,
};

std::int64_t read_fact(Connection& db, Fact fact);
bool write_fact(Connection& db, Fact fact, std::int64_t value);

/// Call once in every change that touches a catalogue table.
bool catalogue_changed(Connection& db);

/// Settings that the company may change; an unset one has the default that is named here.
///   on_deviation: "exception" (a person decides) or "honour" (the price told to the customer)
///   order_age_days_max: "7"
std::string read_setting(Connection& db, std::string_view name);
bool write_setting(Connection& db, std::string_view name, std::string_view value);

}  // namespace tally::server::store
