// Device tokens: how an enrolled device shows who it is, without a password and without a cookie.
// In goes a signature over the server's nonce; out comes a token that lasts an hour. There is
// nothing to rotate: the same nonce gives the same token, so an answer that was lost is asked for
// again. Only the token's SHA-256 is stored.
// A nonce is a mark of this process, so asking for one writes nothing; after a restart a device
// asks for another. It verifies no session of a browser: sessions.hpp does.
//   const Challenge challenge = make_challenge(key, device, now, random);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/identity/sessions.hpp"
#include "server/ops/random.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::server::identity {

inline constexpr std::int64_t challenge_seconds = 5 * 60;
inline constexpr std::int64_t token_seconds = 60 * 60;

/// The secret of this process; 32 bytes.
using TokenKey = std::string;
TokenKey make_token_key(const ops::RandomSource& random);

struct Challenge {
  std::string nonce;
  Instant expires;
};
Challenge make_challenge(const TokenKey& key, const device_log::DeviceId& device, Instant now,
                         const ops::RandomSource& random);

/// When the nonce was made; nullopt where it is not of this process and device, or too old.
std::optional<Instant> check_challenge(const TokenKey& key, const device_log::DeviceId& device,
                                       std::string_view nonce, Instant now);

struct DeviceToken {
  std::string token;
  Instant expires;
};
/// The token of that nonce, always the same one.
DeviceToken token_of(const TokenKey& key, const device_log::DeviceId& device,
                     std::string_view nonce, Instant made);
/// Stores its hash, and removes what has expired.
bool keep_token(store::Connection& db, const device_log::DeviceId& device,
                const DeviceToken& token, Instant now);

/// The device's person, as long as neither is revoked or disabled.
std::optional<Person> find_token(store::Connection& db, std::string_view token, Instant now);

}  // namespace tally::server::identity
