// The next words: what the grammar allows, and nothing that it would refuse.
#include "shared/rules/complete.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/rules_data.hpp"
#include "tests/support/rules_random.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

Completion at_end(const std::string& text) { return complete(small_words(), text, text.size()); }

bool offers(const Completion& completion, const std::string& word) {
  return std::ranges::count(completion.words, word) == 1;
}

struct WantedProof {
  const char* text;
  std::vector<const char*> words;
  std::vector<const char*> never;
};

const std::string head = "Decide approval.\nRule a: When ";

}  // namespace

TEST_CASE("an empty page offers a decision, and a decision its name") {
  CHECK(at_end("").words == std::vector<std::string>{"Decide"});
  CHECK(offers(at_end("Decide "), "approval"));
  CHECK(at_end("Decide fr").words == std::vector<std::string>{"fraud check"});
  CHECK(at_end("Decide fr").from == 7);
  CHECK(at_end("Decide approval.\n").words ==
        std::vector<std::string>{"Rule", "Otherwise", "Decide"});
  CHECK(at_end("Decide approval.\nRu").words == std::vector<std::string>{"Rule"});
}

TEST_CASE("at each place of a rule the next words of the grammar are offered") {
  const std::vector<WantedProof> all{
      {"",
       {"the order total", "it is the customer's first order", "all of these are true:"},
       {"the"}},
      {"the customer ti", {"customer tier"}, {}},
      {"the cust", {"the customer tier", "the customer is tax exempt"}, {"the order total"}},
      {"the order total ", {"is", "are"}, {}},
      {"the order total is ", {"at least", "more than", "from", "missing", "not"}, {"before"}},
      {"the order total is at l", {"at least"}, {"at most"}},
      {"the order total is at least ", {"$100"}, {}},
      {"the customer tier is ", {"gold", "not", "neither", "one of", "known"}, {"at least"}},
      {"the customer tier is g", {"gold"}, {"silver"}},
      {"the customer tier is gold ", {"or", "and", "send the order to"}, {}},
      {"the customer tier is gold or ", {"silver", "the order total"}, {}},
      {"the requested date is ", {"on or after", "before", "from"}, {"at least"}},
      {"the margin is known and the customer tier is gold ", {"and"}, {}},
      {"all of these are true:\n  ", {"-"}, {}},
      {"all of these are true:\n  - ", {"the margin", "any of these is true:"}, {}},
      {"the margin is known, ", {"send the order to"}, {}},
      {"the margin is known, send the order to ", {"manager", "credit desk"}, {}},
      {"the margin is known, send the order to credit ", {"desk"}, {"manager"}},
      {"the margin is known, send the order to manager ", {"for approval"}, {}},
      {"the margin is known, send the order to manager for approval ",
       {"because", "unless", "."},
       {}},
      {"the margin is known, send the order to manager for approval.\n",
       {"This rule overrides", "From", "Example", "Rule", "Otherwise", "Decide"},
       {}},
  };
  for (const WantedProof& wanted : all) {
    const std::string text = head + wanted.text;
    CAPTURE(text);
    const Completion completion = at_end(text);
    std::string said;
    for (const std::string& word : completion.words) said += word + " | ";
    CAPTURE(said);
    for (const char* word : wanted.words) {
      CAPTURE(word);
      const bool is_offered = std::ranges::any_of(completion.words, [&](const std::string& each) {
        return each == word || each == std::string(word) + ":" ||
               (each + ":" == word) || std::string(word).ends_with(" " + each);
      });
      CHECK(is_offered);
    }
    for (const char* word : wanted.never) CHECK_FALSE(offers(completion, word));
  }
}

TEST_CASE("names of earlier rules are offered to be overridden") {
  const std::string text =
      "Decide approval.\nRule large order: When the margin is known, send the order to manager for "
      "approval.\nRule b: When the margin is missing, send the order to director for approval. "
      "This rule overrides ";
  CHECK(offers(at_end(text), "large order"));
}

TEST_CASE("every word of rules that read is offered where it stands") {
  // Free text and numbers apart: those nobody can offer.
  int asked = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const std::string text = random_rules_text(seed, {"pick", 2});
    for (std::size_t at = text.find("When ") + 5; at < text.size(); ++at) {
      if (text[at - 1] != ' ' || text[at] == '-') continue;
      const std::size_t end = std::min(text.find_first_of(" ,.:\n", at), text.size());
      const std::string word = text.substr(at, end - at);
      const bool is_free = word.empty() || (word[0] >= '0' && word[0] <= '9') || word == "Rule" ||
                           (word[0] == 'r' && word.size() == 2) || word == "the" || word == " ";
      if (is_free) continue;
      const Completion completion = complete(tiny_words(), text, at);
      std::string said;
      for (const std::string& each : completion.words) said += each + " | ";
      const bool is_offered = std::ranges::any_of(completion.words, [&](const std::string& each) {
        return each.starts_with(word) || each.starts_with("the " + word);
      });
      CHECK_MESSAGE(is_offered, text.substr(0, at) << "[" << word << "] offered: " << said);
      ++asked;
    }
  }
  CHECK(asked > 300);
}
