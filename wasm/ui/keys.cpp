#include "wasm/ui/keys.hpp"

#include <algorithm>
#include <utility>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/dialog.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/text.hpp"

namespace tally::app::ui {
namespace {

// What the widgets do by themselves; the help shows it, nothing dispatches it.
const std::vector<KeyLine>& widget_keys() {
  static const std::vector<KeyLine> lines{
      {"?", "app.keys", "Keys", "Opens this list.", "Everywhere"},
      {"Escape", "", "Close", "Closes the list, the dialog or takes back an entry.", "Everywhere"},
      {"Enter", "", "Next field", "Goes to the next field, then to the next line.", "Grid"},
      {"Tab", "", "Next cell", "Shift+Tab goes back.", "Grid"},
      {"ArrowDown", "", "Next line", "The arrows go from cell to cell.", "Grid"},
      {"F2", "", "Edit inside", "Puts the caret into the text, so that arrows move in it.", "Grid"},
      {"Ctrl+D", "", "Copy from above", "Takes the value of the line above.", "Grid"},
      {"Ctrl+Delete", "", "Remove line", "Takes the line out.", "Grid"},
      {"Home", "", "First cell", "End goes to the last cell of the line.", "Grid"},
      {"PageDown", "", "Page down", "PageUp goes a page up.", "Grid"},
      {"Ctrl+V", "", "Paste lines", "Takes rows copied from a spreadsheet.", "Grid"},
  };
  return lines;
}

std::vector<KeyLine>& table() {
  static std::vector<KeyLine> lines = widget_keys();
  return lines;
}

std::string spoken(std::string chord) {
  const std::pair<std::string_view, std::string_view> words[]{
      {"ArrowDown", "Down"}, {"ArrowUp", "Up"}, {"ArrowLeft", "Left"},
      {"ArrowRight", "Right"}, {"Escape", "Esc"}};
  for (const auto& [name, word] : words) {
    if (const auto at = chord.find(name); at != std::string::npos) {
      chord.replace(at, name.size(), word);
    }
  }
  return chord;
}

void draw_line(const KeyLine& line) {
  const std::string chord = spoken(line.chord);
  const ImRect box = place(available_width(), 30);
  const float width = measure(chord, Type::caption_strong).x + 16;
  const ImRect cap(box.Min.x, box.Min.y + 3, box.Min.x + width, box.Max.y - 3);
  paint_box(cap, theme().neutral.soft, 6);
  paint_edge(cap, theme().line_strong, 6);
  paint_line(chord, cap, Type::caption_strong, theme().neutral.on_soft, 0.5F);
  const ImRect name(box.Min.x + 116, box.Min.y, box.Min.x + 290, box.Max.y);
  paint_line(line.name, name, Type::body_strong, theme().ink);
  paint_line(line.help, ImRect(name.Max.x + 8, box.Min.y, box.Max.x, box.Max.y), Type::body,
             theme().ink_muted);
  push_text(mirror::Role::paragraph, chord + ": " + line.name + ". " + line.help, box);
}

}  // namespace

void set_keys(std::vector<KeyLine> lines) {
  table() = std::move(lines);
  table().insert(table().end(), widget_keys().begin(), widget_keys().end());
}

const std::vector<KeyLine>& keys() { return table(); }

std::string chord_of(std::string_view action) {
  const auto found = std::find_if(table().begin(), table().end(),
                                  [&](const KeyLine& line) { return line.action == action; });
  return found == table().end() || action.empty() ? "" : found->chord;
}

void draw_key_help() {
  Context& c = ctx();
  if (!any_dialog_open() && pressed("app.keys")) c.help_open = true;
  dialog("key-help", {.title = "Keys", .width = 760}, c.help_open, [] {
    std::vector<std::string> places;
    for (const KeyLine& line : table()) {
      if (std::find(places.begin(), places.end(), line.where) == places.end()) {
        places.push_back(line.where);
      }
    }
    for (const std::string& where : places) {
      heading(3, where);
      for (const KeyLine& line : table()) {
        gap(0);
        if (line.where == where) draw_line(line);
      }
      gap(space::large);
    }
  }, [] {
    if (button("key-help/done", "Done", {.look = Look::primary})) ctx().help_open = false;
  });
}

}  // namespace tally::app::ui
