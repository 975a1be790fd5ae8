#include "server/rulebook/rule_marks.hpp"

#include <algorithm>

#include "server/rulebook/explain_order.hpp"
#include "server/rulebook/order_rulings.hpp"
#include "shared/rules/print.hpp"

namespace tally::server::rulebook {

using orders::OrderRow;
using store::Connection;
using store::Query;
using wire::Step;

namespace {

/// Those that had a part in the decision: "Otherwise" where no rule held.
std::vector<std::string> parts_of(const RulesOutcome& said, std::string_view decision) {
  for (const Ruling& ruling : said.rulings) {
    if (ruling.decision != decision) continue;
    if (ruling.by_otherwise) return {std::string(otherwise_name)};
    return ruling.names_fired();
  }
  return {};
}

bool put_mark(Connection& db, const OrderRow& row, const std::string& digest,
              const MarkWish& wish, Instant now) {
  Query put = db.query("INSERT OR IGNORE INTO rule_mark (order_row, digest, decision, rule, at_ms, "
                       "by, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  put.bind(1, row.row).bind(2, digest).bind(3, wish.decision).bind(4, wish.rule);
  return put.bind(5, now.unix_ms).bind(6, wish.by).bind(7, wish.note).run();
}

}  // namespace

std::optional<Issues> mark_wrong(Connection& db, const OrderRow& row, const MarkWish& wish,
                                 Instant now) {
  const auto said = rulings_of(db, row.row);
  const std::string number = orders::say_number(row.number);
  if (!said) {
    return Issues{make_issue(IssueCode::order_without_rules, "", {{"order", number}})};
  }
  const std::vector<std::string> parts = parts_of(*said, wish.decision);
  if (std::ranges::find(parts, wish.rule) == parts.end()) {
    const std::string fired = parts.empty() ? "none" : rules::join_with(parts, "and");
    return Issues{make_issue(IssueCode::rule_not_in_order, "rule",
                             {{"rule", wish.rule},
                              {"decision", wish.decision},
                              {"order", number},
                              {"fired", fired}})};
  }
  if (!put_mark(db, row, said->digest.text(), wish, now)) return std::nullopt;
  return Issues{};
}

std::vector<RuleCount> count_rules(Connection& db, std::string_view digest) {
  std::vector<RuleCount> counts;
  Query select = db.query(
      "SELECT decision, rule, sum(fired), sum(wrong) FROM ("
      "SELECT decision, rule, 1 AS fired, 0 AS wrong FROM rule_fired WHERE digest = ?1 UNION ALL "
      "SELECT decision, rule, 0, 1 FROM rule_mark WHERE digest = ?1) "
      "GROUP BY decision, rule ORDER BY decision, rule");
  select.bind(1, digest);
  while (select.step() == Step::row) {
    counts.push_back({select.text(0), select.text(1), select.integer(2), select.integer(3)});
  }
  return counts;
}

std::vector<RuleOrder> orders_of_rule(Connection& db, std::string_view digest,
                                      std::string_view decision, std::string_view rule,
                                      RuleOrders which, std::int64_t limit) {
  std::vector<RuleOrder> found;
  Query select = db.query(
      "SELECT o.order_id, o.number, o.customer_name, o.state, coalesce(m.by, ''), "
      "coalesce(m.note, '') FROM (SELECT order_row FROM rule_fired WHERE digest = ?1 "
      "AND decision = ?2 AND rule = ?3 UNION SELECT order_row FROM rule_mark WHERE digest = ?1 "
      "AND decision = ?2 AND rule = ?3) f JOIN orders o ON o.\"row\" = f.order_row "
      "LEFT JOIN rule_mark m ON m.order_row = f.order_row AND m.digest = ?1 AND m.decision = ?2 "
      "AND m.rule = ?3 WHERE ?4 = 0 OR m.by IS NOT NULL ORDER BY o.number DESC LIMIT ?5");
  select.bind(1, digest).bind(2, decision).bind(3, rule);
  select.bind(4, std::int64_t{which == RuleOrders::wrong}).bind(5, limit);
  while (select.step() == Step::row) {
    found.push_back({select.text(0), select.integer(1), select.text(2), select.text(3),
                     select.text(4), select.text(5)});
  }
  return found;
}

}  // namespace tally::server::rulebook
