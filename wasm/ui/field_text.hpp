#pragma once
// The text inside an input, drawn as the page's element has it: value, caret, selection, scroll.
// In: an item, its value, how it is set. Out: drawing; the mirror's node completed; what was typed.
// It will not edit: a real <input> does, and tells.

#include <string>
#include <string_view>

#include "wasm/ui/context.hpp"
#include "wasm/ui/fields.hpp"

namespace tally::app::ui {

struct InputText {
  Type type = Type::body;
  float left = 12, right = 12;   // padding inside the control
  std::string_view placeholder;
  bool align_right = false;
  bool disabled = false;
  bool secret = false;           // dots instead of characters
  int lines = 1;
};
// Takes what was typed since the last frame into `text`.
Typed take_typing(const Item& it, std::string& text);
void complete_node(Item& it, const InputText& how, std::string_view text, InputKind kind);
void paint_input(const Item& it, const InputText& how, std::string_view text);
const char* kind_name(InputKind kind);

}  // namespace tally::app::ui
