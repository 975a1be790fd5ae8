#include <algorithm>
#include <string>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

struct Help : ui::Screen {
  std::string title() const override { return "Help"; }

  void draw() override {
    if (!ready_or_say()) return;
    ui::page_header({.title = "Help", .subtitle = "Every key, and what it does"});
    ui::page_body("help", [] {
      ui::columns({{ui::grow(), [] { keys_of({"Everywhere", "Order"}); }},
                   {ui::grow(), [] { keys_of({"Grid", "Desk", "Master data", "Paste"}); }}},
                  {.gap = ui::space::large, .stack_below = 900});
      ui::gap(ui::space::large);
      ui::card("help/more", {.title = "More"}, [] {
        ui::text("How orders are taken, how the desk works, and what each sentence of the product "
                 "means stands on the server's help page.");
        ui::gap(ui::space::small);
        if (ui::button("help/open", "Open the help page", {.icon = ui::Icon::link_out})) {
          platform::open_window("/help");
        }
      });
    });
  }

 private:
  /// "Down" for "ArrowDown", "A" for "a": as it stands on the key.
  static std::string spoken(std::string chord) {
    if (chord.starts_with("Arrow")) return chord.substr(5);
    if (chord.size() == 1 && chord[0] >= 'a' && chord[0] <= 'z') chord[0] -= 'a' - 'A';
    return chord == "Escape" ? "Esc" : chord;
  }

  static void keys_of(const std::vector<std::string>& places) {
    for (const std::string& place : places) {
      std::vector<ui::Fact> facts;
      for (const ui::KeyLine& line : ui::keys()) {
        if (line.where != place) continue;
        facts.push_back({spoken(line.chord), line.name + ". " + line.help});
      }
      if (facts.empty()) continue;
      ui::card("help/" + place, {.title = place}, [&] {
        ui::facts("help/keys/" + place, facts, 132);
      });
      ui::gap(ui::space::normal);
    }
  }
};

}  // namespace

std::unique_ptr<ui::Screen> make_help() { return std::make_unique<Help>(); }

}  // namespace tally::app
