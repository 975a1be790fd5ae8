#include "server/identity/password_link.hpp"

#include "server/identity/secrets.hpp"
#include "server/identity/users.hpp"

namespace tally::server::identity {

using store::Connection;
using store::Query;

const char* const schema_password_links = R"sql(
CREATE TABLE password_link (
  token_hash BLOB PRIMARY KEY, user_id INTEGER NOT NULL UNIQUE REFERENCES user (id),
  created_ms INTEGER NOT NULL, used_ms INTEGER) STRICT, WITHOUT ROWID;
)sql";

std::optional<std::string> make_password_link(Connection& db, std::string_view login,
                                              Instant now) {
  const auto user = find_user(db, login);
  if (!user) return std::nullopt;
  Query clear = db.query("DELETE FROM password_link WHERE user_id = ?1");
  if (!clear.bind(1, user->id).run()) return std::nullopt;
  std::string token = random_token();
  const std::string hash = token_hash(token);
  Query put = db.query(
      "INSERT INTO password_link (token_hash, user_id, created_ms) VALUES (?1, ?2, ?3)");
  if (!put.bind_blob(1, hash).bind(2, user->id).bind(3, now.unix_ms).run()) return std::nullopt;
  return token;
}

std::optional<std::string> find_password_link(Connection& db, std::string_view token,
                                              Instant now) {
  const std::string hash = token_hash(token);
  Query find = db.query(
      "SELECT login FROM password_link JOIN user ON user.id = user_id WHERE token_hash = ?1 "
      "AND used_ms IS NULL AND password_link.created_ms > ?2 AND disabled = 0");
  find.bind_blob(1, hash).bind(2, now.unix_ms - password_link_seconds * 1000);
  if (find.step() != wire::Step::row) return std::nullopt;
  return find.text(0);
}

Result<std::string> use_password_link(store::Store& store, std::string_view token,
                                      std::string_view password, Instant now) {
  const Issues link_void{make_issue(IssueCode::password_link_void, "token")};
  std::optional<std::string> login;
  {
    const store::Reader db = store.read();
    login = find_password_link(*db, token, now);
  }
  // Nothing is hashed for whoever only guesses.
  if (!login) return std::unexpected(link_void);
  if (Issues issues = check_password(password); !issues.empty()) return std::unexpected(issues);
  const std::string password_hash = hash_password(password);
  const std::string hash = token_hash(token);
  bool is_void = false;
  const store::Written written = store.write([&](Connection& db) {
    login = find_password_link(db, token, now);
    auto user = login ? find_user(db, *login) : std::nullopt;
    is_void = !user;
    if (!user) return store::Keep::no;
    user->password_hash = password_hash;
    Query use = db.query("UPDATE password_link SET used_ms = ?2 WHERE token_hash = ?1");
    const bool used = use.bind_blob(1, hash).bind(2, now.unix_ms).run();
    return used && put_user(db, *user, now) ? store::Keep::yes : store::Keep::no;
  });
  if (is_void) return std::unexpected(link_void);
  if (written != store::Written::kept) return std::unexpected(Issues{store::write_issue(written)});
  return *login;
}

}  // namespace tally::server::identity
