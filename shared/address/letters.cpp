#include "shared/address/letters.hpp"

#include <algorithm>
#include <array>

#include "shared/address/metadata.hpp"
#include "shared/address/short_text.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

/// Arabic, Syriac, the Indic scripts and their neighbours write joiners as part of words.
bool needs_joiners(char32_t point) {
  return (point >= 0x0600 && point < 0x0E00) || (point >= 0x1780 && point < 0x1800);
}

bool is_joiner(char32_t point) { return point == 0x200C || point == 0x200D; }

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<std::uint8_t>(c) >= 0x80; });
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
    const HiddenPoint* row = find_hidden_point(point);
    if (row != nullptr && !(is_joiner(point) && needs_joiners(before))) {
      return Hidden{say_hidden_point(*row, point), row->kind};
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
    const HiddenPoint* row = plain ? nullptr : find_hidden_point(point);
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
