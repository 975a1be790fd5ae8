// Hears of every item that ImGui makes, through the hooks that its test engine would use, and
// notes those that a person could press without the mirror knowing. The list must be empty.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "wasm/mirror/wire.hpp"
#include "wasm/ui/context.hpp"

namespace tally::app::ui {
namespace {

struct Seen {
  ImRect box;
  ImGuiID window = 0;
  std::string label;
};
struct Audit {
  std::unordered_map<ImGuiID, Seen> items;
  std::unordered_set<ImGuiID> covered;
};

Audit& audit() {
  static Audit value;
  return value;
}

// Scrollbars and the frames of windows are not for the mirror: its regions scroll by themselves.
bool belongs_to_a_window(ImGuiID id, const Seen& seen) {
  if (ImGui::FindWindowByID(id) != nullptr) return true;
  ImGuiWindow* window = ImGui::FindWindowByID(seen.window);
  if (window == nullptr) return false;
  for (ImGuiWindow* w : {window, window->ParentWindow}) {
    if (w == nullptr) continue;
    if (id == ImGui::GetWindowScrollbarID(w, ImGuiAxis_X)) return true;
    if (id == ImGui::GetWindowScrollbarID(w, ImGuiAxis_Y)) return true;
    if (id == w->ChildId || id == w->MoveId) return true;
  }
  for (const ImGuiWindow* w : ImGui::GetCurrentContext()->Windows) {
    if (id == w->ChildId) return true;
  }
  return false;
}

}  // namespace

void audit_begin() {
  audit().items.clear();
  audit().covered.clear();
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
}

void audit_covers(ImGuiID id) { audit().covered.insert(id); }

std::string audit_json() {
  std::string out = "[";
  const auto entry = [&](const char* what, const std::string& words, const ImRect& box) {
    if (out.size() > 1) out += ',';
    out += "{\"fault\":\"";
    out += what;
    out += "\",\"item\":";
    mirror::append_json(out, words);
    out += ",\"x\":" + std::to_string(static_cast<int>(box.Min.x));
    out += ",\"y\":" + std::to_string(static_cast<int>(box.Min.y)) + "}";
  };
  for (const auto& [id, seen] : audit().items) {
    if (audit().covered.contains(id) || belongs_to_a_window(id, seen)) continue;
    entry("no node in the mirror", seen.label.empty() ? std::to_string(id) : seen.label, seen.box);
  }
  for (const std::string& key : ctx().mirror.shown().doubles()) {
    entry("key used twice", key, ImRect());
  }
  const mirror::Tree& tree = ctx().mirror.shown();
  if (tree.depth() > 0) entry("a node was left open", std::to_string(tree.depth()), ImRect());
  for (int i = 1; i < tree.size(); ++i) {
    const mirror::Node& node = tree.at(i);
    const bool needs_name = node.role == mirror::Role::button || node.role == mirror::Role::link ||
                            node.role == mirror::Role::text_field ||
                            node.role == mirror::Role::combobox ||
                            node.role == mirror::Role::select || node.role == mirror::Role::grid;
    if (needs_name && node.name.empty()) entry("no accessible name", node.key, ImRect());
  }
  return out + "]";
}

void audit_item(ImGuiID id, const ImRect& box) {
  Seen& seen = audit().items[id];
  seen.box = box;
  if (const ImGuiWindow* window = ImGui::GetCurrentWindowRead()) seen.window = window->ID;
}

void audit_label(ImGuiID id, const char* label) {
  if (label != nullptr) audit().items[id].label = label;
}

const char* audit_label_of(ImGuiID id) {
  const auto found = audit().items.find(id);
  return found == audit().items.end() ? nullptr : found->second.label.c_str();
}

}  // namespace tally::app::ui

// ImGui calls these four by name.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect& bb,
                                 const ImGuiLastItemData*) {
  if (id != 0) tally::app::ui::audit_item(id, bb);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
  if (id != 0) tally::app::ui::audit_label(id, label);
}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID id) {
  return tally::app::ui::audit_label_of(id);
}
