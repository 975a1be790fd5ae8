// Users: who may sign in, and as what.
// In go logins, names, roles and password hashes; out come rows. A login is stored in lower case.
// A user is never deleted, only disabled: orders name who did what.
// It hashes nothing inside a change (that takes 60 ms of the writer's time): bring the hash.
//   put_user(db, {.login = "kim", .name = "Kim Lee", .role = Role::rep, .password_hash = hash});
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/store.hpp"
#include "shared/base/date.hpp"
#include "shared/data/company.hpp"

namespace tally::server::identity {

struct UserRow {
  std::int64_t id = 0;
  std::string login;
  std::string name;
  Role role = Role::rep;
  std::string password_hash;
  bool disabled = false;
};

/// Lower case, or nullopt where it cannot be a login.
std::optional<std::string> parse_login(std::string_view text);

std::optional<UserRow> find_user(store::Connection& db, std::string_view login);
/// By login.
std::vector<UserRow> list_users(store::Connection& db);
/// Whether there is an administrator who may sign in.
bool has_admin(store::Connection& db);

/// Inserts, or changes name, role and password; a changed password ends the user's sessions.
bool put_user(store::Connection& db, const UserRow& user, Instant at);
/// Disabling ends the user's sessions. False where there is no such user.
bool set_disabled(store::Connection& db, std::string_view login, bool disabled);

enum class DemoLogins : std::uint8_t { keep_secret, show };

/// The users of a company document. One who is there already keeps the password they have.
/// With `show`, logins and passwords are remembered in clear, so that serve can print them: for
/// demo companies only. Issues: those of the write.
Issues put_company_users(store::Store& store, const std::vector<User>& users, DemoLogins demo,
                         Instant at);

struct DemoLogin {
  std::string login;
  std::string role;
  std::string password;
};
/// In the order of the roles; empty for a real company.
std::vector<DemoLogin> demo_logins(store::Connection& db);

}  // namespace tally::server::identity
