#include "wasm/ui/dialog.hpp"

#include <algorithm>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/text.hpp"

namespace tally::app::ui {
namespace {

constexpr float side = 24, top = 20, bottom = 20;
constexpr float corner = 16;

// Heights of the three parts as they were drawn last.
struct Parts {
  Memo& head;
  Memo& body;
  Memo& foot;
  float all() const { return head.height + body.height + foot.height; }
};

void keep(Memo& memo, float height) {
  if (memo.height == height) return;
  memo.height = height;
  redraw();
}

bool is_open(const std::string& key) {
  const auto& layers = ctx().layers;
  return std::any_of(layers.begin(), layers.end(), [&](const Layer& l) { return l.key == key; });
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

// In the middle, a little above it; in a narrow window from the bottom, over the whole width.
ImRect box_of(const DialogOptions& options, float wanted) {
  const Context& c = ctx();
  if (compact()) {
    const float height = options.page_when_compact ? c.height : std::min(wanted, c.height - 48);
    return ImRect(0, snap(c.height - height), c.width, c.height);
  }
  const float width = std::min(options.width, c.width - 48);
  const float height = std::min(wanted, c.height - 48);
  const float x = snap((c.width - width) / 2);
  const float y = snap(std::max(24.0F, (c.height - height) * 0.42F));
  return ImRect(x, y, x + width, y + height);
}

void paint_sheet(const ImRect& box) {
  ImGui::PushClipRect(ImVec2(0, 0), ImVec2(ctx().width, ctx().height), false);
  paint_shadow(box, corner, 20);
  ImRect sheet = box;
  if (compact()) sheet.Max.y += corner;  // its lower corners lie below the screen
  paint_box(sheet, theme().raised, corner);
  if (theme().dark) paint_edge(sheet, theme().line_strong, corner);
  ImGui::PopClipRect();
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

// Focus goes to the wished key, else to the first field, else to the last button.
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

// Head and buttons stay, what is between them scrolls.
void draw_parts(const std::string& key, const DialogOptions& options, bool& open, const ImRect& box,
                const Draw& body, const Draw& buttons) {
  const Parts parts{memo(full_key(key) + "/head"), memo(full_key(key) + "/body"),
                    memo(full_key(key) + "/foot")};
  const float width = box.GetWidth() - 2 * side;
  begin_flow(box.Min.x + side, box.Min.y + top, width, space::small);
  draw_head(key, options, open);
  keep(parts.head, end_flow().bottom - box.Min.y + space::normal);
  const float foot_top = box.Max.y - parts.foot.height;
  const ImRect middle(box.Min.x, box.Min.y + parts.head.height, box.Max.x,
                      std::max(box.Min.y + parts.head.height + 1, foot_top));
  begin_scroll({.key = key + "/content", .role = mirror::Role::group, .box = middle,
                .padding = ImVec2(side, 4), .between = space::medium});
  if (body) body();
  const float body_height = flow_now().bottom - flow_now().top + 12;
  end_scroll();
  keep(parts.body, body_height);
  if (parts.all() > box.GetHeight() + 1) {
    paint_hairline(ImVec2(box.Min.x, foot_top), ImVec2(box.Max.x, foot_top), theme().line);
  }
  begin_flow(box.Min.x + side, foot_top + space::normal, width, space::small);
  if (buttons) flow_right(key + "/buttons", space::small, buttons);
  const Flow foot = end_flow();
  keep(parts.foot, buttons ? foot.bottom - foot.top + space::normal + bottom : bottom);
}

}  // namespace

bool any_dialog_open() { return !ctx().layers.empty(); }

void dialog(std::string_view key, const DialogOptions& options, bool& open, const Draw& body,
            const Draw& buttons) {
  if (!open) return;  // the frame gives focus back when a dialog is no longer drawn
  const std::string full = full_key(key);
  const bool opens = !is_open(full);
  if (opens) ctx().layers.push_back({full, ctx().focused});
  ctx().dialogs_now.push_back(full);
  const bool front = ctx().layers.back().key == full;
  if (draw_scrim(full) && front) open = false;
  const Parts parts{memo(full + "/head"), memo(full + "/body"), memo(full + "/foot")};
  Item layer{.key = full + "/dialog", .box = box_of(options, std::max(parts.all(), 120.0F))};
  layer.node.role = mirror::Role::dialog;
  layer.node.name = options.title;
  layer.node.description = options.sentence;
  layer.node.state = mirror::state::modal;
  begin_layer(layer, ImVec2(0, 0), 0);
  paint_sheet(layer.box);
  const int first = ctx().mirror.tree().size();
  draw_parts(std::string(key), options, open, layer.box, body, buttons);
  if (opens) first_focus(full, options, first, ctx().mirror.tree().size());
  end_layer();
  if (front && take_key("Escape")) open = false;
  if (!open) redraw();
}

}  // namespace tally::app::ui
