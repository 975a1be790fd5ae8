// Normalise: gives every typed cell its meaning.
// In goes a RawOrder of text; out comes a Draft of the same lines, and an issue for each cell that
// could not be understood (sku_malformed, quantity_not_a_number, unit_unknown …).
// White space and case are forgiven; a comma parts thousands ("1,200") and is never a decimal one.
// It knows no products: whether a SKU exists is validate/'s to say.
//   Draft draft = normalise_order(raw);
#pragma once

#include "shared/data/order.hpp"

namespace tally::normalise {

Draft normalise_order(const RawOrder& order);

}  // namespace tally::normalise
