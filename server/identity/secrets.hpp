// Secrets: passwords and tokens, and the only forms in which they are stored.
// In goes a password or nothing; out come argon2id hashes (libsodium, interactive: 64 MiB and some
// 60 ms each) and random tokens of 256 bits, of which only the SHA-256 is stored.
// At most two hashes are computed at a time, so that a flood of logins cannot take all memory.
// It never prints or logs what it is given.
//   const std::string hash = hash_password("four plain words");  verify_password(hash, typed);
#pragma once

#include <string>
#include <string_view>

#include "shared/base/issue.hpp"

namespace tally::server::identity {

inline constexpr std::size_t password_length_min = 8;
inline constexpr std::size_t password_bytes_max = 256;

/// password_too_short or password_too_long; nothing where it will do.
Issues check_password(std::string_view password);

/// The process ends where there is no memory for it.
std::string hash_password(std::string_view password);
bool verify_password(const std::string& hash, std::string_view password);
/// Takes as long as a verification and says no: for logins that do not exist.
bool refuse_password(std::string_view password);

/// 32 random bytes as 43 letters of base64url.
std::string random_token();
/// The 32 bytes that are stored in the token's place.
std::string token_hash(std::string_view token);

}  // namespace tally::server::identity
