// Outcome of record: an outcome read back from its own canonical bytes.
// In go bytes that this server once answered with; out comes what storing an order needs of them:
// customer, amounts, lines. For orders that come again after a restore, when the data that decided
// them are gone. It believes its bytes: only such as a seal vouches for may come here.
//   auto outcome = read_outcome_of_record(bytes);
#pragma once

#include <optional>
#include <string_view>

#include "shared/data/outcome.hpp"

namespace tally::server::orders {

/// nullopt where the bytes are no outcome, or where it was not accepted.
std::optional<Outcome> read_outcome_of_record(std::string_view bytes);

}  // namespace tally::server::orders
