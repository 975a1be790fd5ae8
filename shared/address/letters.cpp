#include "shared/address/letters.hpp"

#include <algorithm>
#include <array>

#include "shared/address/metadata.hpp"
#include "shared/address/short_text.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

struct HiddenRow {
  char32_t first;
  char32_t last;
  HiddenKind kind;
  std::string_view name;
};

// Unicode 15: general categories Cc, Cf and Zs, and the fillers that show nothing; in order.
constexpr std::array hidden_rows{
    HiddenRow{0x0000, 0x0008, HiddenKind::remove, "a control character"},
    HiddenRow{0x0009, 0x0009, HiddenKind::space, "a tab"},
    HiddenRow{0x000A, 0x000D, HiddenKind::space, "a line break"},
    HiddenRow{0x000E, 0x001F, HiddenKind::remove, "a control character"},
    HiddenRow{0x007F, 0x0084, HiddenKind::remove, "a control character"},
    HiddenRow{0x0085, 0x0085, HiddenKind::space, "a line break"},
    HiddenRow{0x0086, 0x009F, HiddenKind::remove, "a control character"},
    HiddenRow{0x00A0, 0x00A0, HiddenKind::space, "a no-break space"},
    HiddenRow{0x00AD, 0x00AD, HiddenKind::remove, "a soft hyphen"},
    HiddenRow{0x034F, 0x034F, HiddenKind::remove, "a grapheme joiner"},
    HiddenRow{0x061C, 0x061C, HiddenKind::remove, "an Arabic letter mark"},
    HiddenRow{0x115F, 0x1160, HiddenKind::remove, "a Hangul filler"},
    HiddenRow{0x180E, 0x180E, HiddenKind::remove, "a Mongolian vowel separator"},
    HiddenRow{0x2000, 0x200A, HiddenKind::space, "a space of an odd width"},
    HiddenRow{0x200B, 0x200B, HiddenKind::remove, "a zero-width space"},
    HiddenRow{0x200C, 0x200C, HiddenKind::remove, "a zero-width non-joiner"},
    HiddenRow{0x200D, 0x200D, HiddenKind::remove, "a zero-width joiner"},
    HiddenRow{0x200E, 0x200E, HiddenKind::remove, "a left-to-right mark"},
    HiddenRow{0x200F, 0x200F, HiddenKind::remove, "a right-to-left mark"},
    HiddenRow{0x2028, 0x2029, HiddenKind::space, "a line break"},
    HiddenRow{0x202A, 0x202E, HiddenKind::remove, "a direction override"},
    HiddenRow{0x202F, 0x202F, HiddenKind::space, "a narrow no-break space"},
    HiddenRow{0x205F, 0x205F, HiddenKind::space, "a space of an odd width"},
    HiddenRow{0x2060, 0x2064, HiddenKind::remove, "a word joiner"},
    HiddenRow{0x2066, 0x206F, HiddenKind::remove, "a direction isolate"},
    HiddenRow{0x3164, 0x3164, HiddenKind::remove, "a Hangul filler"},
    HiddenRow{0xFE00, 0xFE0F, HiddenKind::remove, "a variation selector"},
    HiddenRow{0xFEFF, 0xFEFF, HiddenKind::remove, "a byte order mark"},
    HiddenRow{0xFFA0, 0xFFA0, HiddenKind::remove, "a Hangul filler"},
    HiddenRow{0xFFF9, 0xFFFC, HiddenKind::remove, "an annotation character"},
    HiddenRow{0xFFFD, 0xFFFD, HiddenKind::damage, "a replacement character"},
    HiddenRow{0xE0000, 0xE01EF, HiddenKind::remove, "a tag character"}};

const HiddenRow* hidden_row(char32_t point) {
  if (point > 0xAD && point < 0x034F) return nullptr;  // most letters beyond ASCII
  const auto found = std::ranges::lower_bound(hidden_rows, point, {}, &HiddenRow::last);
  return found != hidden_rows.end() && found->first <= point ? &*found : nullptr;
}

/// Arabic, Syriac, the Indic scripts and their neighbours write joiners as part of words.
bool needs_joiners(char32_t point) {
  return (point >= 0x0600 && point < 0x0E00) || (point >= 0x1780 && point < 0x1800);
}

bool is_joiner(char32_t point) { return point == 0x200C || point == 0x200D; }

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<std::uint8_t>(c) >= 0x80; });
}

/// Nothing in it can be hidden: printable ASCII alone.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string hex(char32_t point) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (int shift = 16; shift >= 0; shift -= 4) {
    if (shift == 16 && (point >> 16) == 0) continue;
    out += digits[(point >> shift) & 0xF];
  }
  return out;
}

/// A space where the text does not end in one.
template <typename Text>
void add_space(Text& out) {
  if (!out.empty() && out.back() != ' ') out.push_back(' ');
}

