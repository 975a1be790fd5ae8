// Text: the few operations on UTF-8 that the core needs, without a locale.
// In go bytes; out come cleaned, compared or validated ones.
// Case folding is ASCII only: SKUs and codes are ASCII, names are compared by the search index.
// It will not normalise Unicode, and it never changes what a person typed without being asked.
//   trim("  AB-103\u00a0") == "AB-103"
#pragma once

#include <string>
#include <string_view>

namespace tally {

/// Well-formed UTF-8 by Unicode 15, table 3-7 (no surrogates, no overlong forms), without NUL.
bool is_utf8(std::string_view text);
/// Latin-1 (ISO 8859-1; 0x80 to 0x9f by Windows-1252) to UTF-8. Every byte sequence is accepted.
std::string utf8_from_latin1(std::string_view bytes);

/// Without white space (ASCII, and the no-break space that spreadsheets paste) at both ends.
std::string_view trim(std::string_view text);
/// Trimmed, and every run of white space inside is one space.
std::string squeeze(std::string_view text);
std::string ascii_upper(std::string_view text);
std::string ascii_lower(std::string_view text);

/// One of the ten ASCII digits, or the 26 ASCII capitals.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// True where the text holds a control character (C0 but tab and line feed, or DEL).
bool has_control_characters(std::string_view text);

/// What an issue repeats of a wrong text: at most 64 bytes of whole characters, then "…"; enough to
/// find it, not enough to flood a screen. "?" where it is not UTF-8.
std::string quote_short(std::string_view text);

/// How many single-character edits apart two short ASCII-folded words are (Damerau-Levenshtein,
/// optimal string alignment); stops counting at limit + 1.
int edit_distance(std::string_view left, std::string_view right, int limit);

}  // namespace tally
