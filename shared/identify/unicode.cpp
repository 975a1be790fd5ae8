#include "shared/identify/unicode.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/code_points.hpp"

namespace tally::identify {

namespace {

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

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t place) {
  std::string_view rest = text.substr(place);
  const char32_t point = take_point(rest);
  return {static_cast<std::uint32_t>(point), text.size() - place - rest.size()};
}

std::string hidden_name(std::uint32_t point) {
  // What separates the words of a text separates groups of digits, too.
  const bool is_separator = point >= 0x09 && point <= 0x0D;
  if (point == 0x3000) return "an ideographic space (U+3000)";  // in an address it is a plain one
  const HiddenPoint* hidden = is_separator ? nullptr : find_hidden_point(point);
  if (hidden == nullptr || hidden->kind == HiddenKind::damage) return {};
  return say_hidden_point(*hidden, point);
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
