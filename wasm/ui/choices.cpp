// One of several: segmented buttons, tabs, selects.
#include <algorithm>
#include <cstdlib>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/field_frame.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/options.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {

bool step_by_arrows(const std::string& key, int count, int& chosen) {
  int step = 0;
  for (KeyPress& press : ctx().keys) {
    if (press.taken || press.key != key) continue;
    if (press.chord == "ArrowRight" || press.chord == "ArrowDown") step = 1;
    else if (press.chord == "ArrowLeft" || press.chord == "ArrowUp") step = -1;
    else continue;
    press.taken = true;
  }
  if (step == 0) return false;
  chosen = (chosen + step + count) % count;
  return true;
}

std::string option_key(std::string_view key, std::string_view label) {
  return std::string(key) + "/" + std::string(label);
}

namespace {

struct Group {
  std::string_view key, label;
  mirror::Role role;
};

Item open_group(const Group& group, const ImRect& box) {
  Item it{.key = full_key(group.key), .box = box};
  it.node.role = group.role;
  it.node.name = group.label;
  push_open(it);
  return it;
}

}  // namespace

bool segmented(std::string_view key, std::string_view label,
               const std::vector<std::string>& options, int& chosen) {
  constexpr float height = 36, pad = 14;
  float width = 6;
  for (const std::string& option : options) width += measure(option, Type::body_strong).x + 2 * pad;
  const ImRect box = place(std::min(width, available_width()), height);
  const float squeeze = std::min(1.0F, (box.GetWidth() - 6) / (width - 6));
  paint_box(box, theme().sunken, theme().radius);
  paint_edge(box, theme().line, theme().radius);
  open_group({key, label, mirror::Role::radio_group}, box);
  float x = box.Min.x + 3;
  const int before = chosen;
  const int count = static_cast<int>(options.size());
  for (int i = 0; i < count; ++i) {
    const std::string& option = options[static_cast<std::size_t>(i)];
    const float part = (measure(option, Type::body_strong).x + 2 * pad) * squeeze;
    Item it = item(option_key(key, option), ImRect(x, box.Min.y + 3, x + part, box.Max.y - 3));
    if (presses(it) > 0) chosen = i;
    if (step_by_arrows(it.key, count, chosen)) {
      focus(option_key(key, options[static_cast<std::size_t>(chosen)]), FocusHow::keep_caret);
    }
    const bool on = chosen == i;
    it.node.role = mirror::Role::radio;
    it.node.name = option;
    it.node.state = on ? mirror::state::checked : mirror::state::rests;
    push(it);
    if (on) {
      paint_shadow(it.box, 6, 2);
      paint_box(it.box, theme().raised, 6);
      paint_edge(it.box, theme().line_strong, 6);
    } else if (it.hovered) {
      paint_box(it.box, theme().hover, 6);
    }
    paint_line(option, it.box, on ? Type::body_strong : Type::body,
               on ? theme().ink : theme().ink_muted, 0.5F);
    if (it.focused) paint_focus(it.box, 6);
    x += part;
  }
  pop();
  return chosen != before;
}

namespace {

constexpr float tab_gap = 22;

float tab_width(const Tab& tab) {
  const float words = measure(tab.label, Type::body_strong).x;
  if (tab.count < 0) return words + 4;
  return words + 8 + measure(std::to_string(tab.count), Type::caption_strong).x + 14 + 4;
}

// Tabs that have no room beside each other go on below.
int tab_lines(const std::vector<Tab>& list, float room) {
  int lines = 1;
  float x = 0;
  for (const Tab& tab : list) {
    if (x > 0 && x + tab_width(tab) > room) {
      x = 0;
      ++lines;
    }
    x += tab_width(tab) + tab_gap;
  }
  return lines;
}

}  // namespace

