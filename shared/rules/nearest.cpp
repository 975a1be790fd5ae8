#include "shared/rules/nearest.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/token.hpp"

namespace tally::rules {

namespace {

constexpr int like_enough = 400;
/// Longer texts than this are no slip of the keyboard.
constexpr std::size_t typed_max = 200;
/// Suggestions longer than this nobody reads: they repeat a text that is far too long.
constexpr std::size_t suggestion_max = 2'000;

int spelling(std::string_view left, std::string_view right) {
  const auto longest = static_cast<int>(std::max(left.size(), right.size()));
  if (longest == 0) return 0;
  const int limit = longest * like_enough / 1000 + 1;
  const int distance = edit_distance(left, right, limit);
  return distance > limit ? 1000 : distance * 1000 / longest;
}

/// Words that say nothing of their own.
bool is_small_word(std::string_view word) {
  return word == "the" || word == "of" || word == "is" || word == "a" || word == "an";
}

std::vector<std::string_view> heavy_words(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  std::erase_if(words, is_small_word);
  return words;
}

/// How many of the words of both have no fellow that is spelled nearly alike.
int wording(std::string_view typed, std::string_view known) {
  const auto left = heavy_words(typed);
  auto right = heavy_words(known);
  const std::size_t all = left.size() + right.size();
  if (all == 0) return 1000;
  std::size_t shared = 0;
  for (const std::string_view word : left) {
    const auto fellow = std::ranges::find_if(
        right, [&](std::string_view other) { return spelling(word, other) <= 250; });
    if (fellow == right.end()) continue;
    right.erase(fellow);
    shared += 2;
  }
  // Never as good as a slip in one letter.
  return 100 + static_cast<int>((all - shared) * 900 / all);
}

}  // namespace

int unlikeness(std::string_view typed, std::string_view known) {
  const std::string left = ascii_lower(squeeze(typed.substr(0, typed_max)));
  const std::string right = ascii_lower(known);
  return std::min(spelling(left, right), wording(left, right));
}

std::vector<std::string> nearest(std::string_view typed, std::span<const std::string> known,
                                 std::size_t count) {
  struct Scored {
    int score;
    std::size_t place;
  };
  std::vector<Scored> scored;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const int score = unlikeness(typed, known[i]);
    if (score <= like_enough) scored.push_back({score, i});
  }
  std::ranges::stable_sort(scored, {}, &Scored::score);
  std::vector<std::string> found;
  for (const Scored& each : scored) {
    if (found.size() == count) break;
    if (std::ranges::find(found, known[each.place]) == found.end()) {
      found.push_back(known[each.place]);
    }
  }
  return found;
}

std::string join_suggestions(std::span<const std::string> suggestions) {
  std::string joined;
  for (const std::string& each : suggestions) {
    if (each.size() > suggestion_max) continue;
    if (!joined.empty()) joined += " · ";
    joined += each;
  }
  if (joined.empty() && !suggestions.empty()) return quote_short(suggestions.front());
  return joined;
}

std::string one_suggestion(const std::string& suggestion) {
  return join_suggestions(std::span(&suggestion, 1));
}

}  // namespace tally::rules
