#include "shared/terms/words.hpp"

#include "shared/base/text.hpp"

namespace tally::terms {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t letters_at(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_letter(text[length])) ++length;
  return length;
}

std::size_t number_at(std::string_view text) {
  std::size_t length = text.front() == '-' ? 1 : 0;
  if (length == text.size() || !is_digit(text[length])) return 0;
  while (length < text.size() && (is_digit(text[length]) || text[length] == '.')) ++length;
  return length;
}

/// A sign of ASCII, or a whole run of other bytes: no character is cut in two.
std::size_t sign_at(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && static_cast<unsigned char>(text[length]) >= 0x80) ++length;
  return length == 0 ? 1 : length;
}

}  // namespace

std::vector<Piece> cut_words(std::string_view text) {
  std::vector<Piece> pieces;
  while (!text.empty()) {
    if (is_space(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    Piece piece;
    std::size_t length = letters_at(text);
    if (length > 0) {
      piece.kind = PieceKind::word;
    } else if ((length = number_at(text)) > 0) {
      piece.kind = PieceKind::number;
    } else {
      piece.kind = PieceKind::sign;
      length = sign_at(text);
    }
    piece.written = text.substr(0, length);
    piece.text = ascii_lower(piece.written);
    text.remove_prefix(length);
    pieces.push_back(std::move(piece));
  }
  pieces.emplace_back();
  return pieces;
}

}  // namespace tally::terms
