#include "wasm/ui/frame_state.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "wasm/ui/context.hpp"
#include "wasm/ui/keys.hpp"

namespace tally::app::ui {

void redraw() { ctx().redraw = true; }

void settle(float& kept, float measured) {
  if (std::abs(kept - measured) <= 0.25F) return;
  kept = measured;
  redraw();
}

void redraw_in(int delay_ms) {
  Context& c = ctx();
  const std::int64_t at = c.now_ms + delay_ms;
  c.wake_at_ms = c.wake_at_ms < 0 ? at : std::min(c.wake_at_ms, at);
}

void focus(std::string_view key, FocusHow how) {
  ctx().mirror.wish_focus(full_key(key), static_cast<mirror::FocusHow>(how));
}

std::string_view focused_key() { return ctx().focused; }
bool is_focused(std::string_view key) { return ctx().focused == full_key(key); }
bool focus_within(std::string_view prefix) { return ctx().focused.starts_with(full_key(prefix)); }

bool focus_left(std::string_view key) {
  const std::string full = full_key(key);
  return ctx().focused_before == full && ctx().focused != full;
}

bool take_key(std::string_view chord) {
  for (KeyPress& press : ctx().keys) {
    if (!press.taken && press.chord == chord) return press.taken = true;
  }
  return false;
}

bool take_key_in(std::string_view key, std::string_view chord) {
  const std::string full = full_key(key);
  for (KeyPress& press : ctx().keys) {
    if (!press.taken && press.chord == chord && press.key == full) return press.taken = true;
  }
  return false;
}

bool pressed(std::string_view action_id) {
  // Below a dialog nobody is asked: what is drawn before it is the page's.
  if (!ctx().layers.empty() && ctx().dialogs_now.empty()) return false;
  const std::string chord = chord_of(action_id);
  return !chord.empty() && take_key(chord);
}

std::optional<std::string> take_paste() { return std::exchange(ctx().paste, std::nullopt); }

SizeClass size_class() {
  const float width = ctx().width;
  return width < 700 ? SizeClass::compact : width < 1100 ? SizeClass::medium : SizeClass::wide;
}

}  // namespace tally::app::ui
