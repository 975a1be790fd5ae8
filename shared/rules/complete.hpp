// Complete: the next words, from the grammar that reads them.
// In go the text of a rule file up to and around the cursor, and the vocabulary; out come the
// phrases that may stand there, in the order of the grammar, and from where they replace the text.
// Whatever is offered is read without a mistake at that word; free text (names, reasons) is never
// offered.
// It changes no text.
//   complete(vocabulary, "Decide approval.\nRule a: When the customer tier is g", 51).words[0]
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

struct Completion {
  /// Each stands for the text from `from` up to the cursor.
  std::vector<std::string> words;
  /// In bytes: the beginning of the word at the cursor, or the cursor.
  std::size_t from = 0;
};

/// `cursor`: in bytes, at most the size of the text.
Completion complete(const Vocabulary& vocabulary, std::string_view text, std::size_t cursor);

}  // namespace tally::rules
