#include "wasm/ui/context.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tally::app::ui {

Context& ctx() {
  static Context value;
  return value;
}

std::string full_key(std::string_view key) {
  std::string full;
  for (const std::string& scope : ctx().scopes) {
    full += scope;
    full += '/';
  }
  full += key;
  return full;
}

std::string next_text_key() {
  return full_key("") + "#" + std::to_string(ctx().nameless++);
}

ImGuiID id_of(std::string_view key) { return ImHashStr(key.data(), key.size()); }

Memo& memo(std::string_view key) { return ctx().memos[id_of(key)]; }

Scope::Scope(std::string_view prefix) { ctx().scopes.emplace_back(prefix); }
Scope::~Scope() { ctx().scopes.pop_back(); }

// --- places -----------------------------------------------------------------------------------

Flow& flow_now() { return ctx().flows.back(); }

float snap(float value) {
  const float ratio = ctx().pixel_ratio;
  return std::round(value * ratio) / ratio;
}

void begin_flow(float x, float y, float width, float between, bool horizontal) {
  ctx().flows.push_back({.left = x, .top = y, .width = width, .x = x, .y = y, .right = x,
                         .bottom = y, .between = between, .line_bottom = y,
                         .horizontal = horizontal});
}

Flow end_flow() {
  const Flow flow = ctx().flows.back();
  ctx().flows.pop_back();
  return flow;
}

ImRect place(float width, float height) {
  Flow& f = flow_now();
  f.tallest = std::max(f.tallest, height);
  const float before = f.next_gap >= 0 ? std::exchange(f.next_gap, -1.0F) : f.between;
  if (!f.horizontal) {
    if (!f.empty) f.y += before;
    f.empty = false;
    const ImRect box(snap(f.left), snap(f.y), snap(f.left + width), snap(f.y + height));
    f.y += height;
    f.bottom = std::max(f.bottom, f.y);
    f.right = std::max(f.right, f.left + width);
    return box;
  }
  if (!f.empty && f.x + before + width > f.left + f.width + 0.5F) {
    f.y = f.line_bottom + f.between;
    f.x = f.left;
  } else if (!f.empty) {
    f.x += before;
  }
  f.empty = false;
  const float y = f.y + std::max(0.0F, (f.line_height - height) / 2);
  const ImRect box(snap(f.x), snap(y), snap(f.x + width), snap(y + height));
  f.x += width;
  f.right = std::max(f.right, f.x);
  f.line_bottom = std::max(f.line_bottom, y + height);
  f.bottom = std::max(f.bottom, f.line_bottom);
  return box;
}

// --- items --------------------------------------------------------------------------------------

Item item(std::string_view key, const ImRect& box, Interactive interactive) {
  Item it{.key = full_key(key), .box = box};
  it.id = id_of(it.key);
  it.focused = ctx().focused == it.key;
  it.node.key = it.key;
  ImGui::ItemAdd(box, it.id);
  if (interactive == Interactive::yes) {
    it.pressed = ImGui::ButtonBehavior(box, it.id, &it.hovered, &it.held,
                                       ImGuiButtonFlags_PressedOnClickRelease);
  } else {
    it.hovered = ImGui::ItemHoverable(box, it.id, 0);  // to say why it is not available
  }
  // The browser moved focus here by Tab: bring it into view.
  if (it.focused && ctx().frame - ctx().focus_frame < 2) {
    const ImRect roomy(box.Min.x, box.Min.y - 12, box.Max.x, box.Max.y + 12);
    const ImVec2 moved = ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), roomy,
                                               ImGuiScrollFlags_KeepVisibleEdgeY);
    if (moved.y != 0) ctx().redraw = true;
  }
  return it;
}

int presses(const Item& it) {
  return mirror::count_presses(ctx().actions.take_clicks(it.key), it.pressed,
                               ctx().mouse_on_element);
}

bool press(const Item& it) {
  const int in_page = ctx().actions.take_click(it.key) ? 1 : 0;
  return mirror::count_presses(in_page, it.pressed, ctx().mouse_on_element) > 0;
}

