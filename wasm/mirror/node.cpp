#include "wasm/mirror/node.hpp"

#include <array>

namespace tally::app::mirror {

const char* role_name(Role role) {
  static constexpr std::array<const char*, 36> names{
      "root",       "banner", "navigation", "main",          "region",     "group",
      "list",       "listitem", "heading",  "paragraph",     "text",       "link",
      "button",     "checkbox", "switch",   "radiogroup",    "radio",      "tablist",
      "tab",        "textfield", "textarea", "combobox",     "listbox",    "option",
      "select",     "grid",   "rowgroup",  "row",           "columnheader", "gridcell",
      "menu",       "menuitem", "dialog",   "progressbar",   "note",
      "contentinfo"};
  return names[static_cast<std::size_t>(role)];
}

bool same_words(const Node& a, const Node& b) {
  return a.role == b.role && a.state == b.state && a.name == b.name && a.value == b.value &&
         a.error == b.error && a.description == b.description && a.level == b.level &&
         a.row == b.row && a.column == b.column && a.rows == b.rows && a.columns == b.columns &&
         a.position == b.position && a.set_size == b.set_size && a.active == b.active &&
         a.controls == b.controls && a.href == b.href && a.placeholder == b.placeholder &&
         a.kind == b.kind && a.autocomplete == b.autocomplete && a.text_box == b.text_box &&
         a.options == b.options;
}

}  // namespace tally::app::mirror
