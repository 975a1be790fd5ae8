#include "server/orders/rows.hpp"

#include <algorithm>

namespace tally::server::orders {

using store::Connection;
using store::Query;
using wire::Step;

// The columns of OrderRow in its order. A macro, because SQL has to be a literal.
#define TALLY_ORDER_COLUMNS                                                              \
  "SELECT \"row\", order_id, number, state, revision, state_since_ms, state_by, customer, " \
  "customer_name, rep, po_number, currency, net, tax, total, line_count, captured_ms, "  \
  "reasons FROM orders "
#define TALLY_ORDER_PAGE " AND number < ?4 ORDER BY number DESC LIMIT ?5"

namespace {

OrderRow read_order(const Query& row) {
  OrderRow order;
  order.row = row.integer(0);
  order.order_id = row.text(1);
  order.number = row.integer(2);
  order.state = find_state(row.view(3)).value_or(State::waiting);
  order.revision = row.integer(4);
  order.state_since = Instant{row.integer(5)};
  order.state_by = row.text(6);
  order.customer = row.text(7);
  order.customer_name = row.text(8);
  order.rep = row.text(9);
  order.po_number = row.text(10);
  order.currency = row.text(11);
  order.net = row.optional_integer(12);
  order.tax = row.optional_integer(13);
  order.total = row.optional_integer(14);
  order.line_count = row.integer(15);
  order.captured = Instant{row.integer(16)};
  order.reasons = row.text(17);
  return order;
}

/// The statement whose index narrows most: an order's customer, then its rep, then its state.
const char* choose_list(const OrderFilter& filter) {
  if (filter.customer) {
    return TALLY_ORDER_COLUMNS
        "WHERE customer = ?1 AND (?2 IS NULL OR rep = ?2) AND (?3 IS NULL OR state = ?3)"
        TALLY_ORDER_PAGE;
  }
  if (filter.rep) {
    return TALLY_ORDER_COLUMNS
        "WHERE ?1 IS NULL AND rep = ?2 AND (?3 IS NULL OR state = ?3)" TALLY_ORDER_PAGE;
  }
  if (filter.state) {
    return TALLY_ORDER_COLUMNS
        "WHERE ?1 IS NULL AND ?2 IS NULL AND state = ?3" TALLY_ORDER_PAGE;
  }
  return TALLY_ORDER_COLUMNS
      "WHERE ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL" TALLY_ORDER_PAGE;
}

}  // namespace

std::string say_number(std::int64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  return "S-" + digits;
}

std::optional<OrderRow> find_order(Connection& db, std::string_view order_id) {
  Query find = db.query(TALLY_ORDER_COLUMNS "WHERE order_id = ?1");
  find.bind(1, order_id);
  if (find.step() != Step::row) return std::nullopt;
  return read_order(find);
}

std::vector<OrderRow> list_orders(Connection& db, const OrderFilter& filter) {
  Query select = db.query(choose_list(filter));
  if (filter.customer) select.bind(1, *filter.customer);
  if (filter.rep) select.bind(2, *filter.rep);
  if (filter.state) select.bind(3, state_name(*filter.state));
  select.bind(4, filter.before.value_or(std::int64_t{1} << 62)).bind(5, filter.limit);
  std::vector<OrderRow> rows;
  while (select.step() == Step::row) rows.push_back(read_order(select));
  return rows;
}

std::vector<StateCount> count_orders(Connection& db, std::optional<std::string_view> rep) {
  Query select = rep ? db.query("SELECT state, count(*) FROM orders WHERE rep = ?1 GROUP BY state")
                     : db.query("SELECT state, count(*) FROM orders WHERE ?1 IS NULL "
                                "GROUP BY state");
  if (rep) select.bind(1, *rep);
  std::vector<StateCount> counts{{State::accepted}, {State::waiting}, {State::sent_back},
                                 {State::refused}, {State::cancelled}};
  while (select.step() == Step::row) {
    const auto state = find_state(select.view(0));
    const auto found = std::ranges::find_if(
        counts, [&](const StateCount& count) { return count.state == state; });
    if (found != counts.end()) found->count = select.integer(1);
  }
  return counts;
}

std::optional<std::int64_t> read_number(std::string_view text) {
  if (!text.starts_with("S-") || text.size() > 18) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : text.substr(2)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  if (number <= 0 || say_number(number) != text) return std::nullopt;
  return number;
}

OrderDocuments read_documents(Connection& db, std::int64_t row) {
  Query find = db.query(
      "SELECT order_document, order_digest, outcome, as_of, core_version, snapshot "
      "FROM order_version WHERE order_row = ?1 ORDER BY version DESC LIMIT 1");
  find.bind(1, row);
  if (find.step() != Step::row) return read_first_documents(db, row);
  return {find.text(0), find.text(1), find.text(2), find.text(3), find.text(4), find.text(5)};
}

OrderDocuments read_first_documents(Connection& db, std::int64_t row) {
  Query find = db.query(
      "SELECT order_document, order_digest, outcome, as_of, core_version, snapshot FROM orders "
      "WHERE \"row\" = ?1");
  find.bind(1, row);
  if (find.step() != Step::row) return {};
  return {find.text(0), find.text(1), find.text(2), find.text(3), find.text(4), find.text(5)};
}

std::string paper_of(Connection& db, std::int64_t row) {
  Query find = db.query("SELECT paper FROM log_entry WHERE order_row = ?1 AND kind = 'order' "
                        "ORDER BY id LIMIT 1");
  find.bind(1, row);
  return find.step() == Step::row ? find.text(0) : std::string();
}

std::vector<OrderVersion> list_versions(Connection& db, std::int64_t row) {
  Query select = db.query(
      "SELECT 1, 1, captured_ms, rep, order_document, outcome FROM orders WHERE \"row\" = ?1 "
      "AND EXISTS (SELECT 1 FROM order_version WHERE order_row = ?1) "
      "UNION ALL SELECT version, revision, at_ms, by, order_document, outcome "
      "FROM order_version WHERE order_row = ?1 ORDER BY 1");
  select.bind(1, row);
  std::vector<OrderVersion> versions;
  while (select.step() == Step::row) {
    versions.push_back({select.integer(0), select.integer(1), Instant{select.integer(2)},
                        select.text(3), select.text(4), select.text(5)});
  }
  return versions;
}

std::vector<OrderEvent> list_events(Connection& db, std::int64_t row) {
  Query select = db.query("SELECT at_ms, by, what, words, state, revision FROM order_event "
                          "WHERE order_row = ?1 ORDER BY revision");
  select.bind(1, row);
  std::vector<OrderEvent> events;
  while (select.step() == Step::row) {
    events.push_back({Instant{select.integer(0)}, select.text(1), select.text(2), select.text(3),
                      find_state(select.view(4)).value_or(State::waiting), select.integer(5)});
  }
  return events;
}

std::vector<OrderLine> list_lines(Connection& db, std::int64_t row) {
  Query select = db.query("SELECT position, line_id, sku, quantity FROM order_line "
                          "WHERE order_row = ?1 ORDER BY position");
  select.bind(1, row);
  std::vector<OrderLine> lines;
  while (select.step() == Step::row) {
    lines.push_back({select.integer(0), select.text(1), select.text(2), select.integer(3)});
  }
  return lines;
}

}  // namespace tally::server::orders
