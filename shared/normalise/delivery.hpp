// Delivery: the cells of an order that say how, when and to whom it goes, and what was passed over.
// In go the raw order; out come the ship window, incoterm, new parties and overrides of the draft.
// An address keeps its words: only blanks at its ends go, and its country is put in capitals.
// It judges nothing: the rooms of addresses and of completeness do.
#pragma once

#include "shared/data/order.hpp"

namespace tally::normalise {

/// Adds to the draft and its issues.
void normalise_delivery(const RawOrder& order, Draft& draft);

}  // namespace tally::normalise
