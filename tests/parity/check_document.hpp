// Check document: identifiers, addresses, payment terms and rules, in one function for both sides.
// In goes a record: the name of what is to be checked, a line feed, and its text ("vat", country
// and number; "address", JSON; "terms", day, amount and terms; "rules", see check_rules); out come
// issues as canonical bytes with their sentences, the normal form and whatever the room answers.
// check_maker.cpp makes the records from right ones, most of them with a slip.
//   std::string said = check_document("iban\n\nDE89370400440532013000");
#pragma once

#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "tests/support/random.hpp"

namespace tally::tests {

std::string check_document(std::string_view record);

/// All that rules/ says of a vocabulary, rules and orders. The record's first line has the bytes of
/// the vocabulary and of the rules, which follow; then one order a line: the day, then a value for
/// each field ("-" where it is missing), all in digits.
std::string check_rules(std::string_view record);

/// The text up to the line feed, which is taken from it.
std::string_view take_line(std::string_view& text);
/// Each issue as canonical bytes, with its sentence and mend.
std::string say_all(const Issues& issues);

class CheckMaker {
 public:
  explicit CheckMaker(std::uint64_t seed) : random_(seed) {}
  std::string next();

 private:
  std::string next_address();
  std::string next_terms();
  std::string slip(std::string text);
  Random random_;
};

}  // namespace tally::tests
