#pragma once
// What surrounds every field: label above, hint or error below, the edge of the control.
// In: the words and the state. Out: the control's place; the drawing around it.
// It will not hold the value.

#include <string_view>

#include "wasm/ui/context.hpp"

namespace tally::app::ui {

struct FieldFrame {
  std::string_view label, hint, error;
  bool required = false, hide_label = false;
  float width = 0;
  bool error_floats = false;  // the error has no room of its own: beside the field that has focus
};
struct FieldPlace {
  ImRect whole, control;
};
FieldPlace place_field(const FieldFrame& frame, float control_height);
// The sentence of a wrong field or cell, above everything, beside it.
void draw_error_note(const Item& it, std::string_view words);
void describe_field(const FieldFrame& frame, Item& it);  // description, error, required
void paint_field(const FieldFrame& frame, const FieldPlace& at, const Item& it, bool disabled);

}  // namespace tally::app::ui
