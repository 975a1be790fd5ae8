#include "wasm/ui/controls.hpp"

#include <algorithm>

#include "wasm/platform_web.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/keys.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/tip.hpp"

namespace tally::app::ui {
namespace {

struct ButtonPaint {
  Colour fill, edge, ink;
};

ButtonPaint paint_of(Look look, bool disabled, bool hovered, bool held) {
  const Theme& t = theme();
  if (disabled)
    return {look == Look::quiet ? 0 : t.sunken, look == Look::quiet ? 0 : t.line, t.ink_faint};
  const Colour veil = held ? t.press : hovered ? t.hover : 0;
  switch (look) {
    case Look::primary: {
      const Colour fill = held      ? blend(t.accent.fill, 0x38000000)
                          : hovered ? blend(t.accent.fill, 0x1CFFFFFF)
                                    : t.accent.fill;
      return {fill, 0, t.accent.on_fill};
    }
    case Look::danger: {
      const Colour fill = held      ? blend(t.danger.fill, 0x38000000)
                          : hovered ? blend(t.danger.fill, 0x1CFFFFFF)
                                    : t.danger.fill;
      return {fill, 0, t.danger.on_fill};
    }
    case Look::quiet: return {veil, 0, t.ink_muted};
    case Look::normal: break;
  }
  return {veil != 0 ? blend(t.surface, veil) : t.surface, t.line_strong, t.ink};
}

void paint_ring(ImVec2 centre, float radius, Colour colour) {
  if (!theme().still) ctx().animates = true;
  const float turn = theme().still ? 0 : static_cast<float>(ctx().now_ms % 900) / 900 * 6.2832F;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PathArcTo(centre, radius, turn, turn + 4.4F, 20);
  list->PathStroke(colour, 0, 2);
}

void paint_button(const Item& it, std::string_view label, const ButtonOptions& options) {
  const bool disabled = !options.disabled_why.empty();
  const ButtonPaint paint = paint_of(options.look, disabled, it.hovered, it.held);
  if (options.look == Look::normal && !disabled) {
    const ImRect below(it.box.Min.x, it.box.Min.y + 1, it.box.Max.x, it.box.Max.y + 1);
    paint_box(below, theme().shadow, theme().radius);
  }
  if (paint.fill != 0) paint_box(it.box, paint.fill, theme().radius);
  if (paint.edge != 0) paint_edge(it.box, paint.edge, theme().radius);
  const float icon_size = options.small ? 16.0F : 18.0F;
  const Type type = Type::body_strong;
  const float text = options.icon_only ? 0 : measure(label, type).x;
  const bool has_icon = options.icon != Icon::none || options.busy;
  const float lead = has_icon ? icon_size + (options.icon_only ? 0 : 7) : 0;
  // What does not fit is cut at its end.
  float x = std::max(it.box.GetCenter().x - (text + lead) / 2, it.box.Min.x + 8);
  if (has_icon) {
    const ImVec2 centre(x + icon_size / 2, it.box.GetCenter().y);
    if (options.busy) paint_ring(centre, icon_size / 2 - 2, paint.ink);
    else paint_icon(options.icon, centre, icon_size, paint.ink);
    x += lead;
  }
  if (!options.icon_only) {
    paint_line(label, ImRect(x, it.box.Min.y, std::min(x + text + 1, it.box.Max.x - 4),
                             it.box.Max.y), type, paint.ink);
  }
  if (it.focused) paint_focus(it.box, theme().radius);
}

std::string tip_of(std::string_view label, const ButtonOptions& options) {
  std::string tip = !options.disabled_why.empty() ? options.disabled_why
                    : !options.tip.empty()        ? options.tip
                    : options.icon_only           ? std::string(label)
                                                  : std::string();
  const std::string chord = options.action.empty() ? "" : chord_of(options.action);
  if (!chord.empty()) tip += (tip.empty() ? std::string(label) : tip) + "  " + chord;
  return tip;
}

}  // namespace

bool button(std::string_view key, std::string_view label, const ButtonOptions& options) {
  const float height = options.small ? theme().control_height_small : theme().control_height;
  const float pad = options.small ? 10.0F : 14.0F;
  const bool has_icon = options.icon != Icon::none || options.busy;
  float width = options.icon_only ? height
                                  : measure(label, Type::body_strong).x + 2 * pad +
                                        (has_icon ? (options.small ? 20.0F : 22.0F) : 0);
  const float wanted = width;
  // A long label is cut and said in full by the tip; in a line of widgets it goes on the next one.
  if (!options.icon_only) width = std::min(width, flow_now().width);
  if (options.fill) width = available_width();
  const bool able = options.disabled_why.empty() && !options.busy;
  Item it = item(key, place(width, height), able ? Interactive::yes : Interactive::no);
  it.node.role = mirror::Role::button;
  it.node.name = label;
  it.node.description = options.disabled_why.empty() ? options.tip : options.disabled_why;
  if (!options.disabled_why.empty()) it.node.state |= mirror::state::disabled;
  if (options.busy) it.node.state |= mirror::state::disabled | mirror::state::busy;
  push(it);
  paint_button(it, label, options);
  const bool is_cut = width < wanted && options.tip.empty();
  tip(it, is_cut ? std::string(label) : tip_of(label, options));
  const bool hit = press(it);
  const bool chord = !options.action.empty() && able && pressed(options.action);
  return able && (hit || chord);
}

bool link(std::string_view key, std::string_view label, std::string_view href,
          const LinkOptions& options) {
  const Type type = options.strong ? Type::body_strong : Type::body;
  const float lead = options.icon == Icon::none ? 0 : 22.0F;
  const float width = std::min(measure(label, type).x + lead, available_width());
  Item it = item(key, place(width, line_height(type)));
  it.node.role = mirror::Role::link;
  it.node.name = label;
  it.node.href = href;
  push(it);
  const Colour colour = theme().accent.on_soft;
  if (lead > 0) {
    paint_icon(options.icon, ImVec2(it.box.Min.x + 9, it.box.GetCenter().y), 18, colour);
  }
  const ImRect words(it.box.Min.x + lead, it.box.Min.y, it.box.Max.x, it.box.Max.y);
  paint_line(label, words, type, colour);
  if (it.hovered) {
    paint_hairline(ImVec2(words.Min.x, words.Max.y - 2), ImVec2(words.Max.x, words.Max.y - 2),
                   colour);
  }
  if (it.focused) paint_focus(it.box, 4);
  if (presses(it) == 0) return false;
  if (options.new_window) platform::open_window(href);
  else if (href.starts_with("#")) platform::navigate(href);
  return true;
}

namespace {

struct Mark {
  bool round = false;   // a switch
  mirror::Role role = mirror::Role::checkbox;
};

void paint_check(const ImRect& box, bool on, bool hovered, bool disabled) {
  const Theme& t = theme();
  const Colour fill = on ? (disabled ? t.ink_faint : t.accent.fill) : t.control;
  paint_box(box, hovered && !on ? blend(fill, t.hover) : fill, 5);
  if (!on) paint_edge(box, disabled ? t.line_strong : t.control_edge, 5);
  if (on) paint_icon(Icon::check, box.GetCenter(), 15, t.accent.on_fill);
}

void paint_switch(const ImRect& box, bool on, bool hovered, bool disabled) {
  const Theme& t = theme();
  const Colour off = disabled ? t.line_strong : t.control_edge;
  const Colour fill = on ? (disabled ? t.ink_faint : t.accent.fill) : off;
  paint_box(box, hovered ? blend(fill, t.hover) : fill, box.GetHeight() / 2);
  const float radius = box.GetHeight() / 2 - 3;
  const float x = on ? box.Max.x - radius - 3 : box.Min.x + radius + 3;
  ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(x, box.GetCenter().y), radius,
                                              t.dark && !on ? t.page : t.surface);
}

bool mark(std::string_view key, std::string_view label, bool& on, const ChoiceOptions& options,
          const Mark& kind) {
  const float mark_width = kind.round ? 38.0F : 18.0F;
  const bool in_line = flow_now().horizontal;
  const float words = measure(label, Type::body).x;
  const float most = available_width();
  const float hint_height = options.hint.empty()
                                ? 0
                                : measure(options.hint, Type::caption, most - mark_width - 12).y;
  const float width = in_line ? std::min(words + mark_width + 12, most) : most;
  const bool able = options.disabled_why.empty();
  Item it = item(key, place(width, 24 + hint_height), able ? Interactive::yes : Interactive::no);
  it.node.role = kind.role;
  it.node.name = label;
  it.node.description = able ? options.hint : options.disabled_why;
  if (on) it.node.state |= mirror::state::checked;
  if (!able) it.node.state |= mirror::state::disabled;
  const bool changed = able && presses(it) % 2 == 1;
  if (changed) {
    on = !on;
    it.node.state ^= mirror::state::checked;
  }
  push(it);
  const float height = kind.round ? 22.0F : 18.0F;
  const float top = it.box.Min.y + (24 - height) / 2;
  const ImRect sign(it.box.Min.x, top, it.box.Min.x + mark_width, top + height);
  kind.round ? paint_switch(sign, on, it.hovered, !able) : paint_check(sign, on, it.hovered, !able);
  if (it.focused) paint_focus(sign, kind.round ? 11.0F : 5.0F);
  const float x = sign.Max.x + 10;
  paint_line(label, ImRect(x, it.box.Min.y, it.box.Max.x, it.box.Min.y + 24), Type::body,
             able ? theme().ink : theme().ink_faint);
  if (!options.hint.empty()) {
    paint_text(options.hint, ImVec2(x, it.box.Min.y + 24), Type::caption, theme().ink_muted,
               it.box.Max.x - x);
  }
  return changed;
}

}  // namespace

bool checkbox(std::string_view key, std::string_view label, bool& on,
              const ChoiceOptions& options) {
  return mark(key, label, on, options, {});
}

bool toggle(std::string_view key, std::string_view label, bool& on, const ChoiceOptions& options) {
  return mark(key, label, on, options, {.round = true, .role = mirror::Role::toggle});
}

}  // namespace tally::app::ui
