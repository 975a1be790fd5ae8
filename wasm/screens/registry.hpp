#pragma once
// Lists the screens and says what surrounds them: the app as the main loop sees it.
// In: routes. Out: a screen for a route; what the frame around it shows.
// It will not draw; registry.cpp is the one file to edit when a screen is added.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "wasm/ui/icons.hpp"
#include "wasm/ui/keys.hpp"
#include "wasm/ui/screen.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app {

struct ScreenEntry {
  std::string path;  // "/orders": matches "/orders" and "/orders/…"; the longest match wins
  std::function<std::unique_ptr<ui::Screen>()> make;
};

struct NavItem {
  std::string label, href;     // "Orders", "#/orders"
  ui::Icon icon;
  int count = 0;               // a figure on the item when > 0
};

// What stands around every screen. Asked each frame, so keep it cheap.
struct Surroundings {
  std::string company;         // below the product's name
  std::string person, role;    // who is signed in; empty: nobody
  std::vector<NavItem> navigation;  // at most five on a phone; the rest goes under "More"
  std::string status;          // the one true line: "Saved on this device 10:42 · …"
  ui::Tone status_tone = ui::Tone::neutral;
  bool bare = false;           // no rail and no header: a start or sign-in page
};

std::vector<ScreenEntry> screens();
std::vector<ui::KeyLine> app_keys();
void start_app();              // once, when the platform is ready
void update_app();             // before each frame
bool is_saving();              // an order is on its way to the disk
Surroundings surroundings();
void sign_out();               // the person pressed "Sign out" in the frame around the screens

}  // namespace tally::app
