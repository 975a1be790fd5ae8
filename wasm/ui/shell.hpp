#pragma once
// What stands around every screen: navigation at the left or at the bottom, the one true line.
// In: the app's Surroundings and a function that draws the screen. Out: the drawn page.
// It will not know single screens.

#include <string>
#include <string_view>

#include "wasm/screens/registry.hpp"
#include "wasm/ui/layout.hpp"

namespace tally::app::ui {

// Draws the frame and, inside it, the screen. route: to mark the present place.
void draw_shell(const Surroundings& around, std::string_view route, const Draw& screen);

}  // namespace tally::app::ui
