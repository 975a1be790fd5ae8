#pragma once
// What order entry shows where there is nothing to write: no draft, no saving, an order that is
// saved.
// In: the open order, the state of the log. Out: pages with what happened and what comes next.
// They change nothing but the address.
//
//     if (open == nullptr) return say_draft_missing();

#include "wasm/state/open_order.hpp"

namespace tally::app {

void say_draft_missing();
/// Another window saves, or nothing can be saved here.
void say_nothing_saved();
void say_order_saved(OpenOrder& open);

}  // namespace tally::app
