#pragma once
// Tells a person what happened or is happening: toasts, banners, empty states, progress.
// In: words and a tone. Out: drawn feedback, and announcements in role=status or role=alert.
// It will not block: a question that must be answered is a dialog.
//
//     ui::toast("Order 10042 submitted", ui::Tone::success);
//     ui::banner("stock", ui::Tone::warning, "Prices are from Tuesday 08:10.");

#include <string>
#include <string_view>

#include "wasm/ui/controls.hpp"

namespace tally::app::ui {

void toast(std::string_view words, Tone tone = Tone::neutral);  // 5 s; said politely
void announce(std::string_view words);                          // said politely, not drawn
void alarm(std::string_view words);                             // said at once (role=alert)

// A line across the column. Returns true when its button was pressed.
bool banner(std::string_view key, Tone tone, std::string_view words,
            std::string_view button_label = {});

struct EmptyState {
  Icon icon = Icon::inbox;
  std::string title, sentence, button;  // button may be empty
  std::string action;                   // key-table id of the button
};
bool empty_state(std::string_view key, const EmptyState& what);

void progress(std::string_view key, std::string_view label, float done);  // 0 to 1; <0: unknown
void skeleton(std::string_view key, int lines);  // grey bars while the first data come

}  // namespace tally::app::ui
