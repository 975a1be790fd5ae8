// The reader beyond single mistakes: many at once, recovery, limits, comments, word processors.
#include "shared/rules/reader.hpp"

#include <doctest/doctest.h>

#include "shared/rules/limits.hpp"
#include "shared/rules/print.hpp"
#include "tests/support/rules_data.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

TEST_CASE("a file of 10 MB is refused in a sentence, and so is what is no text") {
  const auto large = read_rules(small_words(), std::string(10'000'000, 'a'));
  REQUIRE_FALSE(large);
  CHECK(large.error().front().code == IssueCode::rules_too_large);
  for (const char* text : {"Decide \xFF", "Decide \x01 approval."}) {
    const auto read = read_rules(small_words(), text);
    REQUIRE_FALSE(read);
    CHECK(read.error().front().code == IssueCode::rules_not_text);
  }
}

TEST_CASE("lists nested 10,000 deep are refused in a sentence, and the next rule is read") {
  std::string text = "Decide approval.\nRule deep: When all of these are true:\n";
  for (std::size_t i = 1; i < 10'000 && text.size() < 7'000'000; ++i) {
    text += std::string(i % 500, ' ') + "- any of these is true:\n";
  }
  const auto sloppy = read_rules(small_words(), text);
  REQUIRE_FALSE(sloppy);
  std::string deep = "Decide approval.\nRule deep: When all of these are true:\n";
  for (std::size_t i = 1; i < 3'000; ++i) deep += std::string(i, ' ') + "- any of these is true:\n";
  deep += "send the order to manager for approval.\nRule b: When the margn is known, send the "
          "order to manager for approval.\n";
  const auto read = read_rules(small_words(), deep);
  REQUIRE_FALSE(read);
  REQUIRE(read.error().size() == 2);
  CHECK(read.error()[0].code == IssueCode::rules_nested_too_deep);
  CHECK(read.error()[1].code == IssueCode::rule_phrase_unknown);
}

TEST_CASE("one mistake a sentence, all of them, in the order of the text") {
  const auto read =
      read_rules(small_words(),
                 "Decide approval.\n"
                 "Rule a: When the margn is known, send the order to manager for approval.\n"
                 "Rule b: When the margin is known, send the order to manager for approval. "
                 "This rule overrides nobody.\n"
                 "Decide nothing.\n"
                 "Rule c: When the margn is known, send the order to manager for approval.\n"
                 "Decide carrier.\n"
                 "Rule d: When the margin is known, use a parcel.\n"
                 "Rule d2: When the margin is known, use parcel. This rule overrides b.\n");
  REQUIRE_FALSE(read);
  CAPTURE(say_rule_issues(read.error()));
  REQUIRE(read.error().size() == 5);
  const IssueCode wanted[] = {IssueCode::rule_phrase_unknown, IssueCode::rule_overrides_unknown,
                              IssueCode::decision_unknown, IssueCode::rule_answer_unknown,
                              IssueCode::rule_overrides_elsewhere};
  for (std::size_t i = 0; i < 5; ++i) CHECK(read.error()[i].code == wanted[i]);
}

TEST_CASE("a file that is no rule file is not answered with thousands of mistakes") {
  std::string text = "Decide approval.\n";
  for (int i = 0; i < 5'000; ++i) text += "Nothing here is a rule.\n";
  const auto read = read_rules(small_words(), text);
  REQUIRE_FALSE(read);
  CHECK(read.error().size() == issues_max + 1);
}

TEST_CASE("structure: circles, doubles, what stands in the wrong place") {
  const auto first = [](std::string_view text) {
    const auto read = read_rules(small_words(), text);
    REQUIRE_FALSE(read);
    return read.error().front().code;
  };
  const std::string rule = ": When the margin is known, send the order to manager for approval.";
  CHECK(first("Rule a" + rule) == IssueCode::decision_missing);
  CHECK(first("Decide approval.\nDecide carrier.\nDecide approval.\n") ==
        IssueCode::decision_twice);
  CHECK(first("Decide approval.\nRule a" + rule + " This rule overrides b.\nRule b" + rule +
              " This rule overrides a.\n") == IssueCode::rule_overrides_circle);
  CHECK(first("Decide approval.\nRule a" + rule + " This rule overrides a.\n") ==
        IssueCode::rule_overrides_circle);
  CHECK(first("Decide approval.\nOtherwise send the order to manager for approval.\nRule a" +
              rule) == IssueCode::otherwise_not_last);
  CHECK(first("Decide approval.\nRule a" + rule +
              "\nDecide fraud check.\nRule a: When the margin is "
              "known, mark the order for fraud none.\n") == IssueCode::rule_name_twice);
}

TEST_CASE("comments stay with their sentence, and word processors do no harm") {
  const std::string text =
      "# Approvals, agreed in March.\nDecide approval.\n# Ask Ann.\nRule a: When it is the "
      "customer\xE2\x80\x99s\xC2\xA0" "first order, send the order to manager for approval because "
      "\xE2\x80\x9Cnew\xE2\x80\x9D.\nExample: it is the customer's first order \xE2\x86\x92 "
      "manager.\n# The end.\n";
  const RuleSet set = small_rules(text);
  CHECK(print_rules(small_words(), set) ==
        "# Approvals, agreed in March.\nDecide approval.\n# Ask Ann.\nRule a: When it is the "
        "customer's first order, send the order to manager for approval because \"new\".\nExample: "
        "it is the customer's first order -> manager.\n\n# The end.\n");
  CHECK(small_rules(print_rules(small_words(), set)) == set);
}

TEST_CASE("a digest names what rules say, not how they were typed") {
  const char* const one =
      "Decide approval.\nRule a: When the order total is at least $10,000, send "
      "the order to manager for approval.\n";
  const char* const same = "decide Approval.   Rule a:  when The Order Total is at least $10000.00 "
                           "send the order to manager for approval.";
  const char* const other = "Decide approval.\nRule a: When the order total is at least $10,001, "
                            "send the order to manager for approval.\n";
  const auto digest = [](const char* text) { return digest_of(small_words(), small_rules(text)); };
  CHECK(digest(one) == digest(same));
  CHECK(digest(one) != digest(other));
}

TEST_CASE("phrases that would make a sentence ambiguous are refused in a vocabulary") {
  const auto first = [](std::string_view text) {
    const auto read = read_vocabulary(text, {});
    REQUIRE_FALSE(read);
    return read.error().front();
  };
  for (const char* phrase : {"black and white", "size or weight", "what is due", "sizes are",
                             "if unless", "a, b", "size: total", ""}) {
    CAPTURE(phrase);
    CHECK(first("field " + std::string(phrase) + " | count 0 9").code ==
          IssueCode::vocabulary_phrase_refused);
  }
  CHECK(first("field tier | one of gold, not silver").code == IssueCode::vocabulary_phrase_refused);
  CHECK(first("decision x | all of a and b, c | do *").code ==
        IssueCode::vocabulary_phrase_refused);
  CHECK(first("field a | count 0 9\nfield A | count 0 9").code ==
        IssueCode::vocabulary_phrase_twice);
  CHECK(first("field PO number | count 0 9\nfact the PO number is given | the PO number is missing")
            .code == IssueCode::vocabulary_phrase_refused);
  CHECK(first("fact it rains").code == IssueCode::vocabulary_phrase_refused);
  CHECK(first("field a | mony 0 9").code == IssueCode::vocabulary_type_unknown);
  CHECK(first("field a | money 9 0").code == IssueCode::vocabulary_domain_wrong);
  CHECK(first("field a | money 0").code == IssueCode::vocabulary_domain_wrong);
  CHECK(first("field a | money 0 9 | sever").code == IssueCode::vocabulary_mark_unknown);
  CHECK(first("feild a | money 0 9").code == IssueCode::vocabulary_line_unknown);
  CHECK(first("field a | one of {tiers}").code == IssueCode::vocabulary_list_unknown);
  CHECK(first("decision x | one of a, b | do *").code == IssueCode::vocabulary_decision_wrong);
  CHECK(first("decision x | all of a, b | do it").code == IssueCode::vocabulary_decision_wrong);
  CHECK(first("field a | money 0 9\nfield b | mony 0 9").path == "line 2");
}

TEST_CASE("the longest phrase wins, and a company's words make fields and values") {
  const rules::CompanyWords lists[] = {{"tier", {"net", "net 30"}}, {"hall", {"north", "south"}}};
  const auto words = read_vocabulary(
      "field credit | count 0 9\nfield credit used | count 0 9\nfield tier | one of none, {tier}\n"
      "fact {hall} is full | {hall} has room\ndecision d | all of x | do *\n", lists);
  REQUIRE(words);
  CHECK(words->fields.size() == 5);
  const auto set = read_rules(*words,
                              "Decide d.\nRule a: When the credit used is 5 and the tier is net 30 "
                              "and south has room, do x.\n");
  REQUIRE_MESSAGE(set, say_rule_issues(set.error()));
  const auto& parts = set->decisions[0].rules[0].when.parts;
  CHECK(words->fields[parts[0].atom.field].phrase == "credit used");
  CHECK(parts[1].atom.values == std::vector<std::int64_t>{2});
  CHECK(words->fields[parts[2].atom.field].phrase == "south is full");
  CHECK(parts[2].atom.test == Test::fails);
}

TEST_CASE("lists and overrides without end are refused soon") {
  std::string values = "Decide approval.\nRule a: When the number of lines is 1";
  for (int i = 0; i < 100'000; ++i) values += ", " + std::to_string(i % 9'999);
  values += " or 3, send the order to manager for approval.\n";
  const auto wide = read_rules(small_words(), values);
  REQUIRE_FALSE(wide);
  CHECK(wide.error().front().code == IssueCode::rule_too_wide);
  std::string rules = "Decide approval.\n";
  for (int i = 0; i < 3'000; ++i) {
    rules += "Rule number " + std::to_string(i) +
             ": When the margin is known, send the order to manager for approval. This rule "
             "overrides nobody " +
             std::to_string(i) + ".\n";
  }
  const auto lost = read_rules(small_words(), rules);
  REQUIRE_FALSE(lost);
  CHECK(lost.error().size() == issues_max);
}
