// User change: another name, another role, signing in no more or again.
// In go a login, what shall be otherwise and who wants it; out comes the user, or every issue.
// Somebody must be left to administer: the last administrator who may sign in keeps the role, and
// nobody takes away their own access. All of it is decided inside one change of the database.
// It asks no role of the wisher: the routes do; and it touches no password: password_link.hpp does.
//   change_user(store, {.login = "kim", .role = "desk", .by = "ada"}, now);
#pragma once

#include <optional>
#include <string>

#include "server/identity/users.hpp"

namespace tally::server::identity {

struct UserWish {
  std::string login;
  /// What is not named stays.
  std::optional<std::string> name = {};
  std::optional<std::string> role = {};
  std::optional<bool> disabled = {};
  std::string by = {};
};

/// What stands against the change. `others_administer`: another administrator may sign in.
Issues check_user_change(const UserRow& before, const UserRow& now, std::string_view by,
                         bool others_administer);

/// Issues: user_unknown, role_unknown, user_name_missing, last_admin_stays, own_access_stays, and
/// those of the write.
Result<UserRow> change_user(store::Store& store, const UserWish& wish, Instant at);

}  // namespace tally::server::identity