template <typename Text>
void fold_ascii(char c, Text& out) {
  if (c >= 'a' && c <= 'z') {
    out.push_back(static_cast<char>(c - 'a' + 'A'));
  } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#') {
    out.push_back(c);
  } else if (c == '&') {
    for (const char letter : {'A', 'N', 'D'}) out.push_back(letter);
  } else if (c != '.' && c != '\'' && c != '`') {
    add_space(out);
  }
}

/// Short ASCII texts, which most are, are folded without growing a string character by character.
std::string fold_short(std::string_view text) {
  ShortText out;
  for (const char c : text) fold_ascii(c, out);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out.text();
}

void fold_point(char32_t point, std::string& out) {
  if (point >= 0xFF01 && point <= 0xFF5E) return fold_ascii(static_cast<char>(point - 0xFEE0), out);
  if ((point >= 0x300 && point <= 0x36F) || point == 0x2018 || point == 0x2019) return;
  const bool is_gap = (point >= 0x2000 && point <= 0x200A) ||
                      (point >= 0x2010 && point <= 0x2015) || point == 0x3000 || point == 0xA0;
  if (is_gap) return add_space(out);
  if (!table::append_mapped(point, table::Mapping::fold, out)) append_point(out, point);
}

/// The byte of Windows-1252 that shows as this character, or -1.
int windows_1252_byte(char32_t point) {
  if (point < 0x80 || (point >= 0xA0 && point <= 0xFF)) return static_cast<int>(point);
  constexpr std::array<char32_t, 32> high{
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
  const auto found = std::ranges::find(high, point);
  return found == high.end() ? -1 : static_cast<int>(found - high.begin()) + 0x80;
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

std::string upper(std::string_view text, Casing casing) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (static_cast<std::uint8_t>(text.front()) < 0x80) {
      const char c = text.front();
      text.remove_prefix(1);
      if (c == 'i' && casing == Casing::turkic) append_point(out, 0x130);
      else out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      continue;
    }
    const char32_t point = take_point(text);
    if (!table::append_mapped(point, table::Mapping::upper, out)) append_point(out, point);
  }
  return out;
}

std::string fold(std::string_view text) {
  if (text.size() <= ShortText::safe && is_ascii(text)) return fold_short(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (static_cast<std::uint8_t>(text.front()) < 0x80) {
      fold_ascii(text.front(), out);
      text.remove_prefix(1);
    } else {
      fold_point(take_point(text), out);
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::optional<Hidden> find_hidden(std::string_view text) {
  if (is_plain(text)) return std::nullopt;
  char32_t before = 0;
  while (!text.empty()) {
    const char32_t point = take_point(text);
    const HiddenRow* row = hidden_row(point);
    if (row != nullptr && !(is_joiner(point) && needs_joiners(before))) {
      std::string name(row->name);
      name += " (U+";
      name += hex(point);
      name += ')';
      return Hidden{std::move(name), row->kind};
    }
    before = point;
  }
  return std::nullopt;
}

std::string without_hidden(std::string_view text) {
  if (text.empty()) return {};
  const bool plain = is_plain(text);
  const bool spaced = text.front() == ' ' || text.back() == ' ' ||
                      text.find("  ") != std::string_view::npos;
  if (plain && !spaced) return std::string(text);
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  while (!text.empty()) {
    const char32_t point = plain ? static_cast<char32_t>(text.front()) : take_point(text);
    if (plain) text.remove_prefix(1);
    const HiddenRow* row = plain ? nullptr : hidden_row(point);
    const bool kept = row == nullptr || (is_joiner(point) && needs_joiners(before)) ||
                      row->kind == HiddenKind::damage;
    if (point == ' ' || (!kept && row->kind == HiddenKind::space)) add_space(out);
    else if (kept) append_point(out, point);
    before = point;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

namespace {

/// The first two letters beyond ASCII are not those of two bytes that belong together.
bool cannot_be_mojibake(std::string_view text) {
  while (!text.empty() && static_cast<std::uint8_t>(text.front()) < 0x80) text.remove_prefix(1);
  if (text.empty()) return true;
  const int lead = windows_1252_byte(take_point(text));
  if (lead < 0xC2 || lead > 0xF4 || text.empty()) return true;
  const int next = windows_1252_byte(take_point(text));
  return next < 0x80 || next > 0xBF;
}

}  // namespace

std::string undo_mojibake(std::string_view text) {
  if (cannot_be_mojibake(text)) return {};
  std::string bytes;
  bool has_high = false;
  while (!text.empty()) {
    const int byte = windows_1252_byte(take_point(text));
    if (byte < 0) return {};
    has_high = has_high || byte >= 0xC2;
    bytes += static_cast<char>(byte);
  }
  // Well-formed sequences of several bytes do not come about by chance in a word.
  return has_high && is_utf8(bytes) && find_hidden(bytes) == std::nullopt ? bytes : std::string();
}

}  // namespace tally::address
