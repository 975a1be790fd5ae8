#pragma once
// What all widgets share while a frame is drawn: the mirror, the actions, focus, layout, memory.
// In: what main and the page report. Out: helpers by which a widget gets its place, draws, tells
// the mirror and learns what happened to it. Only files in wasm/ui and wasm/frame include this.
//
//     const ImRect box = place(width, height);
//     Item it = item(key, box);
//     it.node.role = mirror::Role::button; it.node.name = label;
//     push(it);
//     return presses(it) > 0;

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <imgui.h>
#include <imgui_internal.h>
#include "wasm/mirror/actions.hpp"
#include "wasm/mirror/dom_text.hpp"
#include "wasm/mirror/mirror.hpp"
#include "wasm/mirror/scanner.hpp"
#include "wasm/ui/frame_state.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

struct KeyPress {
  std::string chord;
  std::string key;       // the element that had focus
  bool taken = false;
};

// A column that widgets fill downwards, or a line that they fill to the right.
struct Flow {
  float left = 0, top = 0, width = 0;
  float x = 0, y = 0, right = 0, bottom = 0;
  float between = 0, next_gap = -1;  // next_gap >= 0: instead of `between`, once
  float line_height = 0, line_bottom = 0, tallest = 0;
  bool horizontal = false, empty = true;
};

// A region that scrolls; rectangles in the mirror count from its content's corner.
struct Scroller {
  ImVec2 origin;         // screen position of the content's corner
  bool own_node = false; // it has opened a node of the mirror
};

struct Toast {
  std::string words;
  int tone = 0;
  std::int64_t until_ms = 0;
};

struct Layer {
  std::string key;
  std::string focus_before;  // who gets focus back
};

// Numbers that a widget keeps from one frame to the next, by id.
struct Memo {
  float width = 0, height = 0;
  std::int64_t frame = -1;
  int number = 0;
  bool open = false;
  std::string text;
};

/// Keeps what was measured, and asks for another frame where it is another. Sums of fractions
/// differ in their last digit from frame to frame: a difference that nobody sees is none.
void settle(float& kept, float measured);

struct Context {
  mirror::Mirror mirror;
  mirror::Actions actions;
  mirror::DomText dom;
  mirror::ScanDetector scans;
  std::vector<KeyPress> keys;
  std::optional<std::string> paste;
  std::string paste_key;
  std::string focused, focused_before;  // DOM focus now, and in the frame before
  std::int64_t frame = 0, now_ms = 0, wake_at_ms = -1;
  std::int64_t focus_frame = -1;        // when focus last moved
  bool redraw = false, animates = false;
  bool key_taken = false;               // some widget took a key in the last frame
  bool mouse_on_element = false;        // the last mousedown hit an element of the mirror
  float width = 0, height = 0, pixel_ratio = 1;
  std::vector<std::string> scopes;
  std::vector<Flow> flows;
  std::vector<Scroller> scrollers;
  std::unordered_map<ImGuiID, Memo> memos;
  std::unordered_map<std::string, ImVec2> page_scrolls;  // the page scrolled these
  std::vector<Toast> toasts;
  std::vector<Layer> layers;            // open dialogs, the last in front
  std::vector<std::string> dialogs_now; // dialogs that drew in this frame
  bool help_open = false;
  int nameless = 0;                     // for texts without a key
};
Context& ctx();

// --- keys, memory -----------------------------------------------------------------------------
std::string full_key(std::string_view key);       // with the scopes before it
std::string next_text_key();                      // for texts: unique within its scope
ImGuiID id_of(std::string_view full_key);
Memo& memo(std::string_view full_key);

// --- places -------------------------------------------------------------------------------------
Flow& flow_now();
ImRect place(float width, float height);          // in the present flow; advances it
void begin_flow(float x, float y, float width, float between, bool horizontal = false);
Flow end_flow();                                  // returns what was used
float snap(float value);                          // to whole pixels of the screen

// --- items
// ----------------------------------------------------------------------------------------
struct Item {
  std::string key;
  ImGuiID id = 0;
  ImRect box;
  mirror::Node node;
  bool hovered = false, held = false, pressed = false, focused = false;
};
enum class Interactive { yes, no };
Item item(std::string_view key, const ImRect& box, Interactive interactive = Interactive::yes);
int presses(const Item& it);                      // by page or canvas, never both
bool press(const Item& it);                       // at most one a frame; more wait for the next
int push(const Item& it);                         // a leaf of the mirror
int push_open(const Item& it);                    // then pop()
void pop();
void heading_as(int level, Type type, std::string_view words);
void push_text(mirror::Role role, std::string_view words, const ImRect& box,
               std::string_view key = {}, int level = 0);
mirror::Rect to_mirror(const ImRect& screen);

// --- regions
// ----------------------------------------------------------------------------------------
struct Region {
  std::string key, name;
  mirror::Role role = mirror::Role::region;
  ImRect box;
  ImVec2 padding;
  std::uint32_t state = 0;
  bool own_node = true;      // false: the caller has opened the node (a grid's body)
  float between = 8;
};
void begin_scroll(const Region& region);          // clips, scrolls, flows
void end_scroll();
// A window above the page: popup, dialog, toast. Its nodes hang below the root of the mirror.
void begin_layer(const Item& it, ImVec2 padding, float between);
Flow end_layer();

// --- audit
// --------------------------------------------------------------------------------------------
void audit_begin();
void audit_covers(ImGuiID id);                    // this item has a node in the mirror
std::string audit_json();                         // items without a node, keys met twice

}  // namespace tally::app::ui
