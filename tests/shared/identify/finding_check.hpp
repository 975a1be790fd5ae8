// Finding check: what the tests of identifiers ask of a finding.
// In goes a finding, or a number and its check; out come its codes as one text, or how many of the
// single mistakes in the number go unnoticed.
// It holds no numbers: each test brings those that are published.
//   CHECK(codes_of(check_vat("DE123")) == "identifier_length");
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/text.hpp"
#include "shared/identify/identify.hpp"

namespace tally::tests {

using Check = identify::Finding (*)(std::string_view text, const identify::Context& context);

/// "identifier_lower_case identifier_length", in their order.
inline std::string codes_of(const identify::Finding& found) {
  std::string codes;
  for (const Issue& issue : found.issues) {
    codes += (codes.empty() ? "" : " ") + std::string(code_row(issue.code).name);
  }
  return codes;
}

/// The numbers that differ from a right one in a single digit, from place `from` on.
inline std::vector<std::string> digits_changed(const std::string& number, std::size_t from = 0) {
  std::vector<std::string> all;
  for (std::size_t place = from; place < number.size(); ++place) {
    if (!is_digit(number[place])) continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (digit == number[place]) continue;
      all.push_back(number);
      all.back()[place] = digit;
    }
  }
  return all;
}

/// Those with two digits beside each other exchanged.
inline std::vector<std::string> neighbours_exchanged(const std::string& number,
                                                     std::size_t from = 0) {
  std::vector<std::string> all;
  for (std::size_t place = from; place + 1 < number.size(); ++place) {
    const bool both = is_digit(number[place]) && is_digit(number[place + 1]);
    if (!both || number[place] == number[place + 1]) continue;
    all.push_back(number);
    std::swap(all.back()[place], all.back()[place + 1]);
  }
  return all;
}

/// Those of the numbers that the check takes for right.
inline std::vector<std::string> unnoticed(const std::vector<std::string>& numbers, Check check) {
  std::vector<std::string> all;
  for (const std::string& number : numbers) {
    if (!identify::is_wrong(check(number, {}))) all.push_back(number);
  }
  return all;
}

}  // namespace tally::tests
