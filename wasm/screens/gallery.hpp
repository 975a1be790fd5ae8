#pragma once
// The widget gallery: every widget with realistic content, at #/gallery. It documents the design
// and the browser tests drive it. In: nothing. Out: a screen.
// It will not touch the app's state.

#include <memory>

#include "wasm/screens/registry.hpp"
#include "wasm/ui/screen.hpp"

namespace tally::app {

std::unique_ptr<ui::Screen> make_gallery();
bool in_gallery();                       // the app was opened at the gallery's address
Surroundings gallery_surroundings();

}  // namespace tally::app
