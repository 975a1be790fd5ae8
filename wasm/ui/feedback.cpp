#include "wasm/ui/feedback.hpp"

#include <algorithm>
#include <string>

#include "wasm/ui/context.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/text.hpp"
#include "wasm/ui/toasts.hpp"

namespace tally::app::ui {
namespace {

constexpr int toast_ms = 5000;
constexpr std::size_t toasts_max = 3;

Icon icon_of(Tone tone) {
  switch (tone) {
    case Tone::success: return Icon::success;
    case Tone::warning: return Icon::warning;
    case Tone::danger: return Icon::error;
    case Tone::neutral:
    case Tone::accent:
    case Tone::info: break;
  }
  return Icon::info;
}

}  // namespace

void toast(std::string_view words, Tone tone) {
  auto& toasts = ctx().toasts;
  toasts.push_back({std::string(words), static_cast<int>(tone), ctx().now_ms + toast_ms});
  if (toasts.size() > toasts_max) toasts.erase(toasts.begin());
  announce(words);
  redraw();
}

void announce(std::string_view words) { ctx().mirror.say(words); }
void alarm(std::string_view words) { ctx().mirror.alarm(words); }

void draw_toasts() {
  auto& toasts = ctx().toasts;
  std::erase_if(toasts, [](const Toast& t) { return t.until_ms <= ctx().now_ms; });
  const float bottom_bar = compact() ? 64.0F : 0;
  float y = ctx().height - 24 - bottom_bar;
  for (auto it = toasts.rbegin(); it != toasts.rend(); ++it) {
    redraw_in(static_cast<int>(it->until_ms - ctx().now_ms));
    const float width = std::min(ctx().width - 32, measure(it->words, Type::body).x + 64);
    const ImVec2 words = measure(it->words, Type::body, width - 60);
    const float height = words.y + 24;
    const float x = snap((ctx().width - width) / 2);
    const ImRect box(x, snap(y - height), x + width, snap(y));
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(ctx().width, ctx().height));
    ImGui::Begin("##toasts", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    paint_shadow(box, 10, 16);
    paint_box(box, theme().overlay, 10);
    const Theme dark = make_theme(true, false, true);
    const auto tone = static_cast<Tone>(it->tone);
    const Colour sign = tone == Tone::success   ? dark.success.on_soft
                        : tone == Tone::warning ? dark.warning.on_soft
                        : tone == Tone::danger  ? dark.danger.on_soft
                                                : dark.info.on_soft;
    paint_icon(icon_of(tone), ImVec2(box.Min.x + 24, box.Min.y + 22), 20, sign);
    paint_text(it->words, ImVec2(box.Min.x + 44, box.Min.y + 12), Type::body, dark.ink, width - 60);
    ImGui::End();
    y -= height + 8;
  }
}

bool banner(std::string_view key, Tone tone, std::string_view words,
            std::string_view button_label) {
  const TonePaint& paint = tone_paint(tone);
  const float width = available_width();
  const float button_width =
      button_label.empty() ? 0 : measure(button_label, Type::body_strong).x + 20 + 12;
  const ImVec2 size = measure(words, Type::body, width - 60 - button_width);
  const float height = std::max(size.y + 20, button_label.empty() ? 0 : 44.0F);
  const ImRect box = place(width, height);
  paint_box(box, paint.soft, theme().radius);
  paint_edge(box, paint.edge, theme().radius);
  paint_icon(icon_of(tone), ImVec2(box.Min.x + 24, box.Min.y + (size.y > 21 ? 20 : height / 2)), 18,
             paint.on_soft);
  paint_text(words, ImVec2(box.Min.x + 44, box.Min.y + (height - size.y) / 2), Type::body,
             paint.on_soft, width - 60 - button_width);
  push_text(mirror::Role::note, words, box, key);
  if (button_label.empty()) return false;
  begin_flow(box.Max.x - button_width, box.GetCenter().y - 14, button_width, 0);
  const bool hit = button(std::string(key) + "/button", button_label, {.small = true});
  end_flow();
  return hit;
}

bool empty_state(std::string_view key, const EmptyState& what) {
  const float width = std::min(available_width(), 420.0F);
  const ImVec2 sentence = measure(what.sentence, Type::body, width);
  const float height = 56 + 16 + 28 + 6 + sentence.y + (what.button.empty() ? 0 : 16 + 36);
  const ImRect box = place(available_width(), height + 64);
  const float middle = box.GetCenter().x;
  float y = box.Min.y + 32;
  const ImRect disc(middle - 28, y, middle + 28, y + 56);
  paint_box(disc, theme().accent.soft, 18);
  paint_icon(what.icon, disc.GetCenter(), 28, theme().accent.on_soft);
  y += 72;
  const ImRect title(box.Min.x, y, box.Max.x, y + 28);
  paint_line(what.title, title, Type::large, theme().ink, 0.5F);
  push_text(mirror::Role::heading, what.title, title, std::string(key) + "/title", 2);
  y += 32;
  // Short sentences stand in the middle, long ones wrap at the left of the middle column.
  const float x = sentence.y > 21 ? middle - width / 2 : middle - sentence.x / 2;
  paint_text(what.sentence, ImVec2(x, y), Type::body, theme().ink_muted, width + 1);
  push_text(mirror::Role::paragraph, what.sentence, ImRect(x, y, x + width, y + sentence.y),
            std::string(key) + "/sentence");
  if (what.button.empty()) return false;
  const float button_width = measure(what.button, Type::body_strong).x + 28;
  begin_flow(middle - button_width / 2, y + sentence.y + 18, button_width + 1, 0);
  const bool hit = button(std::string(key) + "/button", what.button,
                          {.look = Look::primary, .action = what.action});
  end_flow();
  return hit;
}

void progress(std::string_view key, std::string_view label, float done) {
  const std::string percent =
      done < 0 ? "" : std::to_string(static_cast<int>(std::clamp(done, 0.0F, 1.0F) * 100)) + " %";
  const ImRect box = place(available_width(), 32);
  paint_line(label, ImRect(box.Min, ImVec2(box.Max.x - 60, box.Min.y + 18)), Type::caption_strong,
             theme().ink);
  paint_line(percent, ImRect(box.Min, ImVec2(box.Max.x, box.Min.y + 18)), Type::caption,
             theme().ink_muted, 1);
  const ImRect track(box.Min.x, box.Max.y - 8, box.Max.x, box.Max.y - 2);
  paint_box(track, theme().neutral.soft, 3);
  float from = 0, to = std::clamp(done, 0.0F, 1.0F);
  if (done < 0) {
    const float turn = theme().still ? 0.3F : static_cast<float>(ctx().now_ms % 1600) / 1600;
    if (!theme().still) ctx().animates = true;
    from = std::max(0.0F, turn * 1.4F - 0.4F);
    to = std::min(1.0F, turn * 1.4F);
  }
  if (to > from) {
    paint_box(ImRect(track.Min.x + track.GetWidth() * from, track.Min.y,
                     track.Min.x + track.GetWidth() * to, track.Max.y), theme().accent.fill, 3);
  }
  Item it{.key = full_key(key), .box = box};
  it.node.role = mirror::Role::progress;
  it.node.name = label;
  if (done >= 0) it.node.value = std::to_string(static_cast<int>(to * 100));
  push(it);
}

void skeleton(std::string_view key, int lines) {
  const float top = flow_now().y;
  for (int i = 0; i < lines; ++i) {
    const ImRect box = place(available_width(), 14);
    const float share = i % 3 == 0 ? 0.92F : i % 3 == 1 ? 0.78F : 0.6F;
    paint_box(ImRect(box.Min, ImVec2(box.Min.x + box.GetWidth() * share, box.Max.y)),
              theme().neutral.soft, 7);
  }
  const ImRect whole(flow_now().left, top, flow_now().left + flow_now().width, flow_now().y);
  Item it{.key = full_key(key), .box = whole};
  it.node.role = mirror::Role::progress;
  it.node.name = "Loading";
  it.node.state = mirror::state::busy;
  push(it);
}

}  // namespace tally::app::ui
