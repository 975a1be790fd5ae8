// Device keys: whose hand it was, by an elliptic curve, and marks of our own by a secret.
// In go a device's public key (P-256, 65 bytes: 04, x, y), a text and its signature (r and s, 64
// bytes); out comes whether the key's owner signed that text. Marks are HMAC-SHA256.
// Bytes travel as base64url without padding. It keeps no keys and knows no devices.
//   if (verify_signature(key, push_text_to_sign(…), signature)) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::server::identity {

inline constexpr std::size_t public_key_bytes = 65;
inline constexpr std::size_t signature_bytes = 64;

/// nullopt for anything but canonical base64url without padding.
std::optional<std::string> read_base64url(std::string_view text);
std::string write_base64url(std::string_view bytes);

/// The 65 bytes; nullopt where they are no point of P-256.
std::optional<std::string> read_public_key(std::string_view base64url);

bool verify_signature(std::string_view public_key, std::string_view text,
                      std::string_view signature_base64url);

/// HMAC-SHA256 as 64 hexadecimal digits.
std::string make_mark(std::string_view secret, std::string_view text);
/// Compares in a time that tells nothing.
bool same_mark(std::string_view left, std::string_view right);

}  // namespace tally::server::identity
