#include "server/billing/credits.hpp"

#include <algorithm>
#include <vector>

namespace tally::server::billing {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

/// A line of an order and how much of it this credit takes.
struct Match {
  std::int64_t order_row = 0;
  std::int64_t position = 0;
  std::int64_t quantity = 0;
};

/// True where `net` is what `quantity` costs at the price: a line keeps its net, not its price.
bool is_price_of(std::int64_t net, std::int64_t price_ten_thousandths, std::int64_t quantity,
                 Currency currency) {
  const auto extended =
      extend(UnitPrice{price_ten_thousandths, currency}, Quantity{quantity}, Rounding::half_up);
  return extended && extended->minor == net;
}

/// Lines of the customer's earlier orders, the newest order first, until `line` is covered.
std::vector<Match> find_matches(Connection& db, const CreditLine& line) {
  Query find = db.query(
      "SELECT l.order_row, l.position, l.quantity, l.net, o.currency, "
      "  (SELECT coalesce(sum(m.quantity), 0) FROM credit_match m "
      "   WHERE m.order_row = l.order_row AND m.position = l.position) "
      "FROM orders o JOIN order_line l ON l.order_row = o.\"row\" "
      "WHERE o.customer = ?1 AND l.sku = ?2 AND l.net IS NOT NULL AND o.as_of <= ?3 "
      "  AND o.state IN ('accepted', 'waiting') ORDER BY o.number DESC, l.position");
  const std::string day = line.day.print();
  find.bind(1, line.customer->text()).bind(2, line.sku).bind(3, day);
  std::vector<Match> matches;
  std::int64_t wanted = line.quantity.thousandths;
  while (wanted > 0 && find.step() == Step::row) {
    const auto currency = Currency::parse(find.view(4));
    const std::int64_t left = find.integer(2) - find.integer(5);
    const bool fits = currency && left > 0 &&
                      is_price_of(find.integer(3), line.price_ten_thousandths, find.integer(2),
                                  *currency);
    if (!fits) continue;
    const std::int64_t taken = std::min(left, wanted);
    matches.push_back({find.integer(0), find.integer(1), taken});
    wanted -= taken;
  }
  return matches;
}

Issue unmatched(const CreditLine& line, std::int64_t matched) {
  return make_issue(
      IssueCode::credit_unmatched, "",
      {{"quantity", line.quantity},
       {"sku", line.sku},
       {"price", print_decimal(line.price_ten_thousandths, UnitPrice::decimals, 2)},
       {"matched", Quantity{matched}},
       {"customer", line.customer->text()}});
}

/// What a credit of this number says already; nullopt where there is none.
std::optional<CreditCommitted> find_known(Connection& db, const CreditLine& line) {
  Query find = db.query(
      "SELECT customer, sku, quantity, unit_price, day, matched, state FROM credit "
      "WHERE source = ?1 AND number = ?2 AND position = ?3");
  find.bind(1, line.source).bind(2, line.number).bind(3, line.position);
  if (find.step() != Step::row) return std::nullopt;
  CreditCommitted known;
  const std::string customer = line.customer ? line.customer->text() : std::string();
  const bool same = find.view(0) == customer && find.view(1) == line.sku &&
                    find.integer(2) == line.quantity.thousandths &&
                    find.integer(3) == line.price_ten_thousandths &&
                    find.integer(4) == line.day.days();
  known.result = same ? CreditCommitted::Result::repeated : CreditCommitted::Result::differs;
  if (find.view(6) == "matched") return known;
  known.waits_because = line.customer ? unmatched(line, find.integer(5))
                                      : make_issue(IssueCode::credit_customer_missing, "customer");
  return known;
}

bool put_credit(Connection& db, const CreditLine& line, std::int64_t matched, bool is_matched,
                const CreditedBy& by) {
  Query put = db.query(
      "INSERT INTO credit (source, number, position, day, customer, sku, quantity, unit_price, "
      "matched, state, at_ms, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
  const std::string customer = line.customer ? line.customer->text() : std::string();
  put.bind(1, line.source).bind(2, line.number).bind(3, line.position).bind(4, line.day.days());
  put.bind(5, customer).bind(6, line.sku).bind(7, line.quantity.thousandths);
  put.bind(8, line.price_ten_thousandths).bind(9, matched);
  return put.bind(10, is_matched ? "matched" : "waiting").bind(11, by.at.unix_ms).bind(12, by.login)
      .run();
}

bool put_matches(Connection& db, std::int64_t credit, const std::vector<Match>& matches) {
  for (const Match& match : matches) {
    Query put = db.query("INSERT INTO credit_match (credit, order_row, position, quantity) "
                         "VALUES (?1, ?2, ?3, ?4)");
    put.bind(1, credit).bind(2, match.order_row).bind(3, match.position).bind(4, match.quantity);
    if (!put.run()) return false;
  }
  return true;
}

}  // namespace

CreditCommitted commit_credit(Connection& db, const CreditLine& line, const CreditedBy& by) {
  if (auto known = find_known(db, line)) return *std::move(known);
  std::vector<Match> matches;
  if (line.customer) matches = find_matches(db, line);
  std::int64_t matched = 0;
  for (const Match& match : matches) matched += match.quantity;
  const bool is_matched = line.customer && matched == line.quantity.thousandths;
  // What is matched in part is for a person as a whole: half a credit helps nobody.
  if (!is_matched) matches.clear();
  CreditCommitted committed;
  const bool good = put_credit(db, line, matched, is_matched, by) &&
                    put_matches(db, db.last_row_id(), matches);
  if (!good) return committed;
  committed.result = CreditCommitted::Result::stored;
  if (!line.customer) {
    committed.waits_because = make_issue(IssueCode::credit_customer_missing, "customer");
  } else if (!is_matched) {
    committed.waits_because = unmatched(line, matched);
  }
  return committed;
}

}  // namespace tally::server::billing
