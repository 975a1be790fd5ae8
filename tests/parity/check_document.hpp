// Check document: identifiers, addresses, payment terms, rate cards, credit and rules, in one
// function for both sides.
// In goes a record: the name of what is to be checked, a line feed, and its text ("vat", country
// and number; "address", JSON; "terms", day, amount and terms; "freight", what goes where and a
// card; "rules", see check_rules); out come issues as canonical bytes with their sentences, and
// whatever else the room says.
// check_maker.cpp and charge_maker.cpp make the records from right ones, many of them with a slip.
// It reads no snapshot: what an order reaches is decide_document.hpp's.
//   std::string said = check_document("iban\n\nDE89370400440532013000");
#pragma once

#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "tests/support/random.hpp"

namespace tally::tests {

std::string check_document(std::string_view record);

/// Of the records "freight", "credit", "doubles" and "unusual": charge_document.cpp.
std::string check_freight(std::string_view text);
std::string check_credit(std::string_view text);
std::string check_doubles(std::string_view text);
std::string check_unusual(std::string_view text);

/// All that rules/ says of a vocabulary, rules and orders. The record's first line has the bytes of
/// the vocabulary and of the rules, which follow; then one order a line: the day, then a value for
/// each field ("-" where it is missing), all in digits.
std::string check_rules(std::string_view record);

/// The text up to the next line feed; `text` moves on behind it.
std::string_view take_line(std::string_view& text);
/// Bytes, sentence and mend of each.
std::string say_all(const Issues& issues);

class CheckMaker {
 public:
  explicit CheckMaker(std::uint64_t seed) : random_(seed) {}
  std::string next();

 private:
  std::string next_address();
  std::string next_terms();
  std::string next_freight();
  std::string next_credit();
  std::string next_doubles();
  std::string next_unusual();
  std::string figure(unsigned bits_max);
  std::string slip(std::string text);
  Random random_;
};

}  // namespace tally::tests
