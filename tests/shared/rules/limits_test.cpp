// Texts that nobody writes: refused in a sentence, and soon.
#include "shared/rules/limits.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "shared/rules/rules.hpp"
#include "tests/support/rules_data.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

namespace {

/// The first thing that is said of a text. It must come soon (the bound is that of a slow and busy
/// machine) and be of a length that a person reads.
template <typename Read>
std::string said_soon(Read read) {
  const auto start = std::chrono::steady_clock::now();
  const auto result = read();
  const auto passed = std::chrono::steady_clock::now() - start;
  CHECK(passed < std::chrono::seconds(10));
  REQUIRE_FALSE(result);
  CHECK(result.error().size() <= issues_max + 1);
  const std::string said = say_rule_issues({result.error().front()});
  CHECK(said.size() < 6'000);
  return said;
}

std::string said_of_rules(const std::string& text) {
  return said_soon([&] { return read_rules(small_words(), text); });
}

const std::string long_word(1'000'000, 'x');
const std::string front = "Decide approval.\nRule a: When ";
const std::string answer_part = ", send the order to manager for approval.\n";

}  // namespace

TEST_CASE("a file of 10 MB is refused before it is read") {
  std::string text = "Decide approval.\n";
  while (text.size() < 10'000'000) text += "Rule a: When the margin is known" + answer_part;
  CHECK(said_of_rules(text).contains("rules may have 8,000,000"));
  CHECK(said_soon([&] { return read_table(small_words(), text); }).contains("rules_too_large"));
  CHECK(said_soon([&] { return read_vocabulary(text, {}); }).contains("rules_too_large"));
}

TEST_CASE("lists nested 10,000 deep are refused, by their size or by their depth") {
  std::string text = front + "all of these are true:\n";
  for (std::size_t i = 1; i <= 10'000; ++i) {
    text += std::string(i, ' ') + "- any of these is true:\n";
  }
  CHECK(said_of_rules(text).contains("rules_too_large"));
  // Tabs, and signs of a list one behind the other.
  std::string tabs = front + "all of these are true:\n";
  for (std::size_t i = 1; i <= 3'500; ++i) {
    tabs += std::string(i, '\t') + "- any of these is true:\n";
  }
  CHECK(said_of_rules(tabs).contains("rules_nested_too_deep"));
  std::string flat = front;
  for (int i = 0; i < 10'000; ++i) flat += "any of these is true: - ";
  CHECK_FALSE(said_of_rules(flat + "the margin is known" + answer_part).empty());
}

TEST_CASE("lines of 1 MB are refused at the word, which is told short") {
  CHECK(said_of_rules(long_word).contains("rule_start_unknown"));
  CHECK(said_of_rules("Decide " + long_word + ".").contains("decision_unknown"));
  CHECK(said_of_rules(front + "the " + long_word + " is known" + answer_part)
            .contains("rule_phrase_un"));
  CHECK(said_of_rules(front + "the customer tier is " + long_word + answer_part)
            .contains("rule_value_unknown"));
  const std::string digits(1'000'000, '9');
  CHECK(said_of_rules(front + "the order total is at least $" + digits + answer_part)
            .contains("line 2"));
  CHECK(said_of_rules(front + "the margin is known, send the order to " + long_word +
                      " for approval.")
            .contains("rule_answer_unknown"));
  std::string words = front;
  for (int i = 0; i < 150'000; ++i) words += "moon is ";
  CHECK(said_of_rules(words).contains("rule_phrase_unh"));
  std::string joined = front + "the margin is known";
  for (int i = 0; i < 40'000; ++i) joined += " and the margin is known";
  CHECK(said_of_rules(joined + answer_part).contains("rule_too_wide"));
  std::string mixed = front + "the margin is known";
  for (int i = 0; i < 20'000; ++i) mixed += " and the margin is known or it is hot";
  CHECK_FALSE(said_of_rules(mixed + answer_part).empty());
  std::string examples = front + "the margin is known" + answer_part;
  for (int i = 0; i < 30'000; ++i) examples += "Example: the margin is 5% -> managr. ";
  CHECK_FALSE(said_of_rules(examples).empty());
}

TEST_CASE("a name of 1 MB is refused, and so is a reason without an end") {
  const std::string rule = ": When the margin is known" + answer_part;
  CHECK(said_of_rules("Decide approval.\nRule " + long_word + rule).contains("rule_name_wrong"));
  CHECK_FALSE(said_of_rules("Decide approval.\nRule a: When the margin is known, send the order to "
                            "manager for approval because \"" +
                            long_word)
                  .empty());
}

TEST_CASE("a table with millions of columns, and a vocabulary with millions of words") {
  const std::string columns(4'000'000, ',');
  CHECK_FALSE(said_soon([&] {
                return read_table(small_words(), "Decide tax\r\nrule" + columns + "\r\n");
              }).empty());
  std::string wide = "Decide tax\r\nrule,answer";
  for (int i = 0; i < 300'000; ++i) wide += ",margin";
  CHECK_FALSE(said_soon([&] {
                return read_table(small_words(), wide + "\r\na,exempt\r\n");
              }).empty());
  CHECK(said_soon([&] { return read_vocabulary("field " + long_word, {}); })
            .contains("vocabulary_"));
  std::string fields;
  for (int i = 0; i < 200'000; ++i) fields += "fact f" + std::to_string(i) + " | g" +
                                              std::to_string(i) + "\n";
  CHECK(said_soon([&] { return read_vocabulary(fields, {}); }).contains("at most 4000 fields"));
  std::string half;
  for (int i = 0; i < 1'900; ++i) {
    half += "field the" + std::to_string(i) + " | count 0 9\nfact it is " + std::to_string(i) +
            " | it is not " + std::to_string(i) + "\n";
  }
  CHECK(read_vocabulary(half, {}));
}

TEST_CASE("the words at the cursor of a large file are offered soon") {
  std::string text = "Decide approval.\n";
  for (int i = 0; i < 20'000; ++i) {
    text += "Rule r" + std::to_string(i) + ": When the margin is known" + answer_part;
  }
  text += "Rule last: When the customer t";
  const auto start = std::chrono::steady_clock::now();
  const Completion next = complete(small_words(), text, text.size());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  CHECK(next.words == std::vector<std::string>{"tier"});
}
