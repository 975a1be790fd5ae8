#include "wasm/ui/dialog.hpp"

#include <algorithm>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/text.hpp"

namespace tally::app::ui {
namespace {

bool is_open(const std::string& key) {
  const auto& layers = ctx().layers;
  return std::any_of(layers.begin(), layers.end(), [&](const Layer& l) { return l.key == key; });
}

void remember(const std::string& key) {
  if (is_open(key)) return;
  ctx().layers.push_back({key, ctx().focused});
}

// Below everything of the dialog, above everything of the page. A press on it closes.
bool draw_scrim(const std::string& key) {
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(ctx().width, ctx().height));
  ImGui::Begin(("##scrim " + key).c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoNav);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  paint_box(ImRect(0, 0, ctx().width, ctx().height), theme().scrim, 0);
  const bool hit = ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  ImGui::End();
  return hit && !ctx().mouse_on_element;
}

ImRect box_of(const DialogOptions& options, float height) {
  const Context& c = ctx();
  if (compact()) {
    const float h = std::min(height, c.height - 24);
    return ImRect(0, c.height - h, c.width, c.height);
  }
  const float w = std::min(options.width, c.width - 48);
  const float h = std::min(height, c.height - 48);
  const float x = snap((c.width - w) / 2), y = snap(std::max(24.0F, (c.height - h) * 0.42F));
  return ImRect(x, y, x + w, y + h);
}

void draw_head(const std::string& key, const DialogOptions& options, bool& open) {
  columns({{grow(), [&] { heading(2, options.title); }},
           {fixed(28), [&] {
              if (button(key + "/close", "Close", {.look = Look::quiet, .icon = Icon::cross,
                                                   .icon_only = true, .small = true})) {
                open = false;
              }
            }}});
  if (!options.sentence.empty()) text(options.sentence, {.ink = Ink::muted});
}

// Focus goes to the wished key, else to the first field, else to the first button after Close.
void first_focus(const std::string& key, const DialogOptions& options, int first, int last) {
  if (!options.first_focus.empty()) {
    focus(options.first_focus);
    return;
  }
  const mirror::Tree& tree = ctx().mirror.tree();
  std::string button_key = key + "/close";
  for (int i = first; i < last; ++i) {
    const mirror::Node& node = tree.at(i);
    const bool field = node.role == mirror::Role::text_field ||
                       node.role == mirror::Role::text_area ||
                       node.role == mirror::Role::combobox || node.role == mirror::Role::select;
    if (field) {
      ctx().mirror.wish_focus(node.key, mirror::FocusHow::select_all);
      return;
    }
    if (node.role == mirror::Role::button && node.key != key + "/close") button_key = node.key;
  }
  ctx().mirror.wish_focus(button_key, mirror::FocusHow::keep_caret);
}

}  // namespace

bool any_dialog_open() { return !ctx().layers.empty(); }

void dialog(std::string_view key, const DialogOptions& options, bool& open, const Draw& body,
            const Draw& buttons) {
  const std::string full = full_key(key);
  if (!open) return;  // the frame gives focus back when a dialog is no longer drawn
  const bool opens = !is_open(full);
  remember(full);
  ctx().dialogs_now.push_back(full);
  Memo& own = memo(full + "/dialog");
  const bool front = ctx().layers.back().key == full;
  if (draw_scrim(full) && front) open = false;
  Item layer{.key = full + "/dialog", .box = box_of(options, std::max(own.height, 120.0F))};
  layer.node.role = mirror::Role::dialog;
  layer.node.name = options.title;
  layer.node.description = options.sentence;
  layer.node.state = mirror::state::modal;
  begin_layer(layer, ImVec2(0, 0), 0);
  ImGui::PushClipRect(ImVec2(0, 0), ImVec2(ctx().width, ctx().height), false);
  paint_shadow(layer.box, 16, 24);
  ImGui::PopClipRect();
  paint_box(layer.box, theme().raised, compact() ? 0.0F : 16.0F);
  if (theme().dark) paint_edge(layer.box, theme().line_strong, compact() ? 0.0F : 16.0F);
  const int first = ctx().mirror.tree().size();
  begin_scroll({.key = std::string(key) + "/content", .role = mirror::Role::group,
                .box = layer.box, .padding = ImVec2(24, 22), .between = 12});
  draw_head(std::string(key), options, open);
  gap(space::normal);
  if (body) body();
  gap(space::large);
  if (buttons) flow_right(std::string(key) + "/buttons", space::small, buttons);
  const float needed = flow_now().bottom - flow_now().top + 44;
  end_scroll();
  if (opens) first_focus(full, options, first, ctx().mirror.tree().size());
  end_layer();
  if (own.height != needed) {
    own.height = needed;
    redraw();
  }
  if (front && take_key("Escape")) open = false;
  if (!open) redraw();
}

}  // namespace tally::app::ui
