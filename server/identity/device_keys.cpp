#include "server/identity/device_keys.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "shared/base/sha256.hpp"

namespace tally::server::identity {

namespace {

constexpr std::size_t texts_max = 512;

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
template <typename T, auto Free>
using Held = std::unique_ptr<T, Freed<Free>>;

using Key = Held<EVP_PKEY, EVP_PKEY_free>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// nullptr where the bytes are no point of the curve.
Key load_key(std::string_view public_key) {
  const Held<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  std::string curve = "P-256";
  std::string point(public_key);
  const std::array<OSSL_PARAM, 3> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  auto* list = const_cast<OSSL_PARAM*>(parameters.data());
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, list) != 1) return nullptr;
  return Key(key);
}

/// The DER form that libcrypto reads, of the plain r and s that browsers write.
std::string der_of(std::string_view plain) {
  const Held<ECDSA_SIG, ECDSA_SIG_free> signature(ECDSA_SIG_new());
  const int half = static_cast<int>(signature_bytes / 2);
  BIGNUM* r = BN_bin2bn(bytes_of(plain), half, nullptr);
  BIGNUM* s = BN_bin2bn(bytes_of(plain) + half, half, nullptr);
  if (!signature || ECDSA_SIG_set0(signature.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return {};
  }
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &der);
  if (size <= 0) return {};
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

}  // namespace

std::optional<std::string> read_base64url(std::string_view text) {
  if (text.empty() || text.size() > texts_max) return std::nullopt;
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const int read = sodium_base642bin(
      reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
      nullptr, &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  bytes.resize(size);
  if (read != 0 || write_base64url(bytes) != text) return std::nullopt;
  return bytes;
}

std::string write_base64url(std::string_view bytes) {
  std::string text(
      sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // the library writes a NUL behind it
  return text;
}

std::optional<std::string> read_public_key(std::string_view base64url) {
  auto bytes = read_base64url(base64url);
  if (!bytes || bytes->size() != public_key_bytes || bytes->front() != '\x04') {
    return std::nullopt;
  }
  if (!load_key(*bytes)) return std::nullopt;
  return bytes;
}

bool verify_signature(std::string_view public_key, std::string_view text,
                      std::string_view signature_base64url) {
  const auto plain = read_base64url(signature_base64url);
  if (!plain || plain->size() != signature_bytes) return false;
  const std::string der = der_of(*plain);
  const Key key = load_key(public_key);
  const Held<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  if (der.empty() || !key || !context) return false;
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1) {
    return false;
  }
  return EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(text),
                          text.size()) == 1;
}

std::string make_mark(std::string_view secret, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(secret), secret.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  Digest mark;
  crypto_auth_hmacsha256_final(&state, mark.bytes.data());
  return mark.text();
}

bool same_mark(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace tally::server::identity
