#include "shared/identify/unicode.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tally::identify {

namespace {

struct HiddenRow {
  std::uint32_t first;
  std::uint32_t last;
  std::string_view name;
};

// Format characters (general category Cf) and spaces other than U+0020, as UnicodeData.txt names
// them.
constexpr std::array<HiddenRow, 20> hidden_rows{{
    {0x0000, 0x0008, "a control character"},
    {0x000E, 0x001F, "a control character"},
    {0x007F, 0x009F, "a control character"},
    {0x00A0, 0x00A0, "a no-break space"},
    {0x00AD, 0x00AD, "a soft hyphen"},
    {0x034F, 0x034F, "a combining grapheme joiner"},
    {0x061C, 0x061C, "an Arabic letter mark"},
    {0x180E, 0x180E, "a Mongolian vowel separator"},
    {0x2000, 0x200A, "a typographic space"},
    {0x200B, 0x200B, "a zero-width space"},
    {0x200C, 0x200D, "a zero-width joiner"},
    {0x200E, 0x200E, "a left-to-right mark"},
    {0x200F, 0x200F, "a right-to-left mark"},
    {0x2028, 0x2029, "a line separator"},
    {0x202A, 0x202E, "a mark of writing direction"},
    {0x202F, 0x202F, "a narrow no-break space"},
    {0x205F, 0x2064, "an invisible operator"},
    {0x2066, 0x206F, "a mark of writing direction"},
    {0x3000, 0x3000, "an ideographic space"},
    {0xFEFF, 0xFEFF, "a byte order mark"},
}};

/// Capital and small letters of Greek and Cyrillic whose shape is that of a Latin one.
constexpr std::array<std::pair<std::uint32_t, char>, 47> twins{{
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'},
    {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'},
    {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03BF, 'O'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'},
    {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x0417, '3'}, {0x041A, 'K'}, {0x041C, 'M'},
    {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'},
    {0x0425, 'X'}, {0x0430, 'A'}, {0x0432, 'B'}, {0x0435, 'E'}, {0x043A, 'K'}, {0x043C, 'M'},
    {0x043D, 'H'}, {0x043E, 'O'}, {0x0440, 'P'}, {0x0441, 'C'}, {0x0442, 'T'}, {0x0443, 'Y'},
    {0x0445, 'X'}, {0x0455, 'S'}, {0x0456, 'I'}, {0x0458, 'J'}, {0x04AE, 'Y'},
}};

std::string code_point_text(std::uint32_t point) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string text = "U+0000";
  for (std::size_t i = 0; i < 4; ++i) text[5 - i] = hex[point >> (4 * i) & 0xF];
  return text;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t place) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<std::uint8_t>(text[place + i]));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {(first & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (first < 0xF0) {
    return {(first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  return {(first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
          4};
}

std::string hidden_name(std::uint32_t point) {
  if (point >= 0x20 && point < 0x7F) return {};
  const auto found = std::ranges::find_if(hidden_rows, [&](const HiddenRow& row) {
    return row.first <= point && point <= row.last;
  });
  if (found == hidden_rows.end()) return {};
  return std::string(found->name) + " (" + code_point_text(point) + ")";
}

bool is_dash(std::uint32_t point) {
  return (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

char plain_of(std::uint32_t point) {
  if (point < 0x80) return '\0';
  const auto digit_from = [&](std::uint32_t zero) {
    return point >= zero && point < zero + 10 ? static_cast<char>('0' + (point - zero)) : '\0';
  };
  for (const std::uint32_t zero : {0xFF10U, 0x0660U, 0x06F0U, 0x0966U}) {
    if (const char digit = digit_from(zero); digit != '\0') return digit;
  }
  if (point >= 0xFF21 && point <= 0xFF3A) return static_cast<char>('A' + (point - 0xFF21));
  if (point >= 0xFF41 && point <= 0xFF5A) return static_cast<char>('A' + (point - 0xFF41));
  const auto found = std::ranges::find(twins, point, &std::pair<std::uint32_t, char>::first);
  return found == twins.end() ? '\0' : found->second;
}

}  // namespace tally::identify
