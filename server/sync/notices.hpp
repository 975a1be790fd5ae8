// Notices: messages to a person, a role, a device or all, which devices find in the feed.
// In goes a message inside a change; out comes a row of the feed. One with the same key replaces
// the one before, so "prices changed" stands there once however often they change.
// It sends no mail, and nobody answers a notice.
//   put_notice(db, {.key = "prices", .scope = "all", .what = "prices_changed", .words = …}, now);
#pragma once

#include <string>
#include <string_view>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"

namespace tally::server::sync {

std::string login_scope(std::string_view login);
std::string role_scope(std::string_view role);
std::string device_scope(std::string_view device);
inline constexpr std::string_view all_scope = "all";

struct Notice {
  /// Empty: a new one.
  std::string key;
  std::string scope;
  /// A login, or the server's own name.
  std::string by = "tallystick";
  /// "order_sent_back", "order_cancelled", "prices_changed", "device_revoked", "restored",
  /// "message".
  std::string what;
  /// What it is about: an order's id, a device; may be empty.
  std::string subject;
  /// A sentence or more.
  std::string words;
};

/// Inside a change.
bool put_notice(store::Connection& db, const Notice& notice, Instant now);

/// Takes messages older than `days` out; they stay in the feed as tombstones. Inside a change.
bool forget_notices(store::Connection& db, Instant now, std::int64_t days = 90);

}  // namespace tally::server::sync
