// Check document: identifiers, addresses and payment terms, in one function for both sides.
// In goes a record: the name of what is to be checked, a line feed, and its text ("vat", country
// and number; "address", JSON; "terms", day, amount and terms); out come issues as canonical bytes
// with their sentences, the normal form and whatever else the room answers.
// check_maker.cpp makes the records from right ones, most of them with a slip.
//   std::string said = check_document("iban\n\nDE89370400440532013000");
#pragma once

#include <string>
#include <string_view>

#include "tests/support/random.hpp"

namespace tally::tests {

std::string check_document(std::string_view record);

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
