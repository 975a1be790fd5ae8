// Complete: what an order must have beyond its lines before anybody can send it.
// In go the draft, its facts and the day; out come issues: the PO number's form, the ship window,
// countries, dangerous goods, new parties, addresses, notes for the warehouse.
// It knows nothing that only the server has: credit and doubles are checked inside the transition.
// It corrects nothing and passes nothing over: override.hpp does, where somebody said why.
//   Issues issues = complete::check_complete(draft, facts, as_of);
#pragma once

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"

namespace tally::complete {

/// Issues in the order of the document: customer, PO number, window, ship-tos, lines.
Issues check_complete(const Draft& draft, const Facts& facts, AsOf as_of);

/// Whether a PO number is one of the pattern: `#` is a digit, `@` a letter (ASCII), `*` any run of
/// characters, everything else itself, letters in either case.
bool fits_po_pattern(std::string_view po_number, std::string_view pattern);

}  // namespace tally::complete
