#include "wasm/mirror/actions.hpp"

#include <algorithm>
#include <iterator>

namespace tally::app::mirror {

void Actions::begin_frame() {
  current_.insert(current_.end(), std::make_move_iterator(waiting_.begin()),
                  std::make_move_iterator(waiting_.end()));
  waiting_.clear();
}

int Actions::take_clicks(std::string_view key, Action::Kind kind) {
  const auto mine = [&](const Action& a) { return a.key == key && a.kind == kind; };
  const auto count = std::count_if(current_.begin(), current_.end(), mine);
  std::erase_if(current_, mine);
  return static_cast<int>(count);
}

bool Actions::take_click(std::string_view key) {
  const int count = take_clicks(key);
  for (int i = 1; i < count; ++i) waiting_.emplace_back(key, Action::click);
  return count > 0;
}

std::optional<std::string> Actions::take_value(std::string_view key) {
  std::optional<std::string> last;
  std::erase_if(current_, [&](Action& a) {
    const bool mine = a.key == key && (a.kind == Action::input || a.kind == Action::change);
    if (mine) last = std::move(a.text);
    return mine;
  });
  return last;
}

int count_presses(int clicks_in_page, bool pressed_on_canvas, bool mouse_went_down_on_element) {
  return clicks_in_page + (pressed_on_canvas && !mouse_went_down_on_element ? 1 : 0);
}

}  // namespace tally::app::mirror
