#include "server/sync/incarnation.hpp"

#include <algorithm>

#include "server/identity/secrets.hpp"
#include "server/store/facts.hpp"
#include "server/sync/notices.hpp"

namespace tally::server::sync {

using device_log::Incarnation;
using store::Connection;

namespace {
constexpr std::string_view setting_name = "incarnation";
}

Incarnation random_incarnation() {
  const std::string random = identity::token_hash(identity::random_token());
  device_log::RandomBytes bytes{};
  std::copy_n(random.begin(), bytes.size(), bytes.begin());
  return Incarnation::from_bytes(bytes);
}

std::optional<Incarnation> read_incarnation(Connection& db) {
  return Incarnation::parse(store::read_setting(db, setting_name));
}

bool write_incarnation(Connection& db, const Incarnation& incarnation) {
  return store::write_setting(db, setting_name, incarnation.text()) &&
         store::write_fact(db, store::Fact::is_copy, 0);
}

std::optional<Incarnation> ensure_incarnation(Connection& db) {
  if (auto found = read_incarnation(db)) return found;
  const Incarnation made = random_incarnation();
  if (!write_incarnation(db, made)) return std::nullopt;
  return made;
}

std::optional<Incarnation> begin_incarnation(Connection& db, std::string_view reason,
                                             Instant now) {
  const Incarnation made = random_incarnation();
  if (!write_incarnation(db, made)) return std::nullopt;
  for (const std::string_view role : {"admin", "desk"}) {
    Notice notice;
    notice.key = "restored-" + made.text() + "-" + std::string(role);
    notice.scope = role_scope(role);
    notice.what = "restored";
    notice.words = std::string(reason) + " Devices send again by themselves what is missing.";
    if (!put_notice(db, notice, now)) return std::nullopt;
  }
  return made;
}

}  // namespace tally::server::sync
