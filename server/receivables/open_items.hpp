// Open items: what customers owe, by invoice.
// In go items of an import, each with its invoice's number; out come sums and the oldest one that
// is overdue. An item that is paid stays with nothing open, so that its order does not count again.
// Until billing issues invoices itself these come from the company's accounts.
// It sums in the database and within one currency, and rounds nothing.
//   put_open_item(db, item);   owed_by(db, "C-1", eur)   oldest_overdue(db, "C-1", today)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"
#include "shared/credit/credit.hpp"

namespace tally::server::receivables {

/// In minor units: no invoice is larger, so that sums stay within 64 bits.
inline constexpr std::int64_t item_amount_max = 1'000'000'000'000'000;

struct OpenItem {
  /// The invoice's number; the key.
  std::string invoice;
  CustomerCode customer;
  /// Below zero: a credit note.
  Money amount;
  /// Between zero and the amount.
  Money open;
  Date day;
  Date due;
  /// The order that it is of, as rows of orders count; nullopt: not said.
  std::optional<std::int64_t> order_row = {};
  friend bool operator==(const OpenItem&, const OpenItem&) = default;
};

std::optional<OpenItem> find_open_item(store::Connection& db, std::string_view invoice);
/// Adds or replaces.
bool put_open_item(store::Connection& db, const OpenItem& item);
/// Those with something open, the earliest due first, at most `limit`.
std::vector<OpenItem> list_open_items(store::Connection& db, std::string_view customer,
                                      std::int64_t limit);
/// The numbers of all items with something open.
std::vector<std::string> open_invoices(store::Connection& db);
/// Nothing is open of it any more.
bool close_open_item(store::Connection& db, std::string_view invoice);

/// The sum of what is open, in minor units.
std::int64_t owed_by(store::Connection& db, std::string_view customer, Currency currency);
/// Of any currency; nullopt where nothing is overdue today.
std::optional<credit::OverdueItem> oldest_overdue(store::Connection& db,
                                                         std::string_view customer, Date today);
/// The sum of what is open and overdue, in minor units.
std::int64_t overdue_of(store::Connection& db, std::string_view customer, Currency currency,
                        Date today);
/// What accepted orders taken from that day on will still be invoiced for, in minor units: each
/// order's total less its invoices, never below zero. Orders of an imported history are not in it,
/// and neither is `but_row`.
std::int64_t ordered_by(store::Connection& db, std::string_view customer, Currency currency,
                        Date from, std::int64_t but_row);
/// Of items with something open, accepted orders and accounts, each once, by code.
std::vector<Currency> currencies_of(store::Connection& db, std::string_view customer);

}  // namespace tally::server::receivables
