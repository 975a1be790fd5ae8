#pragma once
// What people did in the page since the last frame, waiting for the widgets it concerns.
// In: actions as the page reports them. Out: to each widget its own: how often it was pressed,
// the last value it was given. It will not keep an action longer than one frame.
//
//     actions.add({"order/po", Action::input, "PO 4711"});
//     actions.begin_frame();
//     if (auto text = actions.take_value("order/po")) po = *text;

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tally::app::mirror {

struct Action {
  enum Kind { click, twice, input, change };
  std::string key;
  std::string text;
  Kind kind = click;

  Action(std::string_view for_key, Kind what, std::string_view words = {})
      : key(for_key), text(words), kind(what) {}
};

class Actions {
 public:
  void add(Action action) { waiting_.push_back(std::move(action)); }
  bool any_waiting() const { return !waiting_.empty(); }
  void begin_frame();                     // what waited becomes takeable
  void end_frame() { current_.clear(); }  // what nobody took is dropped
  int take_clicks(std::string_view key, Action::Kind kind = Action::click);
  bool take_click(std::string_view key);  // one; further ones wait for the next frames
  std::optional<std::string> take_value(std::string_view key);  // the last one wins

 private:
  std::vector<Action> waiting_;
  std::vector<Action> current_;
};

// How often a widget was pressed: the page's element counts whenever the mouse went down on it;
// the canvas's own press counts only when the mouse went down on the canvas. Never both.
int count_presses(int clicks_in_page, bool pressed_on_canvas, bool mouse_went_down_on_element);

}  // namespace tally::app::mirror
