#include "tests/support/rules_data.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "shared/explain/explain.hpp"

namespace tally::tests {

std::optional<std::string> rules_file(const std::string& name) {
  const char* folder = std::getenv("TALLYSTICK_DATA");
  if (folder == nullptr || *folder == '\0') return std::nullopt;
  std::ifstream file(std::string(folder) + "/rules/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string_view small_words_text() {
  return R"(# The words of the tests.
field order total            | money 0 20000000
field largest line discount  | percent 0 10000
field margin                 | percent 0 10000 | server
field order weight           | weight 0 2000000
field number of lines        | count 0 10000
field distance from {warehouse} warehouse | distance 0 20000 | server
field days until the promised date | days -365 365
field lead time              | days 0 365
field hours since the last order | hours 0 8760 | optional
field age of the quote       | hours 0 8760
field requested date         | date 2020-01-01 2035-12-31 | optional
field customer tier          | one of standard, silver, gold, platinum
field shipping country       | one of US, CA, MX, GB, DE, FR, other
field payment term           | one of card, prepaid, net 30, net 60
field payment failure | one of insufficient funds, expired card, suspected fraud | optional
field warehouse              | one of {warehouse} | optional
fact it is the customer's first order | it is not the customer's first order
fact the order contains hazardous goods | the order contains no hazardous goods
fact the customer is tax exempt | the customer is not tax exempt
fact the PO number is given | the PO number is missing
decision approval    | all of manager, director, credit desk | send the order to * for approval
decision fraud check | strictest of none, review, hold | mark the order for fraud *
decision carrier     | exactly one of parcel, freight, LTL, hazmat carrier | use *
decision return | exactly one of accept, accept with restocking fee, refuse|answer the return with *
decision discount    | highest percent up to 30% | give a discount of *
decision surcharge   | sum of percent up to 15% | add a surcharge of *
decision wait        | lowest days | wait *
decision tax         | exactly one of charge tax, exempt | *
decision route       | first of release, review, hold:fraud | route the order to *
)";
}

const rules::Vocabulary& small_words() {
  static const rules::Vocabulary words = [] {
    const rules::CompanyWords warehouses{"warehouse", {"east", "west"}};
    auto read = rules::read_vocabulary(small_words_text(), std::span(&warehouses, 1));
    if (!read) {
      MESSAGE(say_rule_issues(read.error()));
      FAIL("the vocabulary of the tests cannot be read");
    }
    return *std::move(read);
  }();
  return words;
}

rules::RuleSet small_rules(std::string_view text) {
  auto read = rules::read_rules(small_words(), text);
  if (!read) {
    MESSAGE(say_rule_issues(read.error()));
    FAIL("rules of a test cannot be read");
  }
  return *std::move(read);
}

std::string say_rule_issues(const Issues& issues) {
  std::string text;
  for (const Issue& issue : issues) {
    const explain::Said said = explain::say_issue(issue);
    text += issue.path + ": " + std::string(code_row(issue.code).name) + ": " + said.sentence +
            " " + said.mend + "\n";
  }
  return text;
}

}  // namespace tally::tests