bool tabs(std::string_view key, std::string_view label, const std::vector<Tab>& list, int& chosen) {
  const float room = available_width();
  const float height = 40 * static_cast<float>(tab_lines(list, room));
  const ImRect box = place(room, height);
  paint_hairline(ImVec2(box.Min.x, box.Max.y - 1), ImVec2(box.Max.x, box.Max.y - 1), theme().line);
  open_group({key, label, mirror::Role::tab_list}, box);
  float x = box.Min.x, top = box.Min.y;
  const int before = chosen;
  const int count = static_cast<int>(list.size());
  for (int i = 0; i < count; ++i) {
    const Tab& tab = list[static_cast<std::size_t>(i)];
    const std::string figure = tab.count >= 0 ? std::to_string(tab.count) : "";
    const float words = measure(tab.label, Type::body_strong).x;
    const float chip = figure.empty() ? 0 : measure(figure, Type::caption_strong).x + 14;
    const float width = tab_width(tab);
    if (x > box.Min.x && x + width > box.Max.x) {
      x = box.Min.x;
      top += 40;
    }
    const float bottom = top + 40;
    Item it = item(option_key(key, tab.label), ImRect(x, top, x + width, bottom));
    if (presses(it) > 0) chosen = i;
    if (step_by_arrows(it.key, count, chosen)) {
      focus(option_key(key, list[static_cast<std::size_t>(chosen)].label), FocusHow::keep_caret);
    }
    const bool on = chosen == i;
    it.node.role = mirror::Role::tab;
    it.node.name = figure.empty() ? tab.label : tab.label + ", " + figure;
    it.node.state = on ? mirror::state::selected : mirror::state::rests;
    push(it);
    const Colour ink = on ? theme().ink : it.hovered ? theme().ink : theme().ink_muted;
    paint_line(tab.label, ImRect(x + 2, top, x + 2 + words + 1, bottom - 2),
               on ? Type::body_strong : Type::body, ink);
    if (chip > 0) {
      const float y = top + 19;
      const ImRect pill(x + words + 10, y - 10, x + words + 10 + chip, y + 10);
      paint_box(pill, on ? theme().accent.soft : theme().neutral.soft, 10);
      paint_line(figure, pill, Type::caption_strong,
                 on ? theme().accent.on_soft : theme().neutral.on_soft, 0.5F);
    }
    if (on) paint_box(ImRect(x, bottom - 2.5F, x + width, bottom), theme().accent.fill, 1);
    if (it.focused) paint_focus(ImRect(x, top + 6, x + width, bottom - 6), 4);
    x += width + tab_gap;
  }
  pop();
  return chosen != before;
}

bool select(std::string_view key, std::string_view label, const std::vector<std::string>& options,
            int& chosen, const SelectOptions& how) {
  const FieldFrame frame{.label = label, .hint = how.hint, .error = how.error,
                         .required = how.required, .hide_label = how.hide_label,
                         .width = how.width};
  const bool able = how.disabled_why.empty();
  const FieldPlace at = place_field(frame, theme().control_height);
  Item it = item(key, at.control, able ? Interactive::yes : Interactive::no);
  const auto picked = ctx().actions.take_value(it.key);
  const int before = chosen;
  if (picked && able) chosen = std::atoi(picked->c_str());
  chosen = std::clamp(chosen, 0, std::max(0, static_cast<int>(options.size()) - 1));
  if (picked) ctx().mirror.page_has_value(it.key, *picked);
  presses(it);  // the page opens its own list
  it.node.role = mirror::Role::select;
  it.node.name = label;
  it.node.options = options;
  it.node.value = std::to_string(chosen);
  describe_field(frame, it);
  if (!able) {
    it.node.state |= mirror::state::disabled;
    it.node.description = how.disabled_why;
  }
  push(it);
  paint_field(frame, at, it, !able);
  const ImRect words(it.box.Min.x + 12, it.box.Min.y, it.box.Max.x - 32, it.box.Max.y);
  if (!options.empty()) {
    paint_line(options[static_cast<std::size_t>(chosen)], words, Type::body,
               able ? theme().ink : theme().ink_faint);
  }
  paint_icon(Icon::chevron_down, ImVec2(it.box.Max.x - 18, it.box.GetCenter().y), 16,
             theme().ink_muted);
  return chosen != before;
}

}  // namespace tally::app::ui
