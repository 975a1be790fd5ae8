#include "server/identity/device_tokens.hpp"

#include "server/identity/device_keys.hpp"
#include "server/identity/secrets.hpp"
#include "shared/base/decimal.hpp"

namespace tally::server::identity {

using device_log::DeviceId;
using store::Connection;
using store::Query;

namespace {

std::string nonce_mark(const TokenKey& key, const DeviceId& device, std::string_view front) {
  return make_mark(key, "nonce|" + device.text() + "|" + std::string(front));
}

}  // namespace

TokenKey make_token_key(const ops::RandomSource& random) {
  const auto bytes = random();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Challenge make_challenge(const TokenKey& key, const DeviceId& device, Instant now,
                         const ops::RandomSource& random) {
  const auto bytes = device_log::DeviceId::from_bytes(ops::random_half(random));
  const std::string front = std::to_string(now.unix_ms) + "." + bytes.text();
  return {front + "." + nonce_mark(key, device, front),
          Instant{now.unix_ms + challenge_seconds * 1000}};
}

std::optional<Instant> check_challenge(const TokenKey& key, const DeviceId& device,
                                       std::string_view nonce, Instant now) {
  const std::size_t end = nonce.rfind('.');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view front = nonce.substr(0, end);
  if (!same_mark(nonce.substr(end + 1), nonce_mark(key, device, front))) return std::nullopt;
  const auto made = parse_decimal(front.substr(0, front.find('.')), 0);
  if (!made || now.unix_ms >= *made + challenge_seconds * 1000) return std::nullopt;
  return Instant{*made};
}

DeviceToken token_of(const TokenKey& key, const DeviceId& device, std::string_view nonce,
                     Instant made) {
  return {"d." + make_mark(key, "token|" + device.text() + "|" + std::string(nonce)),
          Instant{made.unix_ms + token_seconds * 1000}};
}

bool keep_token(Connection& db, const DeviceId& device, const DeviceToken& token, Instant now) {
  Query tidy = db.query("DELETE FROM device_token WHERE expires_ms <= ?1");
  if (!tidy.bind(1, now.unix_ms).run()) return false;
  const std::string hash = token_hash(token.token);
  const std::string id = device.text();
  Query put = db.query("INSERT OR IGNORE INTO device_token (token_hash, device, expires_ms) "
                       "VALUES (?1, ?2, ?3)");
  return put.bind_blob(1, hash).bind(2, id).bind(3, token.expires.unix_ms).run();
}

std::optional<Person> find_token(Connection& db, std::string_view token, Instant now) {
  const std::string hash = token_hash(token);
  Query find = db.query(
      "SELECT user.id, user.login, user.name, user.role FROM device_token "
      "JOIN device ON device.id = device_token.device JOIN user ON user.id = device.user_id "
      "WHERE token_hash = ?1 AND expires_ms > ?2 AND revoked_ms IS NULL AND disabled = 0");
  find.bind_blob(1, hash).bind(2, now.unix_ms);
  if (find.step() != wire::Step::row) return std::nullopt;
  return person_of(find);
}

}  // namespace tally::server::identity
