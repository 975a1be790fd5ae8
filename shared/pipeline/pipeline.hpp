// Pipeline: one order, the whole way. Read this first.
// In go a draft, the facts about it and the day; out comes the outcome: priced, taxed, checked and
// decided. It calls the rooms in the order of the trade: validate, price, promote, tax, totals,
// verdict.
// decide() is pure: the same three values give the same bytes in the browser and on the server.
// It will not ask a database or a clock; gather() does the first, the caller brings the day.
//   Draft draft = normalise::normalise_order(read_order(bytes).value());
//   Facts facts = wire::gather(snapshot, draft).value();
//   Outcome outcome = decide(draft, facts, AsOf{today});
#pragma once

#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::pipeline {

Outcome decide(const Draft& draft, const Facts& facts, AsOf as_of);

/// Every promotion that could have worked on these goods, with what it did or which condition
/// failed: for whoever asks why one did not. The outcome holds only those worth saying.
std::vector<PromotionOutcome> all_promotions(const Draft& draft, const Facts& facts, AsOf as_of);

/// normalise, gather and decide in one step, for callers that hold a snapshot.
/// Fails only where the snapshot cannot be read.
Result<Outcome> decide_order(wire::Snapshot& snapshot, const RawOrder& order, AsOf as_of);

}  // namespace tally::pipeline
