#include "wasm/ui/choice_list.hpp"

#include <algorithm>
#include <string>

#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

constexpr int shown_max = 8;

std::string option_key(const Item& it, const Choice& choice) {
  return it.key + "/option/" + choice.key;
}

int count_of(const ChoiceList& spec) {
  return spec.choices == nullptr ? 0 : static_cast<int>(spec.choices->size());
}

const Choice& at(const ChoiceList& spec, int index) {
  return (*spec.choices)[static_cast<std::size_t>(index)];
}

Memo& memo_of(const Item& it) { return memo(it.key + "/list"); }  // open; number: highlighted

// Pressed with the pointer, by the page's element or on the canvas.
std::optional<int> pressed_choice(const Item& it, const ChoiceList& spec) {
  for (int i = 0; i < count_of(spec); ++i) {
    if (ctx().actions.take_clicks(option_key(it, at(spec, i))) > 0) return i;
  }
  return std::nullopt;
}

void handle_keys(const Item& it, const ChoiceList& spec, ListState& state) {
  Memo& own = memo_of(it);
  const int count = count_of(spec);
  for (KeyPress& press : ctx().keys) {
    if (press.taken || press.key != it.key) continue;
    const bool down = press.chord == "ArrowDown" || press.chord == "Alt+ArrowDown";
    if (!own.open && down && count > 0 && !spec.text->empty()) {
      press.taken = own.open = true;
    } else if (own.open && count > 0 && (down || press.chord == "ArrowUp")) {
      press.taken = true;
      const int from = own.number < 0 && !down ? 0 : own.number;
      own.number = (from + (down ? 1 : count - 1)) % count;
    } else if (own.open && press.chord == "Escape") {
      press.taken = true;
      own.open = false;
    } else if (own.open && press.chord == "Enter" && own.number >= 0 && count > 0) {
      press.taken = true;
      state.picked = own.number;
      own.open = false;
    } else if (own.open && press.chord == "Enter") {
      press.taken = count > 0 && spec.holds != nullptr && *spec.holds && (*spec.holds)(*spec.text);
      own.open = press.taken;
    } else if (own.open && (press.chord == "Tab" || press.chord == "Shift+Tab")) {
      own.open = false;
    }
  }
}

void complete(Item& it, const ChoiceList& spec, const Memo& own) {
  it.node.role = mirror::Role::combobox;
  it.node.state |= mirror::state::expandable;
  if (!own.open) return;
  it.node.state |= mirror::state::expanded;
  it.node.controls = it.key + "/list";
  if (count_of(spec) > 0 && own.number >= 0) {
    it.node.active = option_key(it, at(spec, own.number));
  }
}

}  // namespace

ListState choice_list_keys(Item& it, const ChoiceList& spec, const Typed& typed) {
  Memo& own = memo_of(it);
  const int count = count_of(spec);
  ListState state;
  const int first = spec.lights_first ? 0 : -1;
  if (typed.changed) {
    own.open = !spec.text->empty();
    own.number = first;
  }
  own.number = std::clamp(own.number, first, std::max(first, count - 1));
  if (own.open) state.picked = pressed_choice(it, spec);
  if (!it.focused && own.open && !state.picked) own.open = false;
  if (it.focused && !state.picked) handle_keys(it, spec, state);
  if (state.picked) own.open = false;
  if (spec.text->empty() || (count == 0 && spec.empty_text.empty() && !spec.busy)) own.open = false;
  complete(it, spec, own);
  state.open = own.open;
  return state;
}

