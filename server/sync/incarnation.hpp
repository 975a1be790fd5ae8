// Incarnation: the name of this life of the database.
// In goes a connection of the writer; out comes the name, made at first start and made anew after
// a restore. Cursors and acknowledgements of devices hold only within one incarnation: where it
// changed they begin anew and push again, by themselves.
// It does not notice a restore: ops/fence.hpp does.
//   const auto incarnation = read_incarnation(db);
#pragma once

#include <optional>
#include <string_view>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::server::sync {

device_log::Incarnation random_incarnation();

/// Nothing before the first start.
std::optional<device_log::Incarnation> read_incarnation(store::Connection& db);
/// Inside a change. Also forgets that the database is a copy.
bool write_incarnation(store::Connection& db, const device_log::Incarnation& incarnation);
/// The one there is, or a new one where there is none. Inside a change.
std::optional<device_log::Incarnation> ensure_incarnation(store::Connection& db);

/// A new incarnation, and a message to those who run the place, because the database is older than
/// what was already answered. `reason` is a sentence. Inside a change.
std::optional<device_log::Incarnation> begin_incarnation(store::Connection& db,
                                                         std::string_view reason, Instant now);

}  // namespace tally::server::sync
