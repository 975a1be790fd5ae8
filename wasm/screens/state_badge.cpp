#include "wasm/screens/state_badge.hpp"

namespace tally::app {

ui::Tone state_tone(std::string_view state) {
  if (state == "accepted") return ui::Tone::success;
  if (state == "waiting") return ui::Tone::warning;
  if (state == "sent_back") return ui::Tone::info;
  if (state == "refused") return ui::Tone::danger;
  return ui::Tone::neutral;
}

ui::Icon state_icon(std::string_view state) {
  if (state == "accepted") return ui::Icon::success;
  if (state == "waiting") return ui::Icon::clock;
  if (state == "sent_back") return ui::Icon::arrow_left;
  if (state == "refused") return ui::Icon::error;
  return ui::Icon::cross;
}

ui::Cell state_cell(const OrderRow& order, const Clock& clock) {
  const ui::Ink inks[] = {ui::Ink::normal, ui::Ink::accent,  ui::Ink::success,
                          ui::Ink::warning, ui::Ink::danger, ui::Ink::info};
  return {.text = state_since_words(order, clock),
          .detail = why_words(order.reasons),
          .ink = inks[static_cast<int>(state_tone(order.state))],
          .icon = state_icon(order.state)};
}

}  // namespace tally::app
