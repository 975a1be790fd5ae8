// Price chain: which lists are asked for an order, the most specific first.
// In go a snapshot, the order's channel and the customer; out come the lists, their levels, the
// order's currency and the exchange rates into it. The order is: contracts, the customer's own
// list, the lists of their groups, the standard list, the fallbacks of the standard list, then
// those of the others. Lists of other channels, and foreign ones without any rate, are left out.
// It looks at no days: decide() has the day.
#pragma once

#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::wire {

/// All rates into a currency, asked of the snapshot once.
const std::vector<ExchangeRate>& ask_rates(Snapshot& snapshot, Currency to);

/// `facts.customer` is there.
void gather_price_lists(Snapshot& snapshot, Channel channel, Facts& facts);

}  // namespace tally::wire
