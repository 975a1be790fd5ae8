#pragma once
// The head of order entry: who buys, where it goes, their PO number, the day, a note.
// In: the open order. Out: fields drawn, and what was typed in them put into the order.
// It will not judge what was typed: the outcome's sentence stands below each field.
//
//     EntryHeader header;   header.draw(open);

#include <optional>
#include <string>
#include <vector>

#include "wasm/screens/entry_delivery.hpp"
#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

/// What a chooser cannot do by itself.
struct HeaderWish {
  std::optional<std::string> new_customer;  // the name that was typed
  bool new_ship_to = false;
};

class EntryHeader {
 public:
  HeaderWish draw(OpenOrder& open);
  /// The cursor goes to a field, which unfolds where it is folded away.
  void focus(HeaderField field);
  void unfold_delivery() { delivery_.unfold(); }
  /// Enter in the customer field: the cursor may go on to the lines.
  bool take_done();

 private:
  void customer(OpenOrder& open, HeaderWish& wish);
  void find_customers(const OrderEditor& editor);
  static void ship_to(OpenOrder& open, HeaderWish& wish);
  void fields(OpenOrder& open, HeaderWish& wish);
  EntryDelivery delivery_;
  std::string typed_;                 // in the customer field, while it has focus
  bool typing_ = false, done_ = false;
  std::string found_for_;
  std::vector<ui::Choice> found_;
};

/// "Acme Hardware (C-1)"; "" where there is none.
std::string customer_words(const Customer* customer);

}  // namespace tally::app
