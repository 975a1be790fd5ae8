#include "server/receivables/accounts.hpp"

#include <algorithm>

namespace tally::server::receivables {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

/// Columns currency, credit_limit, action, overdue_days_max.
CreditAccount read_account(const Query& row) {
  CreditAccount account;
  account.currency = Currency::parse(row.view(0)).value_or(Currency{});
  if (!row.is_null(1)) account.limit = Money{row.integer(1), account.currency};
  account.action = parse_credit_action(row.view(2));
  if (!row.is_null(3)) account.overdue_days_max = static_cast<std::int32_t>(row.integer(3));
  return account;
}

std::vector<CreditAccount> read_accounts(Connection& db, std::string_view customer) {
  Query select = db.query("SELECT currency, credit_limit, action, overdue_days_max "
                          "FROM customer_credit WHERE customer = ?1 ORDER BY currency");
  select.bind(1, customer);
  std::vector<CreditAccount> accounts;
  while (select.step() == Step::row) accounts.push_back(read_account(select));
  return accounts;
}

/// "credit limit EUR 100.00, hold, 10 days overdue"; "no credit limit in EUR".
std::string say_account(const CreditAccount& account) {
  std::string said = account.limit
                         ? "credit limit " + say_money(*account.limit)
                         : "no credit limit in " + std::string(account.currency.code());
  if (account.action) said += ", " + std::string(credit_action_name(*account.action));
  if (account.overdue_days_max) {
    said += ", " + std::to_string(*account.overdue_days_max) + " days overdue";
  }
  return said;
}

bool put_change(Connection& db, const CustomerCode& customer, std::string_view what,
                const ChangedBy& by) {
  Query put = db.query("INSERT INTO credit_change (customer, at_ms, by, what, reason) "
                       "VALUES (?1, ?2, ?3, ?4, ?5)");
  put.bind(1, customer.text()).bind(2, by.at.unix_ms).bind(3, by.login).bind(4, what);
  return put.bind(5, by.reason).run();
}

bool is_known(Connection& db, const CustomerCode& customer) {
  Query find = db.query("SELECT 1 FROM customer_credit WHERE customer = ?1 UNION ALL "
                        "SELECT 1 FROM credit_hold WHERE customer = ?1");
  find.bind(1, customer.text());
  return find.step() == Step::row;
}

bool write_account(Connection& db, const CustomerCode& customer, const CreditAccount& account) {
  Query put = db.query(
      "INSERT INTO customer_credit (customer, currency, credit_limit, action, overdue_days_max) "
      "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (customer, currency) DO UPDATE SET "
      "credit_limit = ?3, action = ?4, overdue_days_max = ?5");
  const std::string currency(account.currency.code());
  put.bind(1, customer.text()).bind(2, currency);
  put.bind(3, account.limit ? std::optional(account.limit->minor) : std::nullopt);
  put.bind(4, account.action ? credit_action_name(*account.action) : std::string_view());
  put.bind(5, account.overdue_days_max ? std::optional(std::int64_t{*account.overdue_days_max})
                                       : std::nullopt);
  return put.run();
}

/// Takes away the accounts in currencies that the record does not name.
bool remove_others(Connection& db, const CustomerCredit& credit, const ChangedBy& by) {
  for (const CreditAccount& known : read_accounts(db, credit.customer.text())) {
    const auto same = [&](const CreditAccount& account) {
      return account.currency == known.currency;
    };
    if (std::ranges::any_of(credit.accounts, same)) continue;
    Query remove = db.query("DELETE FROM customer_credit WHERE customer = ?1 AND currency = ?2");
    const std::string currency(known.currency.code());
    if (!remove.bind(1, credit.customer.text()).bind(2, currency).run()) return false;
    if (!put_change(db, credit.customer, "no account in " + currency, by)) return false;
  }
  return true;
}

}  // namespace

std::optional<CustomerCredit> find_credit(Connection& db, const CustomerCode& customer) {
  CustomerCredit credit;
  credit.customer = customer;
  credit.hold = find_hold(db, customer.text());
  credit.accounts = read_accounts(db, customer.text());
  if (credit.hold.empty() && credit.accounts.empty()) return std::nullopt;
  return credit;
}

