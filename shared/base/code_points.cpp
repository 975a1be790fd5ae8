#include "shared/base/code_points.hpp"

#include <algorithm>
#include <array>

namespace tally {

namespace {

// Unicode 15: general categories Cc, Cf and Zs, and the fillers that show nothing; in order.
constexpr std::array hidden_points{
    HiddenPoint{0x0000, 0x0008, HiddenKind::remove, "a control character"},
    HiddenPoint{0x0009, 0x0009, HiddenKind::space, "a tab"},
    HiddenPoint{0x000A, 0x000D, HiddenKind::space, "a line break"},
    HiddenPoint{0x000E, 0x001F, HiddenKind::remove, "a control character"},
    HiddenPoint{0x007F, 0x0084, HiddenKind::remove, "a control character"},
    HiddenPoint{0x0085, 0x0085, HiddenKind::space, "a line break"},
    HiddenPoint{0x0086, 0x009F, HiddenKind::remove, "a control character"},
    HiddenPoint{0x00A0, 0x00A0, HiddenKind::space, "a no-break space"},
    HiddenPoint{0x00AD, 0x00AD, HiddenKind::remove, "a soft hyphen"},
    HiddenPoint{0x034F, 0x034F, HiddenKind::remove, "a grapheme joiner"},
    HiddenPoint{0x061C, 0x061C, HiddenKind::remove, "an Arabic letter mark"},
    HiddenPoint{0x115F, 0x1160, HiddenKind::remove, "a Hangul filler"},
    HiddenPoint{0x180E, 0x180E, HiddenKind::remove, "a Mongolian vowel separator"},
    HiddenPoint{0x2000, 0x200A, HiddenKind::space, "a space of an odd width"},
    HiddenPoint{0x200B, 0x200B, HiddenKind::remove, "a zero-width space"},
    HiddenPoint{0x200C, 0x200C, HiddenKind::remove, "a zero-width non-joiner"},
    HiddenPoint{0x200D, 0x200D, HiddenKind::remove, "a zero-width joiner"},
    HiddenPoint{0x200E, 0x200E, HiddenKind::remove, "a left-to-right mark"},
    HiddenPoint{0x200F, 0x200F, HiddenKind::remove, "a right-to-left mark"},
    HiddenPoint{0x2028, 0x2029, HiddenKind::space, "a line break"},
    HiddenPoint{0x202A, 0x202E, HiddenKind::remove, "a direction override"},
    HiddenPoint{0x202F, 0x202F, HiddenKind::space, "a narrow no-break space"},
    HiddenPoint{0x205F, 0x205F, HiddenKind::space, "a space of an odd width"},
    HiddenPoint{0x2060, 0x2064, HiddenKind::remove, "a word joiner"},
    HiddenPoint{0x2066, 0x206F, HiddenKind::remove, "a direction isolate"},
    HiddenPoint{0x3164, 0x3164, HiddenKind::remove, "a Hangul filler"},
    HiddenPoint{0xFE00, 0xFE0F, HiddenKind::remove, "a variation selector"},
    HiddenPoint{0xFEFF, 0xFEFF, HiddenKind::remove, "a byte order mark"},
    HiddenPoint{0xFFA0, 0xFFA0, HiddenKind::remove, "a Hangul filler"},
    HiddenPoint{0xFFF9, 0xFFFC, HiddenKind::remove, "an annotation character"},
    HiddenPoint{0xFFFD, 0xFFFD, HiddenKind::damage, "a replacement character"},
    HiddenPoint{0xE0000, 0xE01EF, HiddenKind::remove, "a tag character"}};

std::string hex(char32_t point) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (int shift = 16; shift >= 0; shift -= 4) {
    if (shift == 16 && (point >> 16) == 0) continue;
    out += digits[(point >> shift) & 0xF];
  }
  return out;
}

}  // namespace

char32_t take_point(std::string_view& rest) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(rest[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) {
    rest.remove_prefix(1);
    return first;
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  bool well_formed = first >= 0xC2 && rest.size() >= length;
  char32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; well_formed && i < length; ++i) {
    well_formed = (byte(i) & 0xC0U) == 0x80;
    point = point << 6 | (byte(i) & 0x3FU);
  }
  // Neither longer than need be, nor a surrogate, nor beyond Unicode.
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  well_formed = well_formed && point >= least[length] && point <= 0x10FFFF &&
                (point < 0xD800 || point > 0xDFFF);
  rest.remove_prefix(well_formed ? length : 1);
  return well_formed ? point : replacement_point;
}

void append_point(std::string& out, char32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

const HiddenPoint* find_hidden_point(char32_t point) {
  if (point > 0xAD && point < 0x034F) return nullptr;  // most letters beyond ASCII
  const auto found = std::ranges::lower_bound(hidden_points, point, {}, &HiddenPoint::last);
  return found != hidden_points.end() && found->first <= point ? &*found : nullptr;
}

std::string say_hidden_point(const HiddenPoint& hidden, char32_t point) {
  return std::string(hidden.name) + " (U+" + hex(point) + ")";
}

}  // namespace tally
