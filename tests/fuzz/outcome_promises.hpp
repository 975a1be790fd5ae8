// Outcome promises: what holds for every outcome, whatever the order was.
// In go an outcome and the order it was made of; out comes nothing, or an abort with the promise.
// The fuzz targets call it; the case tests hold the figures themselves.
// It computes sums in 128 bits on its own and rounds nothing.
//   check_promises(order, outcome);
#pragma once

#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally::tests {

void check_promises(const RawOrder& order, const Outcome& outcome);
/// Issues can be said, and their canonical bytes are UTF-8.
void check_issues(const Issues& issues);

}  // namespace tally::tests