std::vector<CustomerCredit> list_credit(Connection& db) {
  std::vector<CustomerCode> codes;
  {
    Query select = db.query("SELECT customer FROM customer_credit UNION "
                            "SELECT customer FROM credit_hold ORDER BY 1");
    while (select.step() == Step::row) {
      if (auto code = CustomerCode::parse(select.view(0))) codes.push_back(*std::move(code));
    }
  }
  std::vector<CustomerCredit> all;
  for (const CustomerCode& code : codes) {
    if (auto credit = find_credit(db, code)) all.push_back(*std::move(credit));
  }
  return all;
}

std::string find_hold(Connection& db, std::string_view customer) {
  Query find = db.query("SELECT reason FROM credit_hold WHERE customer = ?1");
  find.bind(1, customer);
  return find.step() == Step::row ? find.text(0) : std::string();
}

std::optional<CreditAccount> find_account(Connection& db, std::string_view customer,
                                          Currency currency) {
  Query find = db.query(
      "SELECT currency, credit_limit, action, overdue_days_max FROM customer_credit "
      "WHERE customer = ?1 AND (currency = ?2 OR credit_limit IS NOT NULL) "
      "ORDER BY currency <> ?2, currency LIMIT 1");
  find.bind(1, customer).bind(2, currency.code());
  if (find.step() != Step::row) return std::nullopt;
  return read_account(find);
}

Put put_account(Connection& db, const CustomerCode& customer, const CreditAccount& account,
                const ChangedBy& by) {
  const std::vector<CreditAccount> before = read_accounts(db, customer.text());
  const auto known = std::ranges::find(before, account.currency, &CreditAccount::currency);
  if (known != before.end() && *known == account) return Put::unchanged;
  const bool written =
      write_account(db, customer, account) && put_change(db, customer, say_account(account), by);
  if (!written) return Put::failed;
  return known == before.end() ? Put::added : Put::changed;
}

Put put_hold(Connection& db, const CustomerCode& customer, std::string_view hold,
             const ChangedBy& by) {
  const std::string before = find_hold(db, customer.text());
  if (before == hold) return Put::unchanged;
  Query write = hold.empty() ? db.query("DELETE FROM credit_hold WHERE customer = ?1")
                             : db.query("INSERT INTO credit_hold (customer, reason) "
                                        "VALUES (?1, ?2) ON CONFLICT (customer) DO UPDATE SET "
                                        "reason = ?2");
  write.bind(1, customer.text());
  if (!hold.empty()) write.bind(2, hold);
  const std::string what = hold.empty() ? "no longer on hold" : "on hold: " + std::string(hold);
  if (!write.run() || !put_change(db, customer, what, by)) return Put::failed;
  return before.empty() ? Put::added : Put::changed;
}

Put put_credit(Connection& db, const CustomerCredit& credit, const ChangedBy& by) {
  const bool known = is_known(db, credit.customer);
  bool changed = false;
  const std::size_t before = read_accounts(db, credit.customer.text()).size();
  if (!remove_others(db, credit, by)) return Put::failed;
  changed = read_accounts(db, credit.customer.text()).size() != before;
  for (const CreditAccount& account : credit.accounts) {
    const Put put = put_account(db, credit.customer, account, by);
    if (put == Put::failed) return Put::failed;
    changed = changed || put != Put::unchanged;
  }
  const Put put = put_hold(db, credit.customer, credit.hold, by);
  if (put == Put::failed) return Put::failed;
  changed = changed || put != Put::unchanged;
  if (!changed) return Put::unchanged;
  return known ? Put::changed : Put::added;
}

std::vector<CreditChange> list_credit_changes(Connection& db, const CustomerCode& customer,
                                              std::int64_t limit) {
  Query select = db.query("SELECT number, at_ms, by, what, reason FROM credit_change "
                          "WHERE customer = ?1 ORDER BY number DESC LIMIT ?2");
  select.bind(1, customer.text()).bind(2, limit);
  std::vector<CreditChange> changes;
  while (select.step() == Step::row) {
    changes.push_back({select.integer(0), Instant{select.integer(1)}, select.text(2),
                       select.text(3), select.text(4)});
  }
  return changes;
}

}  // namespace tally::server::receivables
