// Order rulings: the rules of an order asked again by the server, with what only it knows.
// In go a stored order and the rules that decided it, inside the change that accepts it; out come
// the issues that its outcome does not say yet. What was said is kept with all inputs, so that the
// order is explained, and tried with other rules, years later.
// The outcome and its digest stay as they are: a device could not know any of this.
// Where a value that a rule needs is missing, a person decides.
//   const auto issues = rule_order(db, row, prepared, sender);
#pragma once

#include <optional>
#include <vector>

#include "server/orders/commit.hpp"
#include "shared/rules/book.hpp"

namespace tally::server::rulebook {

/// What stands for a rule where none held.
inline constexpr std::string_view otherwise_name = "Otherwise";

/// Nothing for an order that no rules decided, or of an imported history. nullopt: the store
/// failed.
std::optional<Issues> rule_order(store::Connection& db, const orders::OrderRow& row,
                                 const orders::Prepared& prepared, const orders::Sender& sender);

struct KeptRuling {
  std::int64_t revision = 1;
  Instant at;
  RulesOutcome said;
};
/// The latest; nullopt: none.
std::optional<KeptRuling> find_ruling(store::Connection& db, std::int64_t order_row);

/// The decisions of a set that are asked of an order once its totals are known, with the server's
/// values among the inputs.
std::vector<Ruling> ask_server(const rules::Book& book, const rules::CompiledSet& set,
                               const pipeline::RuledOrder& order,
                               const pipeline::OrderInputs& inputs, AsOf as_of);

}  // namespace tally::server::rulebook
