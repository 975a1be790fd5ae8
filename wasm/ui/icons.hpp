#pragma once
// Names the line icons of the product and draws them as strokes, sharp at every scale.
// In: a name, a place, a size and a colour. Out: strokes in the draw list.
// It will not put anything into the mirror: an icon alone never carries meaning.

#include <cstdint>

struct ImDrawList;

namespace tally::app::ui {

enum class Icon : std::uint8_t {
  none, home, cart, orders, inbox, products, customers, warehouse, truck, rules, reports, settings,
  search, plus, minus, check, cross, chevron_down, chevron_right, chevron_left, chevron_up,
  arrow_left, arrow_right, warning, info, question, error, success, clock, calendar, edit, trash,
  copy, paste, print, download, upload, link_out, user, lock, log_out, menu, more, filter, sort,
  scan, tag, coins, percent, note, undo, redo, sync, offline, online, sun, moon, eye, send, star,
  keyboard, bell, layers,
};

void draw_icon(ImDrawList* list, Icon icon, float x, float y, float size, std::uint32_t colour,
               float stroke = 1.6F);

}  // namespace tally::app::ui
