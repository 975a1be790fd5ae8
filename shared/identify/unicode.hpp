// Unicode: the characters that a number carries unseen, or that only look like the right ones.
// In goes a code point of well-formed UTF-8; out comes its name where it cannot be seen, whether it
// is a dash, or the plain letter or digit that it looks like.
// It is a short table of what spreadsheets, mails and phones leave behind, not all of Unicode.
//   hidden_name(0x200B) == "a zero-width space (U+200B)"
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tally::identify {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

/// The character at `place` of well-formed UTF-8.
CodePoint code_point_at(std::string_view text, std::size_t place);

/// "a no-break space (U+00A0)"; empty where the character can be seen.
std::string hidden_name(std::uint32_t point);
/// U+2010 to U+2015 and the minus sign U+2212; the hyphen-minus is a plain character.
bool is_dash(std::uint32_t point);
/// 'A' for the Greek and Cyrillic letters of its shape and for its full-width form, '7' for the
/// full-width and the Arabic digit; '\0' for all others.
char plain_of(std::uint32_t point);

}  // namespace tally::identify
