// Token: the words and marks of a rule file, each with its place.
// In goes UTF-8 text; out come tokens and, apart from them, the lines that begin with "#".
// Curly quotes, no-break spaces and arrows of word processors count as their plain forms.
// It knows no grammar; a full stop ends a sentence only before white space or the end.
//   tokenize("Decide approval.").tokens[0].text == "Decide"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally::rules {

enum class TokenKind : std::uint8_t { word, comma, colon, stop, quoted, bullet, arrow, end };
enum class LineStart : std::uint8_t { no, yes };

/// Counted from 1; columns are characters. A place is no part of the value of what stands there.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Place&, const Place&) { return true; }
};

/// "line 12, column 5": the path of an issue.
std::string say_place(Place place);

struct Token {
  TokenKind kind = TokenKind::end;
  LineStart line_start = LineStart::no;
  Place place;
  /// Where it begins in the text, in bytes, and where it ends.
  std::uint32_t offset = 0;
  std::uint32_t end = 0;
  std::string text;
  /// `text` in lower case.
  std::string folded;
};

struct Comment {
  std::uint32_t offset = 0;
  std::string text;
};

struct Tokens {
  /// The last one is of the kind `end`.
  std::vector<Token> tokens;
  std::vector<Comment> comments;
};

Tokens tokenize(std::string_view text);

/// The words of a phrase, split at white space.
std::vector<std::string_view> words_of(std::string_view phrase);
/// True where both are equal but for ASCII case.
bool equal_folded(std::string_view left, std::string_view right);

}  // namespace tally::rules
