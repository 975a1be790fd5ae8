#include "wasm/ui/field_frame.hpp"

#include <algorithm>

#include "wasm/ui/fonts.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

constexpr float label_height = 24;
constexpr float note_gap = 5;

std::string_view note_of(const FieldFrame& frame) {
  if (frame.error_floats && !frame.error.empty()) return {};
  return frame.error.empty() ? frame.hint : frame.error;
}

float note_inset(const FieldFrame& frame) { return frame.error.empty() ? 0.0F : 20.0F; }

}  // namespace

FieldPlace place_field(const FieldFrame& frame, float control_height) {
  const float most = available_width();
  const float width = frame.width > 0 ? std::min(frame.width, most) : most;
  const float above = frame.hide_label ? 0 : label_height;
  const std::string_view note = note_of(frame);
  const float below =
      note.empty() ? 0
                   : note_gap + measure(note, Type::caption, width - note_inset(frame)).y;
  const ImRect whole = place(width, above + control_height + below);
  const ImRect control(whole.Min.x, whole.Min.y + above, whole.Max.x,
                       whole.Min.y + above + control_height);
  return {whole, control};
}

void describe_field(const FieldFrame& frame, Item& it) {
  it.node.description = frame.hint;
  it.node.error = frame.error;
  if (!frame.error.empty()) it.node.state |= mirror::state::invalid;
  if (frame.required) it.node.state |= mirror::state::required;
}

void paint_field(const FieldFrame& frame, const FieldPlace& at, const Item& it, bool disabled) {
  const Theme& t = theme();
  if (!frame.hide_label) {
    const ImRect line(at.whole.Min, ImVec2(at.whole.Max.x, at.whole.Min.y + 18));
    paint_line(frame.label, line, Type::caption_strong, t.ink);
    if (frame.required) {
      const float x = line.Min.x + measure(frame.label, Type::caption_strong).x + 3;
      paint_line("*", ImRect(x, line.Min.y, line.Max.x, line.Max.y), Type::caption_strong,
                 t.danger.on_soft);
    }
  }
  const bool wrong = !frame.error.empty();
  const ImRect& box = at.control;
  paint_box(box, disabled ? t.sunken : t.control, t.radius);
  const Colour edge = disabled            ? t.line
                      : it.focused && wrong ? t.danger.fill
                      : it.focused          ? t.focus
                      : wrong               ? t.danger.fill
                      : it.hovered          ? t.ink_muted
                                            : t.control_edge;
  paint_edge(box, edge, t.radius);
  if (it.focused) {
    const ImRect glow(box.Min.x - 3, box.Min.y - 3, box.Max.x + 3, box.Max.y + 3);
    paint_edge(glow, with_alpha(wrong ? t.danger.fill : t.focus, 0.28F), t.radius + 3, 3);
    paint_edge(box, edge, t.radius, 1.5F);
  }
  if (wrong && frame.error_floats && (it.focused || it.hovered)) {
    draw_error_note(it, frame.error);
  }
  const std::string_view note = note_of(frame);
  if (note.empty()) return;
  const ImVec2 below(box.Min.x + note_inset(frame), box.Max.y + note_gap);
  if (wrong) {
    paint_icon(Icon::error, ImVec2(box.Min.x + 8, below.y + 9), 16, t.danger.on_soft);
  }
  paint_text(note, below, Type::caption, wrong ? t.danger.on_soft : t.ink_muted,
             at.whole.Max.x - below.x);
}

void draw_error_note(const Item& it, std::string_view words) {
  const float width = std::min(320.0F, ctx().width - 16);
  const ImVec2 size = measure(words, Type::caption, width - 40);
  const float w = size.x + 42, h = size.y + 14;
  const float x = std::clamp(it.box.Min.x, 8.0F, ctx().width - w - 8);
  float y = it.box.Max.y + 5;
  if (y + h > ctx().height - 8) y = it.box.Min.y - h - 5;
  const ImRect box(snap(x), snap(y), snap(x + w), snap(y + h));
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(ctx().width, ctx().height));
  ImGui::Begin("##note", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  paint_shadow(box, 8, 10);
  paint_box(box, theme().danger.soft, 8);
  paint_edge(box, theme().danger.edge, 8);
  paint_icon(Icon::error, ImVec2(box.Min.x + 18, box.Min.y + 16), 16, theme().danger.on_soft);
  paint_text(words, ImVec2(box.Min.x + 32, box.Min.y + 7), Type::caption, theme().danger.on_soft,
             width - 40);
  ImGui::End();
}

}  // namespace tally::app::ui
