#pragma once
// How an order's state looks: the same tone, sign and words on every screen.
// In: an order as the server lists it. Out: a tone, an icon, a grid cell.
// It will not invent states.

#include "wasm/state/order_list.hpp"
#include "wasm/ui/grid.hpp"
#include "wasm/ui/icons.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app {

ui::Tone state_tone(std::string_view state);
ui::Icon state_icon(std::string_view state);
/// The state with who, since when and, below it, why.
ui::Cell state_cell(const OrderRow& order, const Clock& clock);

}  // namespace tally::app
