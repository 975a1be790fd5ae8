#include "server/identity/cookie.hpp"

#include "server/identity/secrets.hpp"
#include "server/identity/sessions.hpp"

namespace tally::server::identity {

namespace {

std::string cookie(const http::Site& site, std::string_view token, std::int64_t seconds) {
  std::string text = site.cookie_name + "=" + std::string(token);
  text += "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
  if (site.is_https()) text += "; Secure";
  return text;
}

}  // namespace

std::string session_cookie(const http::Site& site, std::string_view token) {
  return cookie(site, token, session_seconds);
}

std::string ended_cookie(const http::Site& site) { return cookie(site, "", 0); }

Issues begin_session(http::Services& services, std::int64_t user_id, http::Response& response) {
  const std::string token = random_token();
  const Instant now = services.clock.now();
  const store::Written written = services.store.write([&](store::Connection& db) {
    return open_session(db, user_id, token, now) ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) return {store::write_issue(written)};
  response.set("Set-Cookie", session_cookie(services.site, token));
  return {};
}

}  // namespace tally::server::identity
