// Explain order: why the rules decided an order so, years later, in the rules' own words.
// In go a stored order and the words of the company; out come its decisions: those of the outcome,
// and in their place those that the server asked again with what only it knows. The rules are those
// of the set's digest, and the values those that were recorded then.
// Where what is computed today is not what was said then, what was said then is told, without the
// conditions. It decides nothing anew.
//   auto explained = explain_order(db, live.text, row);
#pragma once

#include <string>
#include <vector>

#include "server/orders/rows.hpp"
#include "shared/data/rule_book.hpp"
#include "shared/data/ruling.hpp"

namespace tally::server::rulebook {

struct ExplainedDecision {
  Ruling said;
  /// Whether the server asked it with its own values.
  bool is_servers = false;
  std::vector<std::string> sentences;
};

struct ExplainedOrder {
  std::string number;
  /// Name and digest of the rule set.
  std::string set;
  std::string digest;
  std::vector<ExplainedDecision> decisions;
  /// The recorded values, the server's among them.
  std::vector<RuleInput> inputs;
};

/// hidden: of decisions that the server asked with margins and credit, only what was answered.
enum class ServerValues : std::uint8_t { shown, hidden };

/// Issue: order_without_rules.
Result<ExplainedOrder> explain_order(store::Connection& db, const RuleBookText& company,
                                     const orders::OrderRow& row,
                                     ServerValues values = ServerValues::shown);

/// What the rules said of an order, the server's in place of the device's; nullopt: none did.
std::optional<RulesOutcome> rulings_of(store::Connection& db, std::int64_t order_row);

}  // namespace tally::server::rulebook
