#include "shared/base/ids.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally {

namespace detail {

std::optional<std::string> normal_code(std::string_view text, std::size_t bytes_max) {
  if (!is_utf8(text) || has_control_characters(trim(text))) return std::nullopt;
  std::string normal = ascii_upper(squeeze(text));
  if (normal.empty() || normal.size() > bytes_max) return std::nullopt;
  return normal;
}

}  // namespace detail

namespace {

std::optional<std::uint8_t> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

bool stands_dash(std::size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

char gs1_check_digit(std::string_view digits) {
  int sum = 0;
  int weight = 3;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    sum += (*digit - '0') * weight;
    weight = 4 - weight;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::optional<OrderId> OrderId::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  OrderId id;
  std::size_t nibble = 0;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (stands_dash(place)) {
      if (text[place] != '-') return std::nullopt;
      continue;
    }
    const auto value = hex_value(text[place]);
    if (!value) return std::nullopt;
    std::uint8_t& byte = id.bytes_[nibble / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | *value);
    ++nibble;
  }
  return id;
}

OrderId OrderId::from_random(const std::array<std::uint8_t, 16>& bytes) {
  OrderId id;
  id.bytes_ = bytes;
  id.bytes_[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);
  id.bytes_[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
  return id;
}

std::string OrderId::text() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (const std::uint8_t byte : bytes_) {
    if (stands_dash(out.size())) out += '-';
    out += digits[byte >> 4];
    out += digits[byte & 0x0F];
  }
  return out;
}

std::optional<Gtin> Gtin::parse(std::string_view text) {
  text = trim(text);
  const std::size_t length = text.size();
  if (length != 8 && length != 12 && length != 13 && length != 14) return std::nullopt;
  if (!all_digits(text)) return std::nullopt;
  if (gs1_check_digit(text.substr(0, length - 1)) != text.back()) return std::nullopt;
  Gtin gtin;
  gtin.digits_ = std::string(14 - length, '0') + std::string(text);
  return gtin;
}

std::optional<Gtin> Gtin::complete(std::string_view digits_without_check) {
  if (!all_digits(digits_without_check)) return std::nullopt;
  return parse(std::string(digits_without_check) + gs1_check_digit(digits_without_check));
}

}  // namespace tally
