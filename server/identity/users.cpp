#include "server/identity/users.hpp"

#include <algorithm>

#include "server/identity/roles.hpp"
#include "server/identity/secrets.hpp"
#include "shared/base/text.hpp"

namespace tally::server::identity {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

UserRow read_user(const Query& row) {
  UserRow user;
  user.id = row.integer(0);
  user.login = row.text(1);
  user.name = row.text(2);
  user.role = find_role(row.view(3)).value_or(Role::rep);
  user.password_hash = row.text(4);
  user.disabled = row.integer(5) != 0;
  return user;
}

bool end_sessions(Connection& db, std::string_view login) {
  Query remove = db.query(
      "DELETE FROM session WHERE user_id = (SELECT id FROM user WHERE login = ?1)");
  return remove.bind(1, login).run();
}

bool remember_demo_login(Connection& db, const User& user) {
  Query put = db.query("INSERT OR REPLACE INTO demo_login (login, role, password) "
                       "VALUES (?1, ?2, ?3)");
  return put.bind(1, user.login).bind(2, role_name(user.role)).bind(3, user.password).run();
}

}  // namespace

std::optional<std::string> parse_login(std::string_view text) {
  const std::string login = ascii_lower(trim(text));
  const bool fits = !login.empty() && login.size() <= 64;
  const bool plain = std::ranges::all_of(login, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
           std::string_view(".-_@+").find(letter) != std::string_view::npos;
  });
  if (!fits || !plain) return std::nullopt;
  return login;
}

std::optional<UserRow> find_user(Connection& db, std::string_view login) {
  Query find = db.query("SELECT id, login, name, role, password_hash, disabled FROM user "
                        "WHERE login = ?1");
  find.bind(1, login);
  if (find.step() != Step::row) return std::nullopt;
  return read_user(find);
}

std::vector<UserRow> list_users(Connection& db) {
  Query select = db.query("SELECT id, login, name, role, password_hash, disabled FROM user "
                          "ORDER BY login");
  std::vector<UserRow> users;
  while (select.step() == Step::row) users.push_back(read_user(select));
  return users;
}

bool has_admin(Connection& db) {
  Query find = db.query("SELECT 1 FROM user WHERE role = 'admin' AND disabled = 0 LIMIT 1");
  return find.step() == Step::row;
}

bool put_user(Connection& db, const UserRow& user, Instant at) {
  const auto before = find_user(db, user.login);
  Query put = db.query(
      "INSERT INTO user (login, name, role, password_hash, disabled, created_ms) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (login) DO UPDATE SET "
      "name = excluded.name, role = excluded.role, password_hash = excluded.password_hash, "
      "disabled = excluded.disabled");
  put.bind(1, user.login).bind(2, user.name).bind(3, role_name(user.role));
  put.bind(4, user.password_hash).bind(5, user.disabled ? 1 : 0).bind(6, at.unix_ms);
  if (!put.run()) return false;
  const bool same_password = before && before->password_hash == user.password_hash;
  return same_password || end_sessions(db, user.login);
}

bool set_disabled(Connection& db, std::string_view login, bool disabled) {
  Query update = db.query("UPDATE user SET disabled = ?2 WHERE login = ?1");
  if (!update.bind(1, login).bind(2, disabled ? 1 : 0).run()) return false;
  if (db.changed_rows() != 1) return false;
  return !disabled || end_sessions(db, login);
}

Issues put_company_users(store::Store& store, const std::vector<User>& users, DemoLogins demo,
                         Instant at) {
  std::vector<UserRow> rows;
  {
    const store::Reader db = store.read();
    for (const User& user : users) {
      const auto login = parse_login(user.login);
      if (!login) {
        return {make_issue(IssueCode::login_malformed, "users", {{"text", user.login}})};
      }
      const auto known = find_user(*db, *login);
      rows.push_back({.login = *login, .name = user.name, .role = user.role,
                      .password_hash = known ? known->password_hash : std::string()});
    }
  }
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (rows[index].password_hash.empty()) {
      rows[index].password_hash = hash_password(users[index].password);
    }
  }
  const store::Written written = store.write([&](Connection& db) {
    for (std::size_t index = 0; index < rows.size(); ++index) {
      if (!put_user(db, rows[index], at)) return store::Keep::no;
      if (demo == DemoLogins::show && !remember_demo_login(db, users[index])) {
        return store::Keep::no;
      }
    }
    return store::Keep::yes;
  });
  if (written == store::Written::kept) return {};
  return {store::write_issue(written)};
}

std::vector<DemoLogin> demo_logins(Connection& db) {
  Query select = db.query("SELECT login, role, password FROM demo_login ORDER BY login");
  std::vector<DemoLogin> logins;
  while (select.step() == Step::row) {
    logins.push_back({select.text(0), select.text(1), select.text(2)});
  }
  std::ranges::stable_sort(logins, {}, [](const DemoLogin& login) {
    return find_role(login.role).value_or(Role::admin);
  });
  return logins;
}

}  // namespace tally::server::identity
