#pragma once
// Whether the order on the screen is one that this device took already.
// In: the order as it is decided, the orders of this device's log (sent or not, drafts never), the
// company's window. Out: the warnings that the server would give, by the same rule, with the other
// order's number; passed over with a reason they are notes. Worked out anew when something changed.
// They stand beside the outcome and never in it: the company decides with all of its orders.
//
//     for (const Issue& issue : doubles.find(editor, own, {.window_hours = 24, .now = now})) …

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "wasm/state/order_editor.hpp"
#include "wasm/state/own_orders.hpp"

namespace tally::app {

class OwnDoubles {
 public:
  struct When {
    std::int64_t window_hours = 24;
    Instant now;
    /// Counts what changed about the device's orders.
    std::uint64_t orders_revision = 0;
  };
  const Issues& find(OrderEditor& editor, const std::vector<OwnOrder>& own, const When& when);

 private:
  Issues found_;
  std::string found_for_;
};

}  // namespace tally::app
