#include "server/receivables/open_items.hpp"

namespace tally::server::receivables {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

#define TALLY_ITEM_COLUMNS \
  "SELECT number, customer, currency, amount, open, invoice_day, due_day, order_row FROM open_item "

Date day_at(const Query& row, int column) {
  return Date::from_days(static_cast<std::int32_t>(row.integer(column)));
}

OpenItem read_item(const Query& row) {
  OpenItem item;
  item.invoice = row.text(0);
  item.customer = CustomerCode::parse(row.view(1)).value_or(CustomerCode{});
  const Currency currency = Currency::parse(row.view(2)).value_or(Currency{});
  item.amount = Money{row.integer(3), currency};
  item.open = Money{row.integer(4), currency};
  item.day = day_at(row, 5);
  item.due = day_at(row, 6);
  item.order_row = row.optional_integer(7);
  return item;
}

}  // namespace

std::optional<OpenItem> find_open_item(Connection& db, std::string_view invoice) {
  Query find = db.query(TALLY_ITEM_COLUMNS "WHERE number = ?1");
  find.bind(1, invoice);
  if (find.step() != Step::row) return std::nullopt;
  return read_item(find);
}

bool put_open_item(Connection& db, const OpenItem& item) {
  Query put = db.query(
      "INSERT OR REPLACE INTO open_item (number, customer, currency, amount, open, invoice_day, "
      "due_day, order_row) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  const std::string currency(item.amount.currency.code());
  put.bind(1, item.invoice).bind(2, item.customer.text()).bind(3, currency);
  put.bind(4, item.amount.minor).bind(5, item.open.minor).bind(6, std::int64_t{item.day.days()});
  return put.bind(7, std::int64_t{item.due.days()}).bind(8, item.order_row).run();
}

std::vector<OpenItem> list_open_items(Connection& db, std::string_view customer,
                                      std::int64_t limit) {
  Query select = db.query(TALLY_ITEM_COLUMNS
                          "WHERE customer = ?1 AND open <> 0 ORDER BY due_day, number LIMIT ?2");
  select.bind(1, customer).bind(2, limit);
  std::vector<OpenItem> items;
  while (select.step() == Step::row) items.push_back(read_item(select));
  return items;
}

std::vector<std::string> open_invoices(Connection& db) {
  Query select = db.query("SELECT number FROM open_item WHERE open <> 0 ORDER BY number");
  std::vector<std::string> numbers;
  while (select.step() == Step::row) numbers.push_back(select.text(0));
  return numbers;
}

bool close_open_item(Connection& db, std::string_view invoice) {
  Query update = db.query("UPDATE open_item SET open = 0 WHERE number = ?1");
  return update.bind(1, invoice).run();
}

std::int64_t owed_by(Connection& db, std::string_view customer, Currency currency) {
  Query sum = db.query("SELECT coalesce(sum(open), 0) FROM open_item "
                       "WHERE customer = ?1 AND currency = ?2 AND open <> 0");
  sum.bind(1, customer).bind(2, currency.code());
  return sum.step() == Step::row ? sum.integer(0) : 0;
}

std::optional<credit::OverdueItem> oldest_overdue(Connection& db, std::string_view customer,
                                                         Date today) {
  Query find = db.query(TALLY_ITEM_COLUMNS
                        "WHERE customer = ?1 AND open > 0 AND open <> 0 AND due_day < ?2 "
                        "ORDER BY due_day, number LIMIT 1");
  find.bind(1, customer).bind(2, std::int64_t{today.days()});
  if (find.step() != Step::row) return std::nullopt;
  const OpenItem item = read_item(find);
  return credit::OverdueItem{item.invoice, item.due,
                                    std::int64_t{today.days()} - item.due.days(), item.open};
}

std::int64_t overdue_of(Connection& db, std::string_view customer, Currency currency, Date today) {
  Query sum = db.query(
      "SELECT coalesce(sum(open), 0) FROM open_item WHERE customer = ?1 AND currency = ?2 "
      "AND open > 0 AND open <> 0 AND due_day < ?3");
  sum.bind(1, customer).bind(2, currency.code()).bind(3, std::int64_t{today.days()});
  return sum.step() == Step::row ? sum.integer(0) : 0;
}

std::int64_t ordered_by(Connection& db, std::string_view customer, Currency currency, Date from,
                        std::int64_t but_row) {
  Query sum = db.query(
      "SELECT coalesce(sum(max(0, o.total - coalesce((SELECT sum(i.amount) FROM open_item i "
      "WHERE i.order_row = o.\"row\"), 0))), 0) FROM orders o WHERE o.customer = ?1 "
      "AND o.state = 'accepted' AND o.as_of >= ?3 AND o.currency = ?2 AND o.\"row\" <> ?4 "
      "AND NOT EXISTS (SELECT 1 FROM order_standing s WHERE s.order_row = o.\"row\" "
      "AND s.past = 1)");
  const std::string day = from.print();
  sum.bind(1, customer).bind(2, currency.code()).bind(3, day).bind(4, but_row);
  return sum.step() == Step::row ? sum.integer(0) : 0;
}

std::vector<Currency> currencies_of(Connection& db, std::string_view customer) {
  Query select = db.query(
      "SELECT currency FROM customer_credit WHERE customer = ?1 UNION "
      "SELECT currency FROM open_item WHERE customer = ?1 AND open <> 0 UNION "
      "SELECT currency FROM orders WHERE customer = ?1 AND state = 'accepted' ORDER BY 1");
  select.bind(1, customer);
  std::vector<Currency> currencies;
  while (select.step() == Step::row) {
    if (const auto currency = Currency::parse(select.view(0))) currencies.push_back(*currency);
  }
  return currencies;
}

}  // namespace tally::server::receivables
