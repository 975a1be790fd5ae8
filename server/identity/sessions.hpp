// Sessions: who is signed in, by the token in a cookie.
// In goes a login and a password, or a token; out comes the person, or nobody.
// A session lasts 14 days, and ends with sign-out, a new password or a disabled user.
// Only the SHA-256 of a token is stored. It knows no cookies: http/ does.
//   auto person = find_session(db, token, now);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/data/company.hpp"

namespace tally::server::identity {

struct Person {
  std::int64_t user_id = 0;
  std::string login;
  std::string name;
  Role role = Role::rep;
};

/// Of a row that selects a user's id, login, name and role, in this order.
Person person_of(const store::Query& row);

inline constexpr std::int64_t session_seconds = 14 * 24 * 60 * 60;

std::optional<Person> find_session(store::Connection& db, std::string_view token, Instant now);
/// Also removes what has expired.
bool open_session(store::Connection& db, std::int64_t user_id, std::string_view token, Instant now);
bool close_session(store::Connection& db, std::string_view token);

}  // namespace tally::server::identity
