#pragma once
// Asks a question on top of the page: a modal dialog with a focus trap.
// In: a key, a title, `open` by reference, functions that draw body and buttons.
// Out: `open` becomes false on Esc, on the close button or on a press outside.
// It will not decide anything: the buttons are the caller's.
//
//     ui::dialog("send-back", {.title = "Send order 10042 back?"}, asking,
//                [&] { ui::text_area("send-back/why", "Reason", why); },
//                [&] { if (ui::button("send-back/yes", "Send back")) { send(); asking = false; }
//                });

#include <string>
#include <string_view>

#include "wasm/ui/layout.hpp"

namespace tally::app::ui {

struct DialogOptions {
  std::string title;
  std::string sentence;      // below the title; read with it
  float width = 480;         // narrower windows: the whole width, from the bottom
  bool page_when_compact = false;  // a form of many fields takes the whole of a narrow window
  std::string first_focus;   // key that takes focus on opening; empty: the first field or button
};
void dialog(std::string_view key, const DialogOptions& options, bool& open, const Draw& body,
            const Draw& buttons);
bool any_dialog_open();

}  // namespace tally::app::ui
