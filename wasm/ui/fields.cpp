#include "wasm/ui/fields.hpp"

#include <algorithm>

#include "wasm/ui/choice_list.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/field_frame.hpp"
#include "wasm/ui/field_text.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

struct Shape {
  mirror::Role role;
  float height;
  int lines;
};

InputText set_of(const FieldOptions& options, int lines) {
  InputText how{.placeholder = options.placeholder,
                .disabled = !options.disabled_why.empty(),
                .secret = options.kind == InputKind::password,
                .lines = lines};
  if (options.icon != Icon::none) how.left = 38;
  if (!options.suffix.empty()) how.right = measure(options.suffix, Type::body).x + 20;
  return how;
}

Picked input(std::string_view key, std::string_view label, std::string& text,
             const FieldOptions& options, const Shape& shape, const ChoiceList* list = nullptr) {
  const FieldFrame frame{.label = label, .hint = options.hint, .error = options.error,
                         .required = options.required, .hide_label = options.hide_label,
                         .width = options.width, .error_floats = options.error_floats};
  const InputText how = set_of(options, shape.lines);
  const FieldPlace at = place_field(frame, shape.height);
  Item it = item(key, at.control, how.disabled ? Interactive::no : Interactive::yes);
  const Typed typed = take_typing(it, text);
  if (it.pressed && !ctx().mouse_on_element) focus(key);
  it.node.role = shape.role;
  it.node.name = label;
  it.node.autocomplete = options.autocomplete;
  describe_field(frame, it);
  complete_node(it, how, text, options.kind);
  if (how.disabled) it.node.description = options.disabled_why;
  if (options.read_only) it.node.state |= mirror::state::read_only;
  if (options.typed_scans) it.node.state |= mirror::state::typed_scans;
  Picked picked{.typed = typed};
  if (list != nullptr) {
    const ListState state = choice_list_keys(it, *list, typed);
    picked.index = state.picked;
    picked.open = state.open;
    if (state.picked) picked.typed.entered = false;
  }
  push(it);
  paint_field(frame, at, it, how.disabled || options.read_only);
  if (options.icon != Icon::none) {
    paint_icon(options.icon, ImVec2(it.box.Min.x + 20, it.box.GetCenter().y), 18,
               theme().ink_muted);
  }
  if (!options.suffix.empty()) {
    const ImRect end(it.box.Max.x - how.right, it.box.Min.y, it.box.Max.x - 12, it.box.Max.y);
    paint_line(options.suffix, end, Type::body, theme().ink_muted, 1);
  }
  paint_input(it, how, text);
  if (picked.open) draw_choice_list(it, *list);
  return picked;
}

}  // namespace

Typed text_field(std::string_view key, std::string_view label, std::string& text,
                 const FieldOptions& options) {
  return input(key, label, text, options,
               {mirror::Role::text_field, theme().control_height, 1})
      .typed;
}

Typed text_area(std::string_view key, std::string_view label, std::string& text,
                const FieldOptions& options) {
  const int lines = std::max(2, options.lines);
  const float height = 16 + static_cast<float>(lines) * line_height(Type::body);
  return input(key, label, text, options, {mirror::Role::text_area, height, lines}).typed;
}

Picked combobox(std::string_view key, std::string_view label, std::string& text,
                const std::vector<Choice>& choices, const ComboOptions& options) {
  // The spec refers to `text` itself, so it sees what was typed in this frame.
  const ChoiceList list{.choices = &choices,
                        .text = &text,
                        .empty_text = options.empty_text,
                        .busy = options.busy,
                        .width = options.list_width,
                        .lights_first = options.lights_first,
                        .foot = options.foot};
  return input(key, label, text, options.field,
               {mirror::Role::combobox, theme().control_height, 1}, &list);
}

}  // namespace tally::app::ui
