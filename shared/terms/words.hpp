// Words: cuts payment terms into words, numbers and signs.
// In goes text; out come pieces of it, with capitals and spaces put aside.
// A number may stand against its neighbours ("net30", "2/10"); any other sign is a piece by itself.
// It knows no grammar: read.cpp does.
//   cut_words("2/10 net30");   // number 2, sign /, number 10, word net, number 30
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally::terms {

enum class PieceKind : std::uint8_t { word, number, sign, end };

struct Piece {
  PieceKind kind = PieceKind::end;
  /// A word in small letters.
  std::string text;
  /// As it was written.
  std::string_view written;
};

/// The last piece is the end.
std::vector<Piece> cut_words(std::string_view text);

}  // namespace tally::terms
