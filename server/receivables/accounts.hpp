// Accounts: what finance has written down of a customer's credit, and who changed it when and why.
// In go a connection and a customer's code; out come its accounts, its hold and their history.
// Each change is a row of a history that only grows; putting what is there already is no change.
// Whether an order may go on is not said here: orders/standing.hpp asks the pure room.
//   put_credit(db, credit, {.login = "fay", .at = now, .reason = "audited accounts of 2025"});
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/credit.hpp"

namespace tally::server::receivables {

struct ChangedBy {
  std::string login;
  Instant at;
  std::string reason;
};

/// nullopt where nothing was ever written down.
std::optional<CustomerCredit> find_credit(store::Connection& db, const CustomerCode& customer);
/// Every customer with an account or a hold, by code.
std::vector<CustomerCredit> list_credit(store::Connection& db);
/// Why the customer is on hold; empty: it is not.
std::string find_hold(store::Connection& db, std::string_view customer);
/// The account of that currency or, where there is none with a limit, the first other one by its
/// currency that has a limit.
std::optional<CreditAccount> find_account(store::Connection& db, std::string_view customer,
                                          Currency currency);

enum class Put : std::uint8_t { added, changed, unchanged, failed };
/// All accounts and the hold become these.
Put put_credit(store::Connection& db, const CustomerCredit& credit, const ChangedBy& by);
/// One account, the others stay.
Put put_account(store::Connection& db, const CustomerCode& customer, const CreditAccount& account,
                const ChangedBy& by);
/// An empty hold takes it off.
Put put_hold(store::Connection& db, const CustomerCode& customer, std::string_view hold,
             const ChangedBy& by);

struct CreditChange {
  std::int64_t number = 0;
  Instant at;
  std::string by;
  /// "credit limit EUR 100,000.00", "on hold"
  std::string what;
  std::string reason;
};
/// The newest first, at most `limit`.
std::vector<CreditChange> list_credit_changes(store::Connection& db, const CustomerCode& customer,
                                              std::int64_t limit);

}  // namespace tally::server::receivables