namespace {

void draw_choice(const Item& owner, const ChoiceList& spec, int index, float width, float height) {
  const Choice& choice = at(spec, index);
  Memo& own = memo_of(owner);
  Item it = item(option_key(owner, choice), place(width, height));
  it.node.role = mirror::Role::option;
  it.node.name = choice.label;
  if (!choice.detail.empty()) it.node.name += ", " + choice.detail;
  if (!choice.trailing.empty()) it.node.name += ", " + choice.trailing;
  if (!choice.badge.empty()) it.node.name += ", " + choice.badge;
  it.node.position = index + 1;
  it.node.set_size = count_of(spec);
  const bool lit = own.number == index;
  if (lit) it.node.state |= mirror::state::selected;
  push(it);
  if (it.pressed && !ctx().mouse_on_element) {
    ctx().actions.add({it.key, mirror::Action::click});
    redraw();
  }
  if (lit || it.hovered) paint_box(it.box, lit ? theme().selected : theme().hover, 6);
  const float right = it.box.Max.x - 10;
  const float trailing = choice.trailing.empty() ? 0 : measure(choice.trailing, Type::body).x + 12;
  const float line = choice.detail.empty() ? height : height / 2 + 8;
  const float top = choice.detail.empty() ? it.box.Min.y : it.box.Min.y + 3;
  const ImRect first(it.box.Min.x + 10, top, right - trailing, top + line - 4);
  float label_width = std::min(measure(choice.label, Type::body_strong).x, first.GetWidth());
  if (!choice.badge.empty()) {
    const float chip = measure(choice.badge, Type::caption_strong).x + 14;
    label_width = std::min(label_width, std::max(40.0F, first.GetWidth() - chip - 8));
    const float x = first.Min.x + label_width + 8;
    const ImRect pill(x, first.GetCenter().y - 9, x + chip, first.GetCenter().y + 9);
    paint_box(pill, tone_paint(choice.tone).soft, 9);
    paint_line(choice.badge, pill, Type::caption_strong, tone_paint(choice.tone).on_soft, 0.5F);
  }
  paint_line(choice.label, ImRect(first.Min, ImVec2(first.Min.x + label_width + 1, first.Max.y)),
             Type::body_strong, theme().ink);
  if (!choice.detail.empty()) {
    const ImRect second(first.Min.x, first.Max.y - 1, right - trailing, it.box.Max.y - 5);
    paint_line(choice.detail, second, Type::caption, theme().ink_muted);
  }
  paint_line(choice.trailing, ImRect(right - trailing, it.box.Min.y, right, it.box.Max.y),
             Type::body, theme().ink, 1);
}

}  // namespace

void draw_choice_list(const Item& it, const ChoiceList& spec) {
  const Memo& own = memo_of(it);
  const int count = count_of(spec);
  const int shown = std::min(count, shown_max);
  const int first = std::clamp(own.number - shown_max / 2, 0, std::max(0, count - shown));
  bool tall = false;
  for (int i = 0; i < count; ++i) tall = tall || !at(spec, i).detail.empty();
  const float row = tall ? 52.0F : 38.0F;
  const float foot = count == 0 || count > shown || !spec.foot.empty() ? 34.0F : 0;
  const float height = static_cast<float>(shown) * row + foot + 12;
  const float wanted = spec.width > 0 ? spec.width : std::max(it.box.GetWidth(), 420.0F);
  const float width = std::min(wanted, ctx().width - 16);
  const float x = std::clamp(it.box.Min.x, 8.0F, ctx().width - width - 8);
  float y = it.box.Max.y + 6;
  if (y + height > ctx().height - 8 && it.box.Min.y - 6 - height > 8) y = it.box.Min.y - 6 - height;
  Item layer{.key = it.key + "/list", .box = ImRect(x, y, x + width, y + height)};
  layer.node.role = mirror::Role::listbox;
  layer.node.name = it.node.name;
  std::vector<std::string> scopes;  // option keys are whole keys already
  scopes.swap(ctx().scopes);
  begin_layer(layer, ImVec2(6, 6), 0);
  ImGui::PushClipRect(ImVec2(0, 0), ImVec2(ctx().width, ctx().height), false);
  paint_shadow(layer.box, 10, 14);
  ImGui::PopClipRect();
  paint_box(layer.box, theme().raised, 10);
  paint_edge(layer.box, theme().line_strong, 10);
  for (int i = first; i < first + shown; ++i) {
    draw_choice(it, spec, i, width - 12, row);
  }
  if (foot > 0) {
    const ImRect line = place(width - 12, foot);
    const std::string words =
        !spec.foot.empty() && count > 0 ? std::string(spec.foot)
        : count > 0 ? std::to_string(shown) + " of " + std::to_string(count) + " shown"
                  : std::string(spec.busy ? "Looking\xE2\x80\xA6" : spec.empty_text);
    paint_line(words, ImRect(line.Min.x + 10, line.Min.y, line.Max.x - 10, line.Max.y),
               Type::caption, theme().ink_muted);
    if (count == 0) push_text(mirror::Role::option, words, line, it.key + "/none");
  }
  end_layer();
  scopes.swap(ctx().scopes);
}

}  // namespace tally::app::ui
