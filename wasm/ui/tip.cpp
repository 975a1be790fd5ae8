#include "wasm/ui/tip.hpp"

#include <algorithm>
#include <string>

#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

constexpr std::int64_t rest_ms = 450;  // the mouse has to rest a little

struct Tip {
  std::string key, words;
  std::string muted;            // pressed: it says nothing more until the mouse has left it
  ImRect box;
  std::int64_t since_ms = 0;
  bool wanted = false;
};

Tip& tip_state() {
  static Tip value;
  return value;
}

}  // namespace

void tip(const Item& it, std::string_view words) {
  Tip& t = tip_state();
  if (it.held) t.muted = it.key;
  if (!it.hovered && t.muted == it.key) t.muted.clear();
  if (words.empty() || !it.hovered || t.muted == it.key) return;
  if (t.key != it.key) {
    t.key = it.key;
    t.since_ms = ctx().now_ms;
  }
  t.words = words;
  t.box = it.box;
  t.wanted = true;
}

void no_tip() { tip_state().wanted = false; }

void draw_tip() {
  Tip& t = tip_state();
  if (!t.wanted) {
    t.key.clear();
    return;
  }
  t.wanted = false;
  const std::int64_t waited = ctx().now_ms - t.since_ms;
  if (waited < rest_ms) {
    redraw_in(static_cast<int>(rest_ms - waited));
    return;
  }
  const ImVec2 words = measure(t.words, Type::caption, 280);
  const ImVec2 size(words.x + 20, words.y + 12);
  const float x = std::clamp(t.box.GetCenter().x - size.x / 2, 8.0F, ctx().width - size.x - 8);
  float y = t.box.Max.y + 8;
  if (y + size.y > ctx().height - 8) y = t.box.Min.y - size.y - 8;
  const ImRect box(x, y, x + size.x, y + size.y);
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(box.Min, box.Max, theme().overlay, 6);
  list->AddText(font_of(Type::caption), font_size(Type::caption), ImVec2(x + 10, y + 7), 0xFFFFFFFF,
                t.words.data(), t.words.data() + t.words.size(), 281);
}

}  // namespace tally::app::ui
