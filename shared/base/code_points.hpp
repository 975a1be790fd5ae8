// Code points: the characters of UTF-8 one by one, and which of them nobody sees.
// In goes UTF-8, also broken; out come code points, and what a hidden one is called.
// Bytes that are no UTF-8 stand for U+FFFD, one for each of them.
// It knows no letters and no case: rooms bring what they need of those.
//   char32_t point = take_point(rest);   find_hidden_point(0x200B)->name == "a zero-width space"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tally {

inline constexpr char32_t replacement_point = 0xFFFD;

/// Takes the first character off `rest`, which must not be empty.
char32_t take_point(std::string_view& rest);
void append_point(std::string& out, char32_t point);

/// remove: it shows nothing. space: it stands for one. damage: what was there is lost.
enum class HiddenKind : std::uint8_t { remove, space, damage };

/// A run of code points that are hidden in the same way.
struct HiddenPoint {
  char32_t first;
  char32_t last;
  HiddenKind kind;
  /// "a zero-width space".
  std::string_view name;
};

/// nullptr where it can be seen.
const HiddenPoint* find_hidden_point(char32_t point);
/// "a zero-width space (U+200B)".
std::string say_hidden_point(const HiddenPoint& hidden, char32_t point);

}  // namespace tally
