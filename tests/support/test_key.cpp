#include "tests/support/test_key.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>

#include "server/identity/device_keys.hpp"

namespace tally::tests {

namespace {

void need(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "libcrypto could not %s\n", what);
  std::abort();
}

}  // namespace

struct TestKey::Parts {
  EVP_PKEY* key = nullptr;
  ~Parts() { EVP_PKEY_free(key); }
};

TestKey::TestKey() : parts_(std::make_shared<Parts>()) {
  parts_->key = EVP_EC_gen("P-256");
  need(parts_->key != nullptr, "make a key");
}

std::string TestKey::point() const {
  std::string point(server::identity::public_key_bytes, '\0');
  std::size_t size = 0;
  need(EVP_PKEY_get_octet_string_param(parts_->key, OSSL_PKEY_PARAM_PUB_KEY,
                                       reinterpret_cast<unsigned char*>(point.data()),
                                       point.size(), &size) == 1,
       "print a key");
  return point;
}

std::string TestKey::public_key() const { return server::identity::write_base64url(point()); }

std::string TestKey::sign(std::string_view text) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, parts_->key);
  std::string der(128, '\0');
  std::size_t size = der.size();
  need(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &size,
                      reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1,
       "sign");
  EVP_MD_CTX_free(context);
  const auto* place = reinterpret_cast<const unsigned char*>(der.data());
  ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &place, static_cast<long>(size));
  std::string plain(server::identity::signature_bytes, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(plain.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(signature), bytes, 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature), bytes + 32, 32);
  ECDSA_SIG_free(signature);
  return server::identity::write_base64url(plain);
}

}  // namespace tally::tests
