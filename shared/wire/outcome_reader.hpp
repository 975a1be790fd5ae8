// Outcome reader: an outcome back from its canonical bytes, as they are kept with an order.
// In goes the JSON that outcome_bytes made; out comes the Outcome, so that explain/ can say every
// figure's why, and the server can store what was decided, long after the data for it are gone.
// What was written is read back whole: the outcome's bytes are the same again.
// It decides nothing. Fields that it does not know (a newer program's) are passed over, and it
// believes what it reads: amounts are not added up again.
//   auto outcome = wire::read_outcome(detail.outcome);   explain::say_price(outcome->lines[0]);
#pragma once

#include <optional>
#include <string_view>

#include "shared/data/outcome.hpp"

namespace tally::wire {

/// What rules_bytes wrote; nullopt where the bytes are something else.
std::optional<RulesOutcome> read_rules_outcome(std::string_view bytes);

/// nullopt where the bytes are no outcome.
std::optional<Outcome> read_outcome(std::string_view bytes);

}  // namespace tally::wire
