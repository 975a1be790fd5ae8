#pragma once
// One thing on the screen as assistive technology, tests and the keyboard meet it.
// In: what a widget knows about itself. Out: plain data that diff.hpp compares.
// It will not draw and knows neither ImGui nor the DOM; positions are CSS pixels.
//
//     Node node{.key = "order/submit", .role = Role::button, .name = "Submit order"};

#include <cstdint>
#include <string>
#include <vector>

namespace tally::app::mirror {

enum class Role : std::uint8_t {
  root, banner, navigation, main, region, group, list, list_item, heading, paragraph, text, link,
  button, checkbox, toggle, radio_group, radio, tab_list, tab, text_field, text_area, combobox,
  listbox, option, select, grid, row_group, row, column_header, cell, menu, menu_item, dialog,
  progress, note, content_info,
};
const char* role_name(Role role);  // the word that web/semantics.js switches on

// Bits of Node::state.
namespace state {
inline constexpr std::uint32_t disabled = 1, checked = 2, expandable = 4, expanded = 8,
                               selected = 16, invalid = 32, required = 64, read_only = 128,
                               busy = 256, current = 512, modal = 1024, has_menu = 2048,
                               scrolls = 4096, typed_scans = 8192, right = 16384,
                               rests = 32768,     // not a stop of the Tab key
                               stops = 65536,     // a stop of the Tab key, to scroll it
                               ascending = 131072, descending = 262144;  // of a sorted column
}

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rect&) const = default;
};

// How text of an input is set, so that the DOM's caret and ours stand at the same place.
struct TextBox {
  float size = 0;          // CSS font size
  float left = 0, right = 0, top = 0;  // padding
  std::uint8_t weight = 4; // 4 regular, 6 semibold
  bool operator==(const TextBox&) const = default;
};

struct Node {
  std::string key;
  Role role = Role::text;
  std::string name;         // accessible name; the text itself for headings and paragraphs
  std::string value;        // text of a field; chosen index of a select; "37" of a progress
  std::string description;  // hint or help
  std::string error;        // the sentence; with state::invalid
  std::string href, placeholder, kind, autocomplete;
  std::string controls, active;     // keys: the popup of a combobox and its current option
  std::vector<std::string> options; // of a select
  std::uint32_t state = 0;
  std::int32_t level = 0;           // of a heading
  std::int32_t row = 0, column = 0; // aria-rowindex, aria-colindex
  std::int32_t rows = 0, columns = 0;
  std::int32_t position = 0, set_size = 0;
  std::int32_t parent = -1;         // index in the tree; set by Tree
  TextBox text_box;
  Rect rect;                // relative to the content of the nearest scrolling ancestor
  float scroll_x = 0, scroll_y = 0, content_width = 0, content_height = 0;  // state::scrolls
};

// Equal in everything but place, size and scroll.
bool same_words(const Node& a, const Node& b);

}  // namespace tally::app::mirror
