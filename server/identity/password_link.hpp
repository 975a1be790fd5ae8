// Password link: how somebody chooses a password, once, without anybody else knowing it.
// In goes a login; out comes a token that an administrator hands on in a link, and that is stored
// only as its hash. A new link for the same person voids the one before; a link is void after a
// day, once it is used, and while its person is disabled.
// It sends nothing: the administrator does.
//   const auto token = make_password_link(db, "kim", now);   "/password?token=" + *token
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/store.hpp"
#include "shared/base/date.hpp"

namespace tally::server::identity {

inline constexpr std::int64_t password_link_seconds = 24 * 60 * 60;

extern const char* const schema_password_links;

/// nullopt where there is no such user, or the database refused.
std::optional<std::string> make_password_link(store::Connection& db, std::string_view login,
                                              Instant now);
/// Whose link it is, where it is still good.
std::optional<std::string> find_password_link(store::Connection& db, std::string_view token,
                                              Instant now);
/// Sets the password, voids the link and ends the person's sessions; the login comes back.
/// Issues: password_link_void, password_too_short, password_too_long, those of the write.
Result<std::string> use_password_link(store::Store& store, std::string_view token,
                                      std::string_view password, Instant now);

}  // namespace tally::server::identity
