#pragma once
// The head of order entry: who buys, where it goes, their PO number, the day, a note.
// In: the open order. Out: fields drawn, and what was typed in them put into the order.
// It will not judge what was typed: the outcome's sentence stands below each field.
//
//     EntryHeader header;   header.draw(open);

#include <string>
#include <vector>

#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

class EntryHeader {
 public:
  void draw(OpenOrder& open);
  /// The cursor goes to a field.
  static void focus(HeaderField field);
  /// Enter in the customer field: the cursor may go on to the lines.
  bool take_done();

 private:
  void customer(OpenOrder& open);
  void ship_to(OpenOrder& open);
  void text(OpenOrder& open, HeaderField field, const char* label, ui::FieldOptions options);
  std::string typed_;                 // in the customer field, while it has focus
  bool typing_ = false, done_ = false;
  std::string found_for_;
  std::vector<ui::Choice> found_;
};

/// "Acme Hardware (C-1)"; "" where there is none.
std::string customer_words(const Customer* customer);

}  // namespace tally::app
