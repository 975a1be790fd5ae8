#pragma once
// The folded part of the head of order entry: the ship window, in parts or complete, the incoterm.
// In: the open order. Out: nothing where all is as usual; a line that says what is set; its fields
// when it is unfolded. It unfolds by itself where one of its fields is filled or wrong, and stays
// folded where somebody folds it again. It judges nothing.
//
//     EntryDelivery delivery;   delivery.draw(open);   delivery.unfold();

#include <string>

#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

class EntryDelivery {
 public:
  void draw(OpenOrder& open);
  /// Unfolds it; the cursor goes to its first field.
  void unfold();
  static bool has(HeaderField field);
  /// Unfolds it; the cursor goes to that field.
  void show(HeaderField field);

 private:
  void fields(OpenOrder& open);
  bool open_ = false, had_reason_ = false;
  std::string order_id_;
};

/// A text cell of the head: drawn, and what was typed put into the order.
void draw_header_text(OpenOrder& open, HeaderField field, const char* label,
                      ui::FieldOptions options);
std::string header_key(HeaderField field);

}  // namespace tally::app
