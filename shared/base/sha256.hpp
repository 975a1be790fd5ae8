// SHA-256: names bytes by what they are (FIPS 180-4, section 6.2).
// In go bytes, at once or piece by piece; out comes a Digest of 32 bytes.
// It stands here and not in a library because the same source must serve both sides of the core
// and no packaged library is built for both. It will not keep secrets: no constant-time promise.
//   sha256("abc").text() == "ba7816bf…"
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};
  /// 64 hexadecimal digits in lower case.
  std::string text() const;
  static std::optional<Digest> parse(std::string_view text);
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

class Sha256 {
 public:
  void add(std::string_view bytes);
  /// Ends the message. Call once.
  Digest finish();

 private:
  void take_block(const std::uint8_t* block);
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::uint64_t length_ = 0;
};

Digest sha256(std::string_view bytes);

}  // namespace tally
