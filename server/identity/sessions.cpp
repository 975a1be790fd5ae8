#include "server/identity/sessions.hpp"

#include "server/identity/roles.hpp"
#include "server/identity/secrets.hpp"

namespace tally::server::identity {

using store::Connection;
using store::Query;

Person person_of(const Query& row) {
  Person person;
  person.user_id = row.integer(0);
  person.login = row.text(1);
  person.name = row.text(2);
  person.role = find_role(row.view(3)).value_or(Role::rep);
  return person;
}

std::optional<Person> find_session(Connection& db, std::string_view token, Instant now) {
  const std::string hash = token_hash(token);
  Query find = db.query(
      "SELECT user.id, user.login, user.name, user.role FROM session "
      "JOIN user ON user.id = session.user_id "
      "WHERE token_hash = ?1 AND expires_ms > ?2 AND disabled = 0");
  find.bind_blob(1, hash).bind(2, now.unix_ms);
  if (find.step() != wire::Step::row) return std::nullopt;
  return person_of(find);
}

bool open_session(Connection& db, std::int64_t user_id, std::string_view token, Instant now) {
  Query tidy = db.query("DELETE FROM session WHERE expires_ms <= ?1");
  if (!tidy.bind(1, now.unix_ms).run()) return false;
  const std::string hash = token_hash(token);
  Query put = db.query("INSERT INTO session (token_hash, user_id, created_ms, expires_ms) "
                       "VALUES (?1, ?2, ?3, ?4)");
  put.bind_blob(1, hash).bind(2, user_id).bind(3, now.unix_ms);
  return put.bind(4, now.unix_ms + session_seconds * 1000).run();
}

bool close_session(Connection& db, std::string_view token) {
  const std::string hash = token_hash(token);
  Query remove = db.query("DELETE FROM session WHERE token_hash = ?1");
  return remove.bind_blob(1, hash).run();
}

}  // namespace tally::server::identity
