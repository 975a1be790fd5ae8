#pragma once
// Asks why a warning shall be passed over: no reason, no passing over.
// In: the warning. Out: the override in the order. It decides nothing: what cannot be passed over
// is never offered, and the server checks it once more.
//
//     EntryPassOver asks;   asks.open(issue);   asks.draw(open);

#include <optional>
#include <string>

#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

class EntryPassOver {
 public:
  void open(const Issue& issue);
  /// True in the frame in which the warning was passed over.
  bool draw(OpenOrder& open);

 private:
  void answer(OpenOrder& open);
  std::optional<Issue> issue_;
  std::string reason_;
  bool open_ = false, lacks_reason_ = false, is_done_ = false;
};

}  // namespace tally::app
