// IBAN account: the check digits that a country's own account numbers have within an IBAN.
// In go the country and the BBAN, of right length and structure; out comes what does not hold.
// They tell an IBAN that was made of a mistyped account number: its own check digits fit.
// Countries whose banks choose their own methods (DE, AT, GB, SE, DK, …) are not held.
//   hold_account("ES", "21000418450200051332") == std::nullopt
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/issue.hpp"

namespace tally::identify {

struct AccountFault {
  /// iban_account_digit, iban_account_fails or iban_eleven_test.
  IssueCode code;
  /// What the code's sentence asks for; the others are empty.
  /// "account", "bank code"
  std::string part;
  /// "check digits", "check letter", or the sum: "modulus 11".
  std::string check;
  std::string wanted;
  std::string stands;
  /// The part as it stands.
  std::string value;
};

std::optional<AccountFault> hold_account(std::string_view country, std::string_view bban);

}  // namespace tally::identify
