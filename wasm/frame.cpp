#include "wasm/frame.hpp"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "shared/intake/intake.hpp"
#include "wasm/mirror/decide_frame.hpp"
#include "wasm/page.hpp"
#include "wasm/platform_web.hpp"
#include "wasm/screens/registry.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/dialog.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/gl_renderer.hpp"
#include "wasm/ui/keys.hpp"
#include "wasm/ui/shell.hpp"
#include "wasm/ui/theme.hpp"
#include "wasm/ui/tip.hpp"
#include "wasm/ui/toasts.hpp"
#include "wasm/window.hpp"

namespace tally::app::frame {
namespace {

struct Loop {
  int frames_left = 0;
  bool frame_asked = false;         // an animation frame is on its way
  bool drawing = false;
  bool key_unseen = false;          // a key was taken in and its pixels are still to come
  int timer = 0;
  double saving_since_ms = -1;      // -1: nothing is on its way to the disk
  Counters counters;
  std::string route;
  std::string entry_path;           // which screen is open
  std::unique_ptr<ui::Screen> screen;
  std::string title;
  std::vector<std::string> scans;   // codes that the screen has not heard of yet
  unsigned told_background = 0;
};
Loop& loop() {
  static Loop value;
  return value;
}

double clock_ms() { return emscripten_get_now(); }

void schedule();

enum class Paint { now, later };
void draw(Paint paint);

// A disk is quicker than a slow screen: "Saving" for a moment would only hold up "Saved".
bool waits_for_the_disk() {
  constexpr double shown_after_ms = 100;
  Loop& l = loop();
  if (!is_saving()) l.saving_since_ms = -1;
  else if (l.saving_since_ms < 0) l.saving_since_ms = clock_ms();
  return l.saving_since_ms >= 0 && clock_ms() - l.saving_since_ms < shown_after_ms;
}

bool on_animation_frame(double, void*) {
  loop().frame_asked = false;
  draw(waits_for_the_disk() ? Paint::later : Paint::now);
  return false;
}

void on_timer(void*) {
  loop().timer = 0;
  schedule();
}

void tell_page(const std::string& json) {
  if (!json.empty()) tally_page_apply(json.data(), static_cast<int>(json.size()));
}

mirror::FrameFacts facts_now() {
  const ui::Context& c = ui::ctx();
  return {.now_ms = platform::now_ms(),
          .frames_left = loop().frames_left,
          .actions_wait = c.actions.any_waiting() || platform::callbacks_wait(),
          .focus_waits = c.mirror.focus_waits(),
          .rectangles_wait = c.mirror.rectangles_wait(),
          .still_since_ms = c.mirror.still_since_ms(),
          .wake_at_ms = c.wake_at_ms,
          .page_hidden = tally_page_hidden() != 0,
          .animates = c.animates};
}

void schedule() {
  mirror::FrameDecision next = mirror::decide_frame(facts_now());
  if (next.send_rectangles) {
    tell_page(ui::ctx().mirror.send_rectangles());
    next = mirror::decide_frame(facts_now());
  }
  Loop& l = loop();
  if (l.timer != 0) emscripten_clear_timeout(std::exchange(l.timer, 0));
  if (next.animation_frame && !l.frame_asked) {
    l.frame_asked = true;
    emscripten_request_animation_frame(
        [](double t, void* data) { return static_cast<EM_BOOL>(on_animation_frame(t, data)); },
        nullptr);
  }
  if (next.timer_ms >= 0) {
    l.timer = emscripten_set_timeout(on_timer, static_cast<double>(next.timer_ms), nullptr);
  }
}

// --- screens ------------------------------------------------------------------------------------

const ScreenEntry* entry_for(const std::vector<ScreenEntry>& all, const std::string& path) {
  const ScreenEntry* best = nullptr;
  for (const ScreenEntry& entry : all) {
    const bool match = path == entry.path || path.starts_with(entry.path + "/");
    if (match && (best == nullptr || entry.path.size() > best->path.size())) best = &entry;
  }
  return best;
}

void open_screen() {
  Loop& l = loop();
  const ui::Route route = ui::parse_route(l.route);
  static const std::vector<ScreenEntry> all = screens();
  const ScreenEntry* entry = entry_for(all, route.path);
  if (entry == nullptr) entry = &all.front();
  const bool same = l.screen && l.entry_path == entry->path && l.screen->keeps(route);
  if (!same) {
    l.screen = entry->make();
    l.entry_path = entry->path;
  }
  l.screen->enter(route);
}

void tell_title() {
  Loop& l = loop();
  const std::string title = l.screen->title();
  if (title == l.title) return;
  l.title = title;
  const std::string whole = title + " \xC2\xB7 Tallystick";
  tally_page_title(whole.data(), static_cast<int>(whole.size()));
  ui::ctx().mirror.say(title);
}

void tell_scheme() {
  Loop& l = loop();
  const unsigned background = ui::theme().page;
  if (background == l.told_background) return;
  l.told_background = background;
  tally_page_scheme(ui::theme().dark ? 1 : 0, background);
}

// --- the parts of a frame -----------------------------------------------------------------------

void begin() {
  ui::Context& c = ui::ctx();
  ++c.frame;
  c.now_ms = platform::now_ms();
  if (c.wake_at_ms >= 0 && c.wake_at_ms <= c.now_ms) c.wake_at_ms = -1;
  c.redraw = c.animates = false;
  c.nameless = 0;
  c.dialogs_now.clear();
  platform::run_callbacks();
  update_app();
  c.actions.begin_frame();
  window::measure();
  if (ui::fonts_stale(c.pixel_ratio)) {
    ui::build_fonts(c.pixel_ratio);
    ui::gl::upload_fonts();
  }
  ImGui::NewFrame();
  ui::audit_begin();
  c.mirror.begin_frame();
}

void draw_everything() {
  Loop& l = loop();
  if (!l.screen) open_screen();
  ui::draw_shell(surroundings(), std::string_view(l.route).substr(1), [&] { l.screen->draw(); });
  ui::draw_key_help();
  ui::draw_toasts();
  ui::draw_tip();
  tell_title();
  tell_scheme();
}

// A dialog that was not drawn is closed: who had focus before it gets it back.
void forget_gone_dialogs() {
  ui::Context& c = ui::ctx();
  std::erase_if(c.layers, [&](const ui::Layer& layer) {
    const bool here = std::find(c.dialogs_now.begin(), c.dialogs_now.end(), layer.key) !=
                      c.dialogs_now.end();
    if (!here && !layer.focus_before.empty() && !c.mirror.focus_waits()) {
      c.mirror.wish_focus(layer.focus_before, mirror::FocusHow::keep_caret);
    }
    return !here;
  });
}

void end(double started, Paint paint) {
  ui::Context& c = ui::ctx();
  Counters& counts = loop().counters;
  forget_gone_dialogs();
  c.actions.end_frame();
  c.key_taken = std::any_of(c.keys.begin(), c.keys.end(),
                            [](const ui::KeyPress& press) { return press.taken; });
  c.keys.clear();
  c.paste.reset();
  c.focused_before = c.focused;
  ImGui::Render();
  const double built = clock_ms();
  tell_page(c.mirror.end_frame(c.now_ms));
  const double told = clock_ms();
  if (paint == Paint::now && ui::gl::draw(*ImGui::GetDrawData(), ui::theme().page)) {
    ++counts.painted;
  }
  const double drawn = clock_ms();
  ++counts.drawn;
  counts.build_ms = built - started;
  counts.mirror_ms = told - built;
  counts.draw_ms = drawn - told;
  if (paint == Paint::later) loop().frames_left = std::max(loop().frames_left, 1);
  if (paint == Paint::now && std::exchange(loop().key_unseen, false)) {
    counts.key_ms += drawn - started;  // from the key to its pixels, without the wait between them
  }
  // ImGui takes a press and its release in two frames, even when they came together.
  const bool input_waits = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
  if (c.redraw || input_waits || c.focused != c.focused_before) {
    loop().frames_left = std::max(loop().frames_left, 1);
  }
  if (ui::fonts_stale(c.pixel_ratio)) loop().frames_left = std::max(loop().frames_left, 2);
}

// Behind the widgets, so that a field has taken back what it held before the scan.
void take_scans() {
  for (const std::string& code : std::exchange(loop().scans, {})) {
    if (!loop().screen->scanned(code)) platform::beep(platform::Beep::refused);
    ui::ctx().redraw = true;
  }
}

void draw(Paint paint) {
  Loop& l = loop();
  if (l.drawing) return;
  l.drawing = true;
  const double started = clock_ms();
  window::take_events();
  if (l.frames_left > 0) --l.frames_left;
  begin();
  draw_everything();
  take_scans();
  end(started, paint);
  l.drawing = false;
  schedule();
}

}  // namespace

void start() {
  ui::set_keys(app_keys());
  loop().route = platform::current_route();
  if (const auto scheme = platform::load("scheme")) {
    ui::choose_scheme(*scheme == "dark" ? ui::Scheme::dark : ui::Scheme::light);
  }
  renew_preferences();
  start_app();
  wake();
}

void wake() {
  loop().frames_left = mirror::frames_per_event;
  if (!loop().drawing) schedule();
}

void follow_now() { draw(Paint::later); }

void follow_focus() {
  if (loop().drawing) return;
  for (int i = 0; i < mirror::frames_per_event; ++i) {
    follow_now();
    if (!ui::ctx().mirror.focus_waits() && !ui::ctx().redraw) break;
  }
}

void set_route(std::string_view hash) {
  Loop& l = loop();
  if (l.route == hash) return;  // the browser tells of it once more
  l.route = hash;
  if (l.screen) open_screen();
  wake();
  // Drawn at once, with the focus it wishes: the next key belongs to the new screen.
  if (l.screen) follow_focus();
}

void renew_preferences() {
  char* words = tally_page_preferences();
  const std::string_view text = words;
  ui::set_preference({.dark = text.contains("dark"),
                      .more_contrast = text.contains("contrast"),
                      .reduced_motion = text.contains("still")});
  free(words);
  wake();
}

void context_restored() {
  ui::gl::create();
  ui::gl::upload_fonts();
  wake();
}

bool is_gtin(const std::string& code) {
  const auto scan = intake::read_scan(code);
  return scan && scan->kind == intake::ScanKind::gtin;
}

bool is_code(const std::string& code) {
  return is_gtin(code) || (loop().screen && loop().screen->knows_code(code));
}

void scanned(std::string code) {
  loop().scans.push_back(std::move(code));
  wake();
}

bool at_rest() {
  const Loop& l = loop();
  return !l.frame_asked && l.frames_left == 0 && !ui::ctx().mirror.rectangles_wait();
}

void note_key(double ms) {
  loop().counters.key_ms = ms;
  loop().key_unseen = true;
}

const Counters& counters() { return loop().counters; }

}  // namespace tally::app::frame
