// Rule marks: what people say was wrong about rulings, and how often each rule had a part.
// In go an order, a decision and one of the rules that fired in it; out come counts by rule and the
// orders behind them, so that the owner of the rules sees which rule to mend.
// A mark changes no order and no rule. The same mark twice is one.
//   auto marked = mark_wrong(db, row, {"approval", "large order", "not for Meyer", "kim"}, now);
#pragma once

#include <string>
#include <vector>

#include "server/orders/rows.hpp"

namespace tally::server::rulebook {

struct MarkWish {
  std::string decision;
  /// A rule that fired, or "Otherwise".
  std::string rule;
  std::string note;
  std::string by;
};

/// nullopt where the store failed. Issues: order_without_rules, rule_not_in_order.
std::optional<Issues> mark_wrong(store::Connection& db, const orders::OrderRow& row,
                                 const MarkWish& wish, Instant now);

struct RuleCount {
  std::string decision;
  std::string rule;
  std::int64_t fired = 0;
  std::int64_t wrong = 0;
};
/// Of each rule of a set that fired or was marked, by decision and name.
std::vector<RuleCount> count_rules(store::Connection& db, std::string_view digest);

struct RuleOrder {
  std::string order_id;
  std::int64_t number = 0;
  std::string customer_name;
  std::string state;
  /// Where it was marked as wrong: by whom and why.
  std::string marked_by;
  std::string note;
};
enum class RuleOrders : std::uint8_t { fired, wrong };
/// The newest first.
std::vector<RuleOrder> orders_of_rule(store::Connection& db, std::string_view digest,
                                      std::string_view decision, std::string_view rule,
                                      RuleOrders which, std::int64_t limit);

}  // namespace tally::server::rulebook
