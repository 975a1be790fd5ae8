#pragma once
// What a widget or screen may ask of the running frame: focus, keys, paste, another frame.
// In: keys (stable names of widgets, see UI rules in layout.hpp). Out: answers for this frame.
// It will not hold the app's data, and it forgets keys that nobody took at the frame's end.
//
//     if (ui::pressed("order.submit")) submit();          // a chord from the table of keys
//     ui::focus("line:1/sku");                            // when this frame has been drawn

#include <optional>
#include <string>
#include <string_view>

namespace tally::app::ui {

// --- frames -------------------------------------------------------------------------------
void redraw();                // one more frame after this one (data changed outside an event)
void redraw_in(int delay_ms); // wake after a delay, e.g. for "saved 5 seconds ago"

// --- focus --------------------------------------------------------------------------------
enum class FocusHow { select_all, caret_at_end, keep_caret };
void focus(std::string_view key, FocusHow how = FocusHow::select_all);
std::string_view focused_key();              // key of the element that has DOM focus, or ""
bool is_focused(std::string_view key);
bool focus_within(std::string_view prefix);  // any key that starts with prefix has focus
bool focus_left(std::string_view key);       // true in the one frame after key lost focus

// --- keys, paste, scan -----------------------------------------------------------------------
bool pressed(std::string_view action_id);    // the chord of this line of the table; takes it
bool take_key(std::string_view chord);       // "Enter", "Ctrl+D", "ArrowDown", …; takes it
bool take_key_in(std::string_view key, std::string_view chord);  // only when key has focus
std::optional<std::string> take_paste();     // pasted text that no field or grid wanted

// --- size of the window, in CSS pixels ---------------------------------------------------------
enum class SizeClass { compact, medium, wide };  // < 700, < 1100, the rest
SizeClass size_class();
inline bool compact() { return size_class() == SizeClass::compact; }

// Widgets inside get "prefix/" before their key: `Scope s("line:7");`
struct Scope {
  explicit Scope(std::string_view prefix);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
};

}  // namespace tally::app::ui
