// Phrase check: which phrases would make sentences ambiguous, and are therefore refused.
// In go a phrase and what it shall be; out comes the reason against it, or nothing.
// A field's phrase holds no "is", "are", "and", "or", "unless"; an answer no "and" and no comma.
// It does not look for other phrases that are equal: the reader of the vocabulary does.
//   objection_to("black and white", PhraseUse::field) == "it holds the word \"and\""
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::rules {

enum class PhraseUse : std::uint8_t { field, fact, value, answer, decision, rule };

std::optional<std::string> objection_to(std::string_view phrase, PhraseUse use);

}  // namespace tally::rules
