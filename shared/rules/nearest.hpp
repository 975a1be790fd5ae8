// Nearest: what a person may have meant by a word that is not known.
// In go the word and all that could stand there; out come the nearest, best first.
// Spelling counts (Damerau-Levenshtein over the length), and so do shared words in another order.
// It never replaces anything: a person chooses.
//   nearest("glod", {"standard", "gold"}, 2) == {"gold"}
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tally::rules {

/// 0 for equal, 1000 for nothing in common; letters in any case.
int unlikeness(std::string_view typed, std::string_view known);

/// At most `count` of `known` that are like enough; best first, ties in the order of `known`.
std::vector<std::string> nearest(std::string_view typed, std::span<const std::string> known,
                                 std::size_t count);

/// "a · b · c": the argument `suggestions` of an issue. Those that repeat pages of text are left
/// out; where nothing else is left, the first stands short.
std::string join_suggestions(std::span<const std::string> suggestions);
/// The only one there is.
std::string one_suggestion(const std::string& suggestion);

}  // namespace tally::rules