mirror::Rect to_mirror(const ImRect& screen) {
  ImVec2 origin(0, 0);
  if (!ctx().scrollers.empty()) origin = ctx().scrollers.back().origin;
  return {screen.Min.x - origin.x, screen.Min.y - origin.y, screen.GetWidth(), screen.GetHeight()};
}

int push(const Item& it) {
  mirror::Node node = it.node;
  node.key = it.key;
  node.rect = to_mirror(it.box);
  audit_covers(it.id);
  return ctx().mirror.tree().leaf(std::move(node));
}

int push_open(const Item& it) {
  mirror::Node node = it.node;
  node.key = it.key;
  node.rect = to_mirror(it.box);
  audit_covers(it.id);
  return ctx().mirror.tree().open(std::move(node));
}

void pop() { ctx().mirror.tree().close(); }

void push_text(mirror::Role role, std::string_view words, const ImRect& box, std::string_view key,
               int level) {
  mirror::Node node{.key = key.empty() ? next_text_key() : full_key(key), .role = role};
  node.name = words;
  node.level = level;
  node.rect = to_mirror(box);
  ctx().mirror.tree().leaf(std::move(node));
}

// --- regions
// --------------------------------------------------------------------------------------

void begin_scroll(const Region& region) {
  Context& c = ctx();
  const std::string key = full_key(region.key);
  ImGui::SetCursorScreenPos(region.box.Min);
  if (const auto found = c.page_scrolls.find(key); found != c.page_scrolls.end()) {
    ImGui::SetNextWindowScroll(found->second);
    c.page_scrolls.erase(found);
  }
  ImGui::BeginChild(id_of(key), region.box.GetSize(), ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_NoNav);
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImVec2 origin(region.box.Min.x - window->Scroll.x, region.box.Min.y - window->Scroll.y);
  if (region.own_node) {
    mirror::Node node{.key = key, .role = region.role, .name = region.name};
    node.state = region.state | mirror::state::scrolls;
    node.rect = to_mirror(region.box);
    node.scroll_x = window->Scroll.x;
    node.scroll_y = window->Scroll.y;
    node.content_width = window->ContentSize.x;
    node.content_height = window->ContentSize.y;
    c.mirror.tree().open(std::move(node));
  }
  c.scrollers.push_back({origin, region.own_node});
  begin_flow(origin.x + region.padding.x, origin.y + region.padding.y,
             region.box.GetWidth() - 2 * region.padding.x, region.between);
}

void end_scroll() {
  const Flow flow = end_flow();
  ImGui::SetCursorScreenPos(ImVec2(flow.left, flow.bottom));
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const float pad = flow.top - ctx().scrollers.back().origin.y;
  window->DC.CursorMaxPos.y = std::max(window->DC.CursorMaxPos.y, flow.bottom + pad);
  window->DC.CursorMaxPos.x = std::max(window->DC.CursorMaxPos.x, flow.left);
  window->DC.IsSetPos = false;
  if (ctx().scrollers.back().own_node) pop();
  ctx().scrollers.pop_back();
  ImGui::EndChild();
  window->ParentWindow->DC.IsSetPos = false;
}

void begin_layer(const Item& it, ImVec2 padding, float between) {
  Context& c = ctx();
  ImGui::SetNextWindowPos(it.box.Min);
  ImGui::SetNextWindowSize(it.box.GetSize());
  ImGui::Begin(("##layer " + it.key).c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  c.scrollers.push_back({ImVec2(0, 0)});
  mirror::Node node = it.node;
  node.key = it.key;
  node.rect = to_mirror(it.box);
  c.mirror.tree().open_in(0, std::move(node));
  begin_flow(it.box.Min.x + padding.x, it.box.Min.y + padding.y,
             it.box.GetWidth() - 2 * padding.x, between);
}

Flow end_layer() {
  const Flow flow = end_flow();
  ctx().scrollers.pop_back();
  pop();
  ImGui::GetCurrentWindow()->DC.IsSetPos = false;
  ImGui::End();
  return flow;
}

}  // namespace tally::app::ui
