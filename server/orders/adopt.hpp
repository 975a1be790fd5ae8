// Adopt: customers and ship-tos that were captured with an order become the company's own.
// In go an order that was accepted, and its draft, inside the change that accepts it; out come the
// customer's record with what is new, its row of history, and a catalogue that is another one, so
// that the next snapshot has it.
// What the company has by then stays as it is: a captured ship-to never takes the place of one with
// the same code. It asks nobody: whoever approved the order did.
//   if (brings_parties(draft)) adopt_parties(db, row, draft, by);
#pragma once

#include "server/orders/commit.hpp"

namespace tally::server::orders {

bool brings_parties(const Draft& draft);

/// False where the store failed. The customer gets the order's rep.
bool adopt_parties(store::Connection& db, const OrderRow& row, const Draft& draft,
                   const Sender& by);

/// Where the order was accepted and brings any.
bool adopt_accepted(store::Connection& db, const OrderRow& row, const Prepared& prepared,
                    const Sender& by);

/// The same for an order as it is stored, by its latest version.
bool adopt_parties(store::Connection& db, const OrderRow& row, const Sender& by);

}  // namespace tally::server::orders
