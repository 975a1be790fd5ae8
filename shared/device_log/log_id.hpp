// Log ids: which device wrote a log, and in which life of its storage.
// In go 16 random bytes or 32 hexadecimal digits; out comes an id that compares.
// A device has one id for as long as it has its key. An epoch is made whenever its local store is
// made, so a sequence number is never used twice even where storage was wiped or rolled back.
// It makes no random numbers itself: whoever has them brings them.
//   LogId log{*DeviceId::parse(text), Epoch::from_bytes(random)};
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::device_log {

using RandomBytes = std::array<std::uint8_t, 16>;

namespace detail {
std::string print_hex(const RandomBytes& bytes);
/// Exactly 32 digits in lower case.
std::optional<RandomBytes> parse_hex(std::string_view text);
}  // namespace detail

template <typename Tag>
class RandomId {
 public:
  constexpr RandomId() = default;
  static constexpr RandomId from_bytes(const RandomBytes& bytes) {
    RandomId id;
    id.bytes_ = bytes;
    return id;
  }
  static std::optional<RandomId> parse(std::string_view text) {
    const auto bytes = detail::parse_hex(text);
    if (!bytes) return std::nullopt;
    return from_bytes(*bytes);
  }
  std::string text() const { return detail::print_hex(bytes_); }
  const RandomBytes& bytes() const { return bytes_; }
  friend auto operator<=>(const RandomId&, const RandomId&) = default;

 private:
  RandomBytes bytes_{};
};

using DeviceId = RandomId<struct DeviceTag>;
using Epoch = RandomId<struct EpochTag>;
/// A database's life: a restored backup gets another one.
using Incarnation = RandomId<struct IncarnationTag>;

struct LogId {
  DeviceId device;
  Epoch epoch;
  friend auto operator<=>(const LogId&, const LogId&) = default;
};

/// The letter of a device's first, second, … log on paper: A to Z without I and O, then AA, AB, …
std::string epoch_letter(std::size_t place);
/// The other way round: "A" is 0; nothing for what is no such letter.
std::optional<std::size_t> place_of_letter(std::string_view letter);
/// "K7A-0042": short enough for paper, and told apart without a server.
std::string paper_number(std::string_view device_code, std::string_view letter, std::uint64_t seq);

}  // namespace tally::device_log
