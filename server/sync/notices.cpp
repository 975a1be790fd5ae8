#include "server/sync/notices.hpp"

#include "server/sync/incarnation.hpp"

namespace tally::server::sync {

using store::Connection;
using store::Query;

std::string login_scope(std::string_view login) { return "login:" + std::string(login); }
std::string role_scope(std::string_view role) { return "role:" + std::string(role); }
std::string device_scope(std::string_view device) { return "device:" + std::string(device); }

bool put_notice(Connection& db, const Notice& notice, Instant now) {
  const std::string key = notice.key.empty() ? random_incarnation().text() : notice.key;
  Query put = db.query(
      "INSERT INTO notice (key, scope, at_ms, by, what, subject, words) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO UPDATE SET "
      "scope = excluded.scope, at_ms = excluded.at_ms, by = excluded.by, what = excluded.what, "
      "subject = excluded.subject, words = excluded.words");
  put.bind(1, key).bind(2, notice.scope).bind(3, now.unix_ms).bind(4, notice.by);
  return put.bind(5, notice.what).bind(6, notice.subject).bind(7, notice.words).run();
}

bool forget_notices(Connection& db, Instant now, std::int64_t days) {
  Query forget = db.query("DELETE FROM notice WHERE at_ms < ?1");
  return forget.bind(1, now.unix_ms - days * 86'400'000).run();
}

}  // namespace tally::server::sync
