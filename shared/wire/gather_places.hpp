// Gather places: to whom and where the goods of an order go.
// In go the snapshot, a draft and the facts so far; out come its customer, known or captured with
// the order, and each ship-to once, with what the post of its country makes of it.
// A ship-to or customer that the snapshot knows stands before one of the same code that was
// captured; that they differ is said by the room of completeness.
// gather.cpp includes this, and the server where it adds captured parties to the company's data.
#pragma once

#include "shared/wire/snapshot.hpp"

namespace tally::wire {

/// A customer that was captured with its order, by the company's policy; nullopt where the order
/// has none, or the company takes none.
std::optional<Customer> make_customer(const Draft& draft, const Policy& policy);

void gather_customer(Snapshot& snapshot, const Draft& draft, Facts& facts);
/// The customer must be there.
void gather_places(Snapshot& snapshot, const Draft& draft, Facts& facts);

}  // namespace tally::wire
