#pragma once
// Reads an outcome back from its canonical bytes, as the server keeps it with an order.
// In: the JSON that wire::outcome_bytes made. Out: the Outcome, so that explain/ can say every
// figure's why long after it was decided; nothing where the bytes are not an outcome.
// It decides nothing, and unknown fields (a newer server's) are passed over.
//
//     auto outcome = read_outcome(detail.outcome);   explain::say_price(outcome->lines[0]);

#include <optional>
#include <string_view>

#include "shared/data/outcome.hpp"

namespace tally::app {

std::optional<Outcome> read_outcome(std::string_view bytes);

}  // namespace tally::app
