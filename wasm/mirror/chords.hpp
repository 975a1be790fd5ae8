#pragma once
// Names of key presses, and which of them the browser keeps for itself.
// In: a chord as the page writes it: modifiers in the order Ctrl Alt Shift, then the key's name.
// Out: plain answers. It will not dispatch (ui/keys does).
//
//     browser_owns("Ctrl+R") == true;    types_text("a") == true;    types_text("Enter") == false

#include <string_view>

namespace tally::app::mirror {

bool browser_owns(std::string_view chord);
bool types_text(std::string_view chord);  // one character without Ctrl or Alt

}  // namespace tally::app::mirror
