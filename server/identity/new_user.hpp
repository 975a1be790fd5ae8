// New user: from what was typed to a row, with every mistake named.
// In go login, name, role and password as text; out comes the user, or all issues at once.
// The login must be new: changing someone is another command. The password is hashed here, outside
// the writer. Set-up, the command line and the route of administrators all come through here.
//   auto user = add_user(store, {"kim", "Kim Lee", "rep", "four plain words"}, now);
#pragma once

#include <string>

#include "server/identity/users.hpp"

namespace tally::server::identity {

struct NewUser {
  std::string login;
  std::string name;
  std::string role;
  std::string password;
};

/// Issues: login_malformed, user_name_missing, role_unknown, password_too_short, password_too_long.
Issues check_new_user(const NewUser& typed);

/// The issues of check_new_user, login_taken, or those of the write.
Result<UserRow> add_user(store::Store& store, const NewUser& typed, Instant now);

/// The first administrator, by a set-up link that is used up in the same transaction: also
/// setup_link_invalid. The role typed is ignored.
Result<UserRow> add_first_admin(store::Store& store, std::string_view token, NewUser typed,
                                Instant now);

}  // namespace tally::server::identity
