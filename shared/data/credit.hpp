// Credit: how far a customer is trusted, as finance writes it down.
// Plain values of the company document's "credit" section; they live in the server's database only
// and never in a snapshot: what is used of a limit changes by the minute.
// A limit is of one currency; a customer who buys in two has an account for each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"

namespace tally {

/// What an order meets that the customer's credit does not carry.
/// route: finance may release it with a reason. hold: nobody may, until the account is in order.
enum class CreditAction : std::uint8_t { route, hold };

struct CreditAccount {
  Currency currency;
  /// nullopt: none is set, so none is passed. Zero: nothing goes on credit.
  std::optional<Money> limit;
  /// nullopt: the company's own.
  std::optional<CreditAction> action;
  /// nullopt: the company's own.
  std::optional<std::int32_t> overdue_days_max;
  friend bool operator==(const CreditAccount&, const CreditAccount&) = default;
};

struct CustomerCredit {
  CustomerCode customer;
  /// Why nothing goes to this customer; empty: not on hold.
  std::string hold;
  /// One for each currency, by its code.
  std::vector<CreditAccount> accounts;
  friend bool operator==(const CustomerCredit&, const CustomerCredit&) = default;
};

/// As documents and settings name it.
constexpr std::string_view credit_action_name(CreditAction action) {
  return action == CreditAction::hold ? "hold" : "route";
}
constexpr std::optional<CreditAction> parse_credit_action(std::string_view name) {
  if (name == "route") return CreditAction::route;
  if (name == "hold") return CreditAction::hold;
  return std::nullopt;
}

}  // namespace tally
