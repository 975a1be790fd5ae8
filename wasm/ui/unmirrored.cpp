#include "wasm/ui/unmirrored.hpp"

#include <imgui.h>

namespace tally::app::ui {

void plant_unmirrored_item() {
  ImGui::SetCursorScreenPos(ImVec2(300, 8));
  ImGui::Button("planted");
}

}  // namespace tally::app::ui
