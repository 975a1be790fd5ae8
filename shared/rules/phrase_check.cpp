#include "shared/rules/phrase_check.hpp"

#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/rules/token.hpp"

namespace tally::rules {

namespace {

constexpr std::size_t phrase_bytes_max = 200;

struct Banned {
  std::string_view word;
  /// One letter for each use it is banned in: f(ield) F(act) v(alue) a(nswer).
  std::string_view uses;
};
constexpr std::array<Banned, 8> banned_words{{{"is", "f"},
                                              {"are", "f"},
                                              {"and", "fFva"},
                                              {"or", "fFva"},
                                              {"nor", "v"},
                                              {"unless", "fFva"},
                                              {"because", "fFva"},
                                              {"*", "fFvad"}}};
// A value that begins like a test would be taken for one.
constexpr std::array<std::string_view, 4> no_first_word{"not", "neither", "missing", "known"};

char letter_of(PhraseUse use) { return std::string_view("fFvadr")[static_cast<std::size_t>(use)]; }

}  // namespace

std::optional<std::string> objection_to(std::string_view phrase, PhraseUse use) {
  if (phrase.empty()) return "it is empty";
  if (phrase.size() > phrase_bytes_max) return "it is too long";
  if (phrase.find_first_of("{}|") != std::string_view::npos) return "it holds a brace or a bar";
  const Tokens tokens = tokenize(phrase);
  if (!tokens.comments.empty()) return "it begins with \"#\"";
  for (const Token& token : tokens.tokens) {
    if (token.kind == TokenKind::end) break;
    if (token.kind != TokenKind::word) {
      return "it holds the mark \"" + (token.kind == TokenKind::quoted ? "\"" : token.text) + "\"";
    }
    if (token.text.find('"') != std::string::npos) return "it holds a quotation mark";
    const auto banned = std::ranges::find(banned_words, token.folded, &Banned::word);
    if (banned != banned_words.end() && banned->uses.contains(letter_of(use))) {
      return "it holds the word \"" + token.text + "\"";
    }
  }
  const std::string& first = tokens.tokens.front().folded;
  const bool is_test = use == PhraseUse::value && std::ranges::count(no_first_word, first) > 0;
  if (is_test) return "it begins with the word \"" + first + "\"";
  return std::nullopt;
}

}  // namespace tally::rules
