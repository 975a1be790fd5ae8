#pragma once
// Shows a few words beside a thing that the mouse rests on or the keyboard stands on.
// In: the item and the words. Out: a small dark note above everything. It will not take focus.

#include <string_view>

#include "wasm/ui/context.hpp"

namespace tally::app::ui {

void tip(const Item& it, std::string_view words);  // nothing when words are empty
void no_tip();                                     // takes back what this frame wanted
void draw_tip();                                   // by the frame, last of all

}  // namespace tally::app::ui
