#pragma once
// The orders that this device recorded, as a list with what can be done to them.
// In: nothing; it reads the model. Out: drawn rows, what waits first, and the day's count.
// It will not change an order itself: changes are recorded in the log.
//
//     OwnOrdersList list;   list.draw();

#include <string>

#include "wasm/state/own_orders.hpp"

namespace tally::app {

class OwnOrdersList {
 public:
  void draw();
  /// The question that a press in the list asked; at the end of the screen.
  void draw_dialog();

 private:
  enum class Asking : std::uint8_t { nothing, cancel, note };
  void choose(const OwnOrder& order, int action);
  OwnOrder order_;
  Asking asking_ = Asking::nothing;
  std::string words_;
};

}  // namespace tally::app
