#include "shared/device_log/log_id.hpp"

namespace tally::device_log {

namespace detail {

namespace {
constexpr std::string_view hex_digits = "0123456789abcdef";
}  // namespace

std::string print_hex(const RandomBytes& bytes) {
  std::string text;
  text.reserve(32);
  for (const std::uint8_t byte : bytes) {
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 15];
  }
  return text;
}

std::optional<RandomBytes> parse_hex(std::string_view text) {
  RandomBytes bytes{};
  if (text.size() != 2 * bytes.size()) return std::nullopt;
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    const std::size_t high = hex_digits.find(text[2 * place]);
    const std::size_t low = hex_digits.find(text[2 * place + 1]);
    if (high == hex_digits.npos || low == hex_digits.npos) return std::nullopt;
    bytes[place] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return bytes;
}

}  // namespace detail

namespace {
constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
}

std::string epoch_letter(std::size_t place) {
  std::string text;
  for (++place; place > 0; place = (place - 1) / letters.size()) {
    text.insert(text.begin(), letters[(place - 1) % letters.size()]);
  }
  return text;
}

std::optional<std::size_t> place_of_letter(std::string_view letter) {
  constexpr std::size_t longest = 8;
  if (letter.empty() || letter.size() > longest) return std::nullopt;
  std::size_t place = 0;
  for (const char each : letter) {
    const std::size_t digit = letters.find(each);
    if (digit == letters.npos) return std::nullopt;
    place = place * letters.size() + digit + 1;
  }
  return place - 1;
}

std::string paper_number(std::string_view device_code, std::string_view letter,
                         std::uint64_t seq) {
  std::string digits = std::to_string(seq);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return std::string(device_code) + std::string(letter) + "-" + digits;
}

}  // namespace tally::device_log
