#pragma once
// The one table of keys: it dispatches chords and it makes the help that `?` opens.
// In: lines of the table (the app's come from screens/registry). Out: ui::pressed(action).
// It will not take F5, F11, Ctrl+R, Ctrl+plus, Ctrl+minus and the like: they stay the browser's.
//
//     {"Ctrl+Enter", "order.submit", "Submit", "Sends the order to the company.", "Order"}

#include <string>
#include <string_view>
#include <vector>

namespace tally::app::ui {

struct KeyLine {
  std::string chord;     // "Ctrl+Enter", "F2", "?", "Alt+N"; modifiers in the order Ctrl Alt Shift
  std::string action;    // "order.submit"; empty: documentation only, a widget handles it
  std::string name;      // "Submit"
  std::string help;      // one sentence
  std::string where;     // heading in the help: "Everywhere", "Order", "Grid"
};

void set_keys(std::vector<KeyLine> lines);       // the app's lines; the widgets' own are added
const std::vector<KeyLine>& keys();
std::string chord_of(std::string_view action);   // "Ctrl+Enter", or "" when there is none
void draw_key_help();                            // called by the frame

}  // namespace tally::app::ui
