// Credit: whether a customer's credit carries one more order.
// In go facts that only the server has (what is owed, ordered and overdue) and the company's
// policy; out come what is used and left, and the issues for which a person looks at the order.
// It sums within one currency only: what is owed in another is that account's business.
// It reads no database and releases nothing: the server asks it inside the change that accepts.
//   const CreditDecision decided = credit::decide_credit(facts, policy);
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/base/rate.hpp"
#include "shared/data/credit.hpp"

namespace tally::credit {

/// The open item that is due for longest.
struct OverdueItem {
  std::string invoice;
  Date due;
  /// Above zero: days between the due day and today.
  std::int64_t days = 0;
  Money open;
};

struct CreditFacts {
  /// As sentences name it.
  std::string customer;
  /// The order's; `invoices` and `orders` are in it.
  Currency currency;
  /// That of the order's currency or, where it has none, one in another currency; nullopt: none.
  std::optional<Money> limit;
  /// What is open of the customer's invoices; a credit note counts below zero.
  Money invoices;
  /// What other accepted orders will still be invoiced for.
  Money orders;
  /// With freight and tax; nullopt where it has no total.
  std::optional<Money> order;
  std::optional<OverdueItem> oldest = {};
  /// Why finance holds the customer; empty: it does not.
  std::string hold = {};
  /// The account's own, before the company's.
  std::optional<CreditAction> action = {};
  std::optional<std::int32_t> overdue_days_max = {};
};

enum class OpenOrders : std::uint8_t { counted, left_out };

struct CreditPolicy {
  CreditAction action = CreditAction::route;
  /// nullopt: days overdue stop no order.
  std::optional<std::int32_t> overdue_days_max;
  /// So much of the limit may be passed.
  Rate tolerance;
  OpenOrders open_orders = OpenOrders::counted;
};

/// pass: nothing stops it. route: finance may release it. hold: nobody may.
enum class CreditVerdict : std::uint8_t { pass, route, hold };

struct CreditDecision {
  CreditVerdict verdict = CreditVerdict::pass;
  /// nullopt where the sums are beyond 64 bits.
  std::optional<Money> used;
  /// limit - used, below zero where it is passed already; nullopt without a limit of this currency.
  std::optional<Money> available;
  /// used + order - limit, where that is above zero.
  std::optional<Money> over_by;
  /// All of severity review, the hold of the customer first.
  Issues issues;
};

/// used = invoices + orders (without the orders where the policy leaves them out); the order passes
/// the limit where it is above zero and used + order > limit + floor(limit * tolerance); over_by is
/// counted from the limit itself. An item is overdue where oldest.days > overdue_days_max.
///
/// Issues: customer_on_hold; credit_other_currency where the limit is in another currency;
/// credit_limit_passed or credit_limit_holds, credit_overdue or credit_overdue_holds by the action;
/// credit_beyond_counting.
CreditDecision decide_credit(const CreditFacts& facts, const CreditPolicy& policy);

/// Whether finance may release an order that waits for this issue.
bool can_be_released(IssueCode code);
/// Whether the issue is one of decide_credit.
bool is_of_credit(IssueCode code);

}  // namespace tally::credit
