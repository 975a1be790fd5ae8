#include "server/orders/events.hpp"

namespace tally::server::orders {

bool put_event(store::Connection& db, std::int64_t row, const OrderEvent& event) {
  store::Query put = db.query(
      "INSERT INTO order_event (order_row, at_ms, by, what, words, state, revision) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  put.bind(1, row).bind(2, event.at.unix_ms).bind(3, event.by).bind(4, event.what);
  put.bind(5, event.words).bind(6, state_name(event.state)).bind(7, event.revision);
  return put.run();
}

std::vector<stock::Wanted> wanted_lines(store::Connection& db, std::int64_t row) {
  std::vector<stock::Wanted> wanted;
  for (const OrderLine& line : list_lines(db, row)) {
    const auto sku = Sku::parse(line.sku);
    if (sku && line.quantity > 0) {
      wanted.push_back({line.position, *sku, Quantity{line.quantity}});
    }
  }
  return wanted;
}

Issues stock_issues(const std::vector<stock::Shortage>& shortages) {
  Issues issues;
  for (const stock::Shortage& shortage : shortages) {
    issues.push_back(make_issue(
        IssueCode::stock_short, line_path(static_cast<std::size_t>(shortage.position), "quantity"),
        {{"sku", shortage.sku.text()},
         {"wanted", shortage.wanted},
         {"available", shortage.available}}));
  }
  return issues;
}

}  // namespace tally::server::orders
