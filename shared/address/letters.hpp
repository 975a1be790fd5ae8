// Letters: upper case, folding for comparison, and characters that nobody sees.
// In goes UTF-8; out come upper-case or folded texts, and the first hidden character by name.
// The mappings are simple ones of Unicode (tools/address/make.py), the same on every machine; bytes
// that are no UTF-8 stand for U+FFFD.
// It will not compose, shape or transliterate beyond taking marks off letters.
//   fold("São Tomé") == "SAO TOME"   upper("Gießen") == "GIESSEN"   find_hidden("A\u200b")->name
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/code_points.hpp"

namespace tally::address {

/// turkic: i becomes a capital with a dot.
enum class Casing : std::uint8_t { common, turkic };
std::string upper(std::string_view text, Casing casing = Casing::common);

/// For comparison: upper case, marks off, full-width forms as ASCII, "&" as AND, points and
/// apostrophes away, all other signs but # as one space.
std::string fold(std::string_view text);

/// Printable ASCII alone: nothing in it can be hidden.
inline bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

struct Hidden {
  /// "a zero-width space (U+200B)".
  std::string name;
  HiddenKind kind = HiddenKind::remove;
};
/// The first of a text: control characters, zero-width and direction marks, odd spaces. Joiners
/// between letters that need them (Arabic, Indic) are none; an ideographic space is a space.
std::optional<Hidden> find_hidden(std::string_view text);
/// Without them, odd spaces and line breaks as spaces, squeezed and trimmed.
std::string without_hidden(std::string_view text);

/// What UTF-8 read as Windows-1252 was before ("MÃ¼nchen" -> "München"); empty where it was not.
std::string undo_mojibake(std::string_view text);

}  // namespace tally::address
