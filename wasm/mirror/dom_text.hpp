#pragma once
// What the focused input of the page says about its text; the canvas draws exactly this.
// In: one report per change of text, selection or scroll. Out: plain data.
// It will not edit: the page's element owns text, caret, selection and undo.

#include <cstdint>
#include <string>

namespace tally::app::mirror {

struct DomText {
  std::string key;                      // empty: no text field has focus
  std::string value;
  std::int32_t from = 0, to = 0;        // selection in UTF-8 bytes; equal: a caret
  std::int32_t composing_from = 0, composing_to = 0;  // equal: no composition
  float scroll_left = 0, scroll_top = 0;  // CSS pixels
  bool all_selected() const {
    return !value.empty() && from == 0 && to == static_cast<std::int32_t>(value.size());
  }
  bool caret_at_start() const { return from == 0 && to == 0; }
  bool caret_at_end() const {
    return from == to && to == static_cast<std::int32_t>(value.size());
  }
  bool composing() const { return composing_from != composing_to; }
};

}  // namespace tally::app::mirror
