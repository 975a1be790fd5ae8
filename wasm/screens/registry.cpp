#include "wasm/screens/registry.hpp"

#include "wasm/screens/gallery.hpp"

namespace tally::app {

std::vector<ScreenEntry> screens() { return {{"/gallery", make_gallery}}; }

std::vector<ui::KeyLine> app_keys() { return {}; }

void start_app() {}
void update_app() {}
void sign_out() {}

Surroundings surroundings() {
  return {.company = "Widget gallery",
          .person = "",
          .role = "",
          .navigation = {{"Widgets", "#/gallery", ui::Icon::layers}},
          .status = "",
          .status_tone = ui::Tone::neutral};
}

}  // namespace tally::app
