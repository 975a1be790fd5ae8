#pragma once
// What a grid remembers between two frames, and the parts of its work.
// In: the caller's columns, source and options for one frame. Out: events.
// Only grid*.cpp include this. It holds no data of the caller.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "wasm/ui/choice_list.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/grid.hpp"

namespace tally::app::ui {

inline constexpr float cell_inset = 12;  // text from the edge of its cell

struct CellAt {
  int row = -1, column = -1;
  bool operator==(const CellAt&) const = default;
};

struct GridMemory {
  std::unordered_map<std::string, CellAt> drawn;  // focusable cells of the last frame, by full key
  std::optional<CellAt> wanted;                   // where the cursor goes when it can
  std::string active_key, active_row_key;         // the cell that has focus
  CellAt active;
  std::string text_at_entry, text_now;
  bool editing = false;                           // F2: arrows move inside the text
  float scroll_y = 0;
  float body_height = 0;
};

// One frame of one grid.
struct GridFrame {
  std::string key;                                // full
  const std::vector<Column>& columns;
  const GridSource& source;
  const GridOptions& options;
  GridMemory& memory;
  std::vector<GridEvent> events;
  std::vector<int> shown;                         // indices of the columns that have room
  std::vector<float> widths;                      // of the shown ones
  bool cards = false;
  float row_height = 0;
  // The cell with focus, taken care of before the keys are looked at.
  std::optional<Item> active_item;
  ListState active_list;

  std::string cell(int row, int column) const;    // full key
  bool editable(int row, int column) const;
  bool focusable(int row, int column) const;
  void emit(GridEvent::Kind kind, CellAt at, std::string text = {}, int choice = -1);
};

GridMemory& grid_memory(const std::string& full_key);
// The list below the cell with focus, for the text it holds; `text` outlives it.
ChoiceList choices_of(const GridFrame& frame, CellAt at, const std::string& text);
void lay_out_columns(GridFrame& frame, float width);
void follow_focus(GridFrame& frame);              // commits what was left, notes what was entered
void take_active_typing(GridFrame& frame);        // typing and result list of the focused cell
void handle_grid_keys(GridFrame& frame);
void draw_grid_header(GridFrame& frame, const ImRect& box);
void draw_grid_body(GridFrame& frame, const ImRect& box);
void draw_row(GridFrame& frame, int row, const ImRect& box);
void draw_cell(GridFrame& frame, CellAt at, const ImRect& box);

}  // namespace tally::app::ui
