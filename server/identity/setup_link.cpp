#include "server/identity/setup_link.hpp"

#include "server/identity/secrets.hpp"

namespace tally::server::identity {

using store::Connection;
using store::Query;

std::optional<std::string> make_setup_link(Connection& db, Instant now) {
  Query clear = db.query("DELETE FROM setup_link");
  if (!clear.run()) return std::nullopt;
  std::string token = random_token();
  const std::string hash = token_hash(token);
  Query put = db.query("INSERT INTO setup_link (token_hash, created_ms) VALUES (?1, ?2)");
  if (!put.bind_blob(1, hash).bind(2, now.unix_ms).run()) return std::nullopt;
  return token;
}

bool setup_link_is_valid(Connection& db, std::string_view token, Instant now) {
  const std::string hash = token_hash(token);
  Query find = db.query("SELECT 1 FROM setup_link WHERE token_hash = ?1 AND used_ms IS NULL "
                        "AND created_ms > ?2");
  find.bind_blob(1, hash).bind(2, now.unix_ms - setup_link_seconds * 1000);
  return find.step() == wire::Step::row;
}

bool use_setup_link(Connection& db, std::string_view token, Instant now) {
  if (!setup_link_is_valid(db, token, now)) return false;
  const std::string hash = token_hash(token);
  Query use = db.query("UPDATE setup_link SET used_ms = ?2 WHERE token_hash = ?1");
  return use.bind_blob(1, hash).bind(2, now.unix_ms).run();
}

}  // namespace tally::server::identity
