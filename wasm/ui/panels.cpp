// What opens beside or below a button: menus, popovers, disclosures.
#include <algorithm>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/options.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/tip.hpp"

namespace tally::app::ui {
namespace {

constexpr float menu_row = 36;

// A panel that hangs at a button. Closes on Esc, and when focus goes elsewhere.
struct Panel {
  Item anchor;
  float width;
  std::string key;
};

bool panel_stays_open(const Panel& panel, Memo& memo) {
  if (!memo.open) return false;
  const std::string& focused = ctx().focused;
  const bool inside = focused == panel.anchor.key || focused.starts_with(panel.key);
  const bool settled = ctx().frame > memo.frame + 3;
  bool away = settled && !inside;
  for (KeyPress& press : ctx().keys) {
    if (!press.taken && press.chord == "Escape" && inside) {
      press.taken = away = true;
      ctx().mirror.wish_focus(panel.anchor.key, mirror::FocusHow::keep_caret);
    }
  }
  if (away) memo.open = false;
  return memo.open;
}

ImRect panel_box(const Panel& panel, float height) {
  const ImRect& from = panel.anchor.box;
  const float width = std::min(panel.width, ctx().width - 16);
  float x = std::clamp(from.Min.x, 8.0F, ctx().width - width - 8);
  if (from.Min.x + width > ctx().width - 8) x = std::max(8.0F, from.Max.x - width);
  float y = from.Max.y + 6;
  if (y + height > ctx().height - 8) y = std::max(8.0F, from.Min.y - 6 - height);
  return ImRect(snap(x), snap(y), snap(x + width), snap(y + height));
}

void paint_panel(const ImRect& box) {
  ImGui::PushClipRect(ImVec2(0, 0), ImVec2(ctx().width, ctx().height), false);
  paint_shadow(box, 10, 14);
  ImGui::PopClipRect();
  paint_box(box, theme().raised, 10);
  paint_edge(box, theme().line_strong, 10);
}

// The button itself; returns its item with the memo's open flag turned by presses.
Item opener(std::string_view key, std::string_view label, const ButtonOptions& options,
            Memo& memo, std::uint32_t more_state) {
  if (button(key, label, options)) {
    memo.open = !memo.open;
    memo.frame = ctx().frame;
    redraw();
  }
  if (memo.open) no_tip();
  mirror::Tree& tree = ctx().mirror.tree();
  const int index = tree.find(full_key(key));
  Item anchor{.key = full_key(key)};
  if (index >= 0) {
    tree.at(index).state |= more_state | mirror::state::expandable;
    if (memo.open) tree.at(index).state |= mirror::state::expanded;
  }
  anchor.box = ImGui::GetCurrentContext()->LastItemData.Rect;
  return anchor;
}

bool draw_menu_item(std::string_view key, const std::vector<MenuItem>& items, int index,
                    float width) {
  const MenuItem& entry = items[static_cast<std::size_t>(index)];
  const bool able = entry.disabled_why.empty();
  Item it = item(option_key(key, entry.label), place(width, menu_row),
                 able ? Interactive::yes : Interactive::no);
  it.node.role = mirror::Role::menu_item;
  it.node.name = entry.label;
  it.node.description = entry.disabled_why;
  it.node.state = able ? 0 : mirror::state::disabled;
  push(it);
  int next = index;
  if (step_by_arrows(it.key, static_cast<int>(items.size()), next)) {
    focus(option_key(key, items[static_cast<std::size_t>(next)].label), FocusHow::keep_caret);
  }
  if (it.hovered || it.focused) paint_box(it.box, theme().hover, 6);
  const Colour ink = !able          ? theme().ink_faint
                     : entry.danger ? theme().danger.on_soft
                                    : theme().ink;
  paint_icon(entry.icon, ImVec2(it.box.Min.x + 18, it.box.GetCenter().y), 18, ink);
  paint_line(entry.label, ImRect(it.box.Min.x + 38, it.box.Min.y, it.box.Max.x - 8, it.box.Max.y),
             Type::body, ink);
  return able && press(it);
}

}  // namespace

std::optional<int> menu(std::string_view key, std::string_view label,
                        const std::vector<MenuItem>& items, const ButtonOptions& options) {
  Memo& open = memo(full_key(key) + "/menu");
  const bool was_open = open.open;
  const Item anchor = opener(key, label, options, open, mirror::state::has_menu);
  Panel panel{.anchor = anchor, .width = 160, .key = anchor.key + "/"};
  for (const MenuItem& entry : items) {
    panel.width = std::max(panel.width, measure(entry.label, Type::body).x + 72);
  }
  if (!panel_stays_open(panel, open)) return std::nullopt;
  const ImRect box = panel_box(panel, static_cast<float>(items.size()) * menu_row + 12);
  Item layer{.key = anchor.key + "/menu", .box = box};
  layer.node.role = mirror::Role::menu;
  layer.node.name = label;
  begin_layer(layer, ImVec2(6, 6), 0);
  paint_panel(box);
  std::optional<int> chosen;
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    if (draw_menu_item(key, items, i, box.GetWidth() - 12)) chosen = i;
  }
  end_layer();
  if (!was_open && !items.empty()) {
    focus(option_key(key, items.front().label), FocusHow::keep_caret);
  }
  if (chosen) {
    open.open = false;
    ctx().mirror.wish_focus(anchor.key, mirror::FocusHow::keep_caret);
  }
  return chosen;
}

void popover(std::string_view key, std::string_view label, const Draw& content,
             const ButtonOptions& options) {
  Memo& open = memo(full_key(key) + "/panel");
  const Item anchor = opener(key, label, options, open, 0);
  Panel panel{.anchor = anchor, .width = 360, .key = anchor.key + "/"};
  if (!panel_stays_open(panel, open)) return;
  const ImRect box = panel_box(panel, std::max(48.0F, open.height));
  Item layer{.key = anchor.key + "/panel", .box = box};
  layer.node.role = mirror::Role::group;
  layer.node.name = label;
  begin_layer(layer, ImVec2(space::normal, space::normal), space::small);
  paint_panel(box);
  content();
  const Flow used = end_layer();
  const float needed = used.bottom - box.Min.y + space::normal;
  settle(open.height, needed);
}

void disclosure(std::string_view key, std::string_view label, bool& open, const Draw& content) {
  const float width = measure(label, Type::body_strong).x + 30;
  Item it = item(key, place(std::min(width, available_width()), 32));
  if (presses(it) % 2 == 1) open = !open;
  it.node.role = mirror::Role::button;
  it.node.name = label;
  it.node.state = mirror::state::expandable | (open ? mirror::state::expanded : 0U);
  push(it);
  if (it.hovered) paint_box(it.box, theme().hover, 6);
  paint_icon(open ? Icon::chevron_down : Icon::chevron_right,
             ImVec2(it.box.Min.x + 11, it.box.GetCenter().y), 16, theme().ink_muted);
  paint_line(label, ImRect(it.box.Min.x + 24, it.box.Min.y, it.box.Max.x, it.box.Max.y),
             Type::body_strong, theme().ink);
  if (it.focused) paint_focus(it.box, 6);
  if (open && content) content();
}

}  // namespace tally::app::ui
