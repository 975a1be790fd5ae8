#pragma once
// What order detail and desk both show of an order: lines, figures, reasons, history.
// In: a view of an order. Out: widgets. It asks nothing and changes nothing.
//
//     draw_order_lines(view, -1);   draw_order_figures(view);

#include "wasm/state/order_view.hpp"

namespace tally::app {

/// Height as in ui::GridOptions.
void draw_order_lines(const OrderView& view, float height);
void draw_order_figures(const OrderView& view);
/// Why it waits, was sent back or refused, each with what can be done.
void draw_order_reasons(const OrderView& view);
/// What the customer was told beside what today's prices make of it.
void draw_order_differences(const OrderView& view);
/// Who, where, when and on which terms; behind them what is new with the order, and what somebody
/// passed over.
void draw_order_facts(const OrderView& view);
void draw_order_captured(const OrderView& view);
void draw_order_overrides(const OrderView& view);
/// What the warehouse must read. True where the one at `pressed` was acknowledged just now; without
/// `may_acknowledge` it is only shown.
bool draw_order_notes(const OrderView& view, bool may_acknowledge, std::size_t& pressed);
void draw_order_events(const OrderView& view);

}  // namespace tally::app
