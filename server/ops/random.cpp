#include "server/ops/random.hpp"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>

namespace tally::server::ops {

RandomSource system_random() {
  static const int started = sodium_init();
  if (started < 0) {
    std::fprintf(stderr, "libsodium cannot be used: the system gives no random numbers.\n");
    std::abort();
  }
  return [] {
    std::array<std::uint8_t, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
  };
}

}  // namespace tally::server::ops
