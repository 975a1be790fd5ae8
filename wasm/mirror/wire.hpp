#pragma once
// Writes changes as the one JSON text that web/semantics.js applies.
// In: changes and the tree they point into. Out: a JSON object; only lists that are not empty.
// It will not send anything and reads nothing back.
//
//     {"new":[{"k":"order/submit","p":"main","r":"button","n":"Submit"}],"focus":["line:1/sku",0]}

#include <string>
#include <string_view>
#include <vector>

#include "wasm/mirror/diff.hpp"

namespace tally::app::mirror {

enum class FocusHow { select_all, caret_at_end, keep_caret };
struct FocusWish {
  std::string key;  // empty: nothing is wished
  FocusHow how = FocusHow::select_all;
};

struct Message {
  const Changes* changes = nullptr;
  bool rectangles = false;       // changes->moved travels too
  bool rectangles_wait = false;  // the mirror lets the mouse through until they travel
  FocusWish focus;
  std::vector<std::string> said;    // for role=status
  std::vector<std::string> alarms;  // for role=alert
};
std::string to_json(const Message& message, const Tree& tree);
void append_json(std::string& out, std::string_view utf8);  // a quoted JSON string

}  // namespace tally::app::mirror
