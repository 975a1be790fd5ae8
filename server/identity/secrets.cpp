#include "server/identity/secrets.hpp"

#include <sodium.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <semaphore>

#include "shared/base/sha256.hpp"

namespace tally::server::identity {

namespace {

std::counting_semaphore<2>& hashing_places() {
  static std::counting_semaphore<2> places(2);
  return places;
}

class HashingPlace {
 public:
  HashingPlace() { hashing_places().acquire(); }
  ~HashingPlace() { hashing_places().release(); }
  HashingPlace(const HashingPlace&) = delete;
  HashingPlace& operator=(const HashingPlace&) = delete;
};

[[noreturn]] void end_process(const char* why) {
  std::fprintf(stderr, "%s\n", why);
  std::abort();
}

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) end_process("libsodium cannot be used: the system gives no random numbers.");
}

/// How many characters, not bytes: continuation bytes of UTF-8 do not count.
std::int64_t count_characters(std::string_view text) {
  std::int64_t count = 0;
  for (const char letter : text) count += (static_cast<unsigned char>(letter) & 0xc0) != 0x80;
  return count;
}

}  // namespace

Issues check_password(std::string_view password) {
  const std::int64_t count = count_characters(password);
  if (count < static_cast<std::int64_t>(password_length_min)) {
    return {make_issue(IssueCode::password_too_short, "password",
                       {{"limit", static_cast<std::int64_t>(password_length_min)},
                        {"count", count}})};
  }
  if (password.size() > password_bytes_max) {
    return {make_issue(IssueCode::password_too_long, "password",
                       {{"limit", static_cast<std::int64_t>(password_bytes_max)}})};
  }
  return {};
}

std::string hash_password(std::string_view password) {
  start_sodium();
  const HashingPlace place;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    end_process("There is no memory to hash a password (64 MiB are needed).");
  }
  return hash.data();
}

bool verify_password(const std::string& hash, std::string_view password) {
  start_sodium();
  if (password.size() > password_bytes_max) return false;
  const HashingPlace place;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool refuse_password(std::string_view password) {
  static const std::string hash_of_nobody = hash_password(random_token());
  verify_password(hash_of_nobody, password);
  return false;
}

std::string random_token() {
  start_sodium();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string token_hash(std::string_view token) {
  const Digest digest = sha256(token);
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace tally::server::identity
