// Normalise: gives every typed cell its meaning.
// In goes a RawOrder of text; out comes a Draft of the same lines, and an issue for each cell that
// could not be understood (sku_malformed, quantity_not_a_number, unit_unknown …).
// White space and case are forgiven; what could mean two things is asked, never guessed.
// It knows no products: whether a SKU exists is validate/'s to say.
//   Draft draft = normalise_order(raw);
#pragma once

#include "shared/data/order.hpp"

namespace tally::normalise {

Draft normalise_order(const RawOrder& order);

}  // namespace tally::normalise
