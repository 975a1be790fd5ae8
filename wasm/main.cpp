// Starts the app in the page, and receives what the page reports: each function below is called
// by web/semantics.js or web/boot.js. All of them only note what happened and wake the frame,
// except a key: its frame is drawn inside the event, so that nothing typed after it is lost.
#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "wasm/frame.hpp"
#include "wasm/mirror/chords.hpp"
#include "wasm/page.hpp"
#include "wasm/platform_web.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/window.hpp"

namespace {

using tally::app::mirror::Action;
using tally::app::ui::ctx;
namespace frame = tally::app::frame;

constexpr int frames_in_a_key = 4;  // the grid may need two for a line that is made by Enter

std::string font_file(int which) {
  int length = 0;
  char* bytes = tally_page_font(which, &length);
  std::string file(bytes, static_cast<std::size_t>(length));
  std::free(bytes);
  return file;
}

char* copied(const std::string& text) {
  char* out = static_cast<char*>(std::malloc(text.size() + 1));
  std::copy(text.begin(), text.end(), out);
  out[text.size()] = '\0';
  return out;
}

bool in_grid(const std::string& key) {
  const tally::app::mirror::Tree& tree = ctx().mirror.shown();
  for (int i = tree.find(key); i > 0; i = tree.at(i).parent) {
    if (tree.at(i).role == tally::app::mirror::Role::grid) return true;
  }
  return false;
}

}  // namespace

int main() {
  if (!tally::app::window::open()) return 1;
  tally::app::ui::set_font_files(font_file(0), font_file(1));
  frame::start();
  return 0;
}

extern "C" {

// kind: 0 pressed, 1 pressed twice, 2 text typed, 3 value chosen.
EMSCRIPTEN_KEEPALIVE void tally_action(const char* key, int kind, const char* text) {
  ctx().actions.add({key, static_cast<Action::Kind>(kind), text});
  if (kind >= 2) ctx().mirror.page_has_value(key, text);
  frame::wake();
}

EMSCRIPTEN_KEEPALIVE void tally_text(const char* key, const char* value, int from, int to,
                                     int composing_from, int composing_to, double left,
                                     double top) {
  auto& dom = ctx().dom;
  dom = {.key = key, .value = value, .from = from, .to = to, .composing_from = composing_from,
         .composing_to = composing_to, .scroll_left = static_cast<float>(left),
         .scroll_top = static_cast<float>(top)};
  frame::wake();
}

EMSCRIPTEN_KEEPALIVE void tally_focus(const char* key) {
  auto& c = ctx();
  if (c.focused == key) return;
  c.focused = key;
  c.focus_frame = c.frame + 1;
  if (c.dom.key != key) c.dom = {};
  frame::wake();
}

// Draws inside the event. Returns 1 when the app took the key: the page keeps it from the browser.
EMSCRIPTEN_KEEPALIVE int tally_key(const char* chord, const char* key) {
  if (tally::app::mirror::browser_owns(chord)) return 0;
  const double started = emscripten_get_now();
  auto& c = ctx();
  if (c.actions.any_waiting()) frame::follow_now();  // what was typed before it comes first
  c.keys.push_back({.chord = chord, .key = key});
  bool taken = false;
  for (int i = 0; i < frames_in_a_key; ++i) {
    const std::string focused = c.focused;
    frame::follow_now();
    taken = taken || c.key_taken;
    if (!taken || (!c.mirror.focus_waits() && !c.redraw)) break;
    if (c.focused != focused && !c.redraw) break;
  }
  frame::note_key(emscripten_get_now() - started);
  frame::wake();
  return taken ? 1 : 0;
}

// A character for the scanner's ear. Returns 1 when a burst begins with it.
EMSCRIPTEN_KEEPALIVE int tally_scan_character(const char* text, double at_ms) {
  using Burst = tally::app::mirror::ScanDetector::Burst;
  return ctx().scans.character(text, static_cast<std::int64_t>(at_ms)) == Burst::begins ? 1 : 0;
}

// The fields have their text back: the screen hears of the scan before the next character comes.
EMSCRIPTEN_KEEPALIVE void tally_scan_taken() { frame::follow_focus(); }

// Enter ended a burst in no text field (0), in one (1), or in one where codes are typed (2).
// Returns 1 when it was a scan; the page gives the field its text back.
EMSCRIPTEN_KEEPALIVE int tally_scan_enter(double at_ms, int field) {
  auto code = ctx().scans.enter(static_cast<std::int64_t>(at_ms));
  if (!code) return 0;
  if (!ctx().scans.had_prefix()) {
    if (field == 1 && !frame::is_code(*code)) return 0;
    // A SKU typed blind is as quick as a scanned one; nobody types a GTIN that fast.
    if (field == 2 && !frame::is_gtin(*code)) return 0;
  }
  frame::scanned(*std::move(code));
  return 1;
}

// Returns 1 when the app takes the text itself.
EMSCRIPTEN_KEEPALIVE int tally_paste(const char* key, const char* text, int in_text_field) {
  std::string words = text;
  const bool many = words.find('\t') != std::string::npos ||
                    words.find('\n') < words.find_last_not_of("\r\n");
  if (in_text_field != 0 && !(many && in_grid(key))) return 0;
  ctx().paste = std::move(words);
  ctx().paste_key = key;
  frame::wake();
  return 1;
}

EMSCRIPTEN_KEEPALIVE void tally_scrolled(const char* key, double left, double top) {
  ctx().page_scrolls[key] = ImVec2(static_cast<float>(left), static_cast<float>(top));
  ctx().mirror.page_has_scroll(key, static_cast<float>(left), static_cast<float>(top));
  frame::wake();
}

EMSCRIPTEN_KEEPALIVE void tally_mouse_down(int on_element) {
  ctx().mouse_on_element = on_element != 0;
}

EMSCRIPTEN_KEEPALIVE void tally_route(const char* hash) { frame::set_route(hash); }
EMSCRIPTEN_KEEPALIVE void tally_wake() { frame::wake(); }
EMSCRIPTEN_KEEPALIVE void tally_preferences() { frame::renew_preferences(); }
EMSCRIPTEN_KEEPALIVE void tally_context_restored() { frame::context_restored(); }

// For tests and measurements.
EMSCRIPTEN_KEEPALIVE int tally_frames_drawn() { return frame::counters().drawn; }
EMSCRIPTEN_KEEPALIVE int tally_frames_painted() { return frame::counters().painted; }
EMSCRIPTEN_KEEPALIVE int tally_at_rest() { return frame::at_rest() ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE double tally_key_ms() { return frame::counters().key_ms; }
EMSCRIPTEN_KEEPALIVE double tally_frame_ms(int part) {
  const frame::Counters& c = frame::counters();
  return part == 0 ? c.build_ms : part == 1 ? c.mirror_ms : c.draw_ms;
}
EMSCRIPTEN_KEEPALIVE char* tally_audit() { return copied(tally::app::ui::audit_json()); }
}
