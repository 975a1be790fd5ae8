// Validate: says everything that cannot be so, all at once, by path.
// In go a draft, its facts and the day; out come issues in the order of the header, then the lines.
// It holds the order against what exists: customer, ship-to, products, packs and minimums.
// It changes nothing and prices nothing; cells that could not be understood are normalise/'s.
#pragma once

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"

namespace tally::validate {

Issues validate_order(const Draft& draft, const Facts& facts, AsOf as_of);

}  // namespace tally::validate
