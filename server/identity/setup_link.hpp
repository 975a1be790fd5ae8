// Set-up link: how the first administrator gets in, once.
// In goes nothing; out comes a token that is printed in a link, and stored only as its hash.
// The link makes one user with the role admin; then, or after a day, it is void.
// It replaces no password reset: `tallystick user password` does that.
//   const std::string token = make_setup_link(db, now).value();
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"

namespace tally::server::identity {

inline constexpr std::int64_t setup_link_seconds = 24 * 60 * 60;

/// The new token; links made before are void.
std::optional<std::string> make_setup_link(store::Connection& db, Instant now);
bool setup_link_is_valid(store::Connection& db, std::string_view token, Instant now);
/// True exactly once for a valid token.
bool use_setup_link(store::Connection& db, std::string_view token, Instant now);

}  // namespace tally::server::identity
