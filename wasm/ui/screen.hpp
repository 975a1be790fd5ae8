#pragma once
// Says what a screen is and how the frame calls it.
// In: a route (the part of the address after '#'). Out: widgets drawn, one frame at a time.
// A screen will not touch ImGui, the DOM or the network itself: it calls ui:: and platform::.
//
//     struct Hello : ui::Screen {
//       std::string name;
//       std::string title() const override { return "Hello"; }
//       void draw() override {
//         ui::page_header({.title = "Hello", .subtitle = "Say your name"});
//         ui::page_body("hello", [&] {
//           ui::text_field("hello/name", "Name", name, {.placeholder = "Ada"});
//           if (ui::button("hello/greet", "Greet", {.look = ui::Look::primary}))
//             ui::toast("Hello, " + name, ui::Tone::success);
//         });
//       }
//     };

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tally::app::ui {

// "#/orders/42?state=open" has path "/orders/42", parts {"orders","42"}, query {state: open}.
struct Route {
  std::string path;
  std::vector<std::string> parts;
  std::map<std::string, std::string> query;
};
Route parse_route(std::string_view hash);

struct Screen {
  virtual ~Screen() = default;
  virtual std::string title() const = 0;  // document title; said when the screen opens
  virtual void enter(const Route&) {}     // on opening, and when the route changes within it
  virtual void draw() = 0;                // one frame
  virtual bool scanned(std::string_view) { return false; }  // a barcode, from any focus
  // Whether quick characters and Enter in a text field are a code of this screen, not typing.
  virtual bool knows_code(std::string_view) const { return false; }
  virtual bool keeps(const Route&) const { return false; }  // true: stay, call enter() again
};

}  // namespace tally::app::ui
