#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"

namespace tally::app {

namespace {

struct Home : ui::Screen {
  std::string title() const override { return "Tallystick"; }
  void draw() override {
    if (ready_or_say()) platform::replace_route(home_of(model().person()));
  }
};

}  // namespace

std::unique_ptr<ui::Screen> make_home() { return std::make_unique<Home>(); }

}  // namespace tally::app
