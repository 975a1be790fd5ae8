#include "shared/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace tally {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t place) {
  return static_cast<std::uint8_t>(text[place]);
}

/// The length of the well-formed character at `place`, or 0.
std::size_t character_length(std::string_view text, std::size_t place) {
  const std::uint8_t first = byte_at(text, place);
  if (first == 0) return 0;
  if (first < 0x80) return 1;
  std::size_t length = 0;
  std::uint8_t second_min = 0x80;
  std::uint8_t second_max = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) second_min = 0xA0;
    if (first == 0xED) second_max = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) second_min = 0x90;
    if (first == 0xF4) second_max = 0x8F;
  } else {
    return 0;
  }
  if (place + length > text.size()) return 0;
  const std::uint8_t second = byte_at(text, place + 1);
  if (second < second_min || second > second_max) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, place + i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

// Windows-1252, 0x80 to 0x9f; the five unassigned bytes stay C1 controls, as browsers do it
// (WHATWG Encoding Standard, index windows-1252).
constexpr std::array<std::uint16_t, 32> windows_1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append_code_point(std::string& out, std::uint16_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

/// The length of the white space at `place` (1, or 2 for U+00A0), or 0.
std::size_t space_length(std::string_view text, std::size_t place) {
  const char c = text[place];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  const bool no_break = byte_at(text, place) == 0xC2 && place + 1 < text.size() &&
                        byte_at(text, place + 1) == 0xA0;
  return no_break ? 2 : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t place = 0;
  while (place < text.size()) {
    const std::size_t length = character_length(text, place);
    if (length == 0) return false;
    place += length;
  }
  return true;
}

std::string utf8_from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool from_table = byte >= 0x80 && byte <= 0x9F;
    append_code_point(out, from_table ? windows_1252[byte - 0x80U] : byte);
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = space_length(text, 0);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    std::size_t length = space_length(text, text.size() - 1);
    if (length == 0 && text.size() >= 2) length = space_length(text, text.size() - 2) == 2 ? 2 : 0;
    if (length == 0) break;
    text.remove_suffix(length);
  }
  return text;
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  text = trim(text);
  std::size_t place = 0;
  while (place < text.size()) {
    const std::size_t length = space_length(text, place);
    if (length == 0) {
      out += text[place++];
      continue;
    }
    if (out.back() != ' ') out += ' ';
    place += length;
  }
  return out;
}

std::string ascii_upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
  });
}

std::string quote_short(std::string_view text) {
  constexpr std::size_t bytes_max = 64;
  if (!is_utf8(text)) return "?";
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (end > 0 && (byte_at(text, end) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

int edit_distance(std::string_view left, std::string_view right, int limit) {
  const auto rows = static_cast<int>(left.size());
  const auto columns = static_cast<int>(right.size());
  if (rows - columns > limit || columns - rows > limit) return limit + 1;
  const auto width = static_cast<std::size_t>(columns) + 1;
  std::vector<int> before_last(width), last(width), now(width);
  for (std::size_t j = 0; j < width; ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < width; ++j) {
      const int swap = left[i - 1] == right[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + swap});
      const bool turned =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (turned) now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, now);
  }
  return std::min(last[width - 1], limit + 1);
}

}  // namespace tally
