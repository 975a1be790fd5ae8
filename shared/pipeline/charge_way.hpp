// Charge way: what the customer pays for the way of an order.
// In go the draft, its facts and the priced lines; out come the freight as it was entered, or what
// the rate card asks for the goods of each ship-to, or issues that say why a person must set it.
// An entered amount stands before any card; where the terms of delivery leave the way to the buyer,
// or no card is named, there is none.
// The goods are held against the amount that goes free before promotions: one of those may be that
// the freight is free.
#pragma once

#include <vector>

#include "shared/data/facts.hpp"
#include "shared/totals/freight.hpp"

namespace tally::pipeline {

/// `outcome` has its lines priced and its incoterm.
totals::ChargedFreight charge_way(const Draft& draft, const Facts& facts, const Outcome& outcome);

/// What is paid for the way to each of the facts' places, in their order: in proportion to what the
/// card asks for each, or, where one amount was entered, to the amounts of the goods. They sum to
/// the freight's net.
std::vector<Money> freight_to_places(const Outcome& outcome, const Facts& facts);

}  // namespace tally::pipeline
