#pragma once
// A grid of rows: the order-entry grid and every list of records.
// In: columns, and a source that is asked only for the rows on the screen. Out: events.
// It holds no data and changes none: the caller applies each event to its own state.
// It will not sort or filter; a press on a sortable title is an event.
//
// Keys inside: Enter next field then next line; Tab and Shift+Tab; arrows; F2 edits inside the
// text; Esc takes the entry back; Ctrl+D copies from above; Home, End, PageUp, PageDown.
//
//     for (const ui::GridEvent& e : ui::grid("lines", columns, source, {.label = "Order lines"}))
//       if (e.kind == ui::GridEvent::edited) draft.set(e.row, e.column, e.text);

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/fields.hpp"
#include "wasm/ui/icons.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

enum class CellKind { text, input, combobox, badge, button, link, checkbox };

struct Column {
  std::string id;              // "quantity": part of the cells' keys
  std::string title;           // header, and the accessible name of the cells' fields
  Width width = grow();
  bool right = false;          // figures are set right
  int priority = 0;            // 0 always shown; 1, 2, … hidden first (highest first) when narrow
  int card_line = 1;           // in the card of a narrow window: first or second line
  bool sortable = false;
  InputKind kind = InputKind::text;
  bool typed_scans = false;
  bool steps = false;          // "+" and "-" are events (by pack), not characters
  bool enter_passes = false;   // Enter goes past it; Tab and the arrows stop there
  bool lights_first = true;    // a list of choices: Enter takes the first; off: only what is lit
};

struct Cell {
  CellKind kind = CellKind::text;
  std::string text;            // text, value, label of a button, badge or link
  std::string detail;          // quiet, beside or below
  std::string href;            // link
  std::string error;           // the cell's sentence: red, aria-invalid, shown when focused
  std::string description;     // said with the field, not drawn
  std::string placeholder;
  Tone tone = Tone::neutral;   // badge
  Ink ink = Ink::normal;
  Icon icon = Icon::none;
  bool strong = false;
  bool required = false;
  bool disabled = false;
  bool on = false;             // checkbox
};

struct GridSource {
  virtual ~GridSource() = default;
  virtual int rows() const = 0;
  virtual std::string row_key(int row) const = 0;   // "line:7", survives sorting
  virtual std::string row_name(int row) const = 0;  // accessible name: "AB-103 Hex bolt"
  virtual Cell cell(int row, int column) const = 0;
  virtual bool selected(int) const { return false; }
};

struct GridEvent {
  enum Kind {
    edited,       // text of an input changed (each keystroke): text
    committed,    // a changed input was left by Enter, Tab, arrow or a press elsewhere: text
    reverted,     // Esc: text is what the cell held when it was entered
    picked,       // a choice of the cell's combobox: choice
    pressed,      // a button, link or checkbox in a cell
    opened,       // Enter or double press on a row without inputs
    copy_down,    // Ctrl+D: take the value from the row above
    past_end,     // Enter or ArrowDown in the last row: append one if wanted
    delete_row,   // Ctrl+Delete
    stepped,      // "+" or "-" in a column that steps: text
    pasted,       // several cells' worth of text (tabs or line ends): raw TSV in text
    sorted,       // a sortable title was pressed: column
  } kind;
  int row = -1, column = -1;
  std::string row_key, text;
  int choice = -1;
};

struct GridOptions {
  std::string label;                       // accessible name; required
  float height = 0;                        // 0: what is left of the page; <0: as high as its rows
  float row_height = 0;                    // 0: the theme's; 56 gives room for Cell::detail below
  bool fills = false;                      // the frame is as high as that, however few the rows
  bool cards_when_narrow = true;           // below 600 px each row becomes a two-line card
  int sort_column = -1;
  bool sort_down = false;
  const std::vector<Choice>* choices = nullptr;  // for the combobox cell that has focus
  std::string choices_empty_text;
  std::string choices_foot;                // a sentence below them
  // Enter while choices show and none is lit: true keeps the cursor in the cell.
  std::function<bool(const std::string& text)> holds;
  Draw empty;                              // drawn instead of rows when there are none
};

std::vector<GridEvent> grid(std::string_view key, const std::vector<Column>& columns,
                            const GridSource& source, const GridOptions& options);
// Moves the cursor: takes effect when the row exists, also in a later frame.
void grid_focus(std::string_view key, int row, int column);
std::string cell_key(std::string_view row_key, std::string_view column_id);  // "line:7/quantity"

}  // namespace tally::app::ui
