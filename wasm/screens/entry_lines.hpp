#pragma once
// The line grid of order entry: what its cells show, and what a hand in it does to the order.
// In: the open order. Out: the grid drawn, its events applied to the editor.
// The row behind the last line is always there. It will not send or save.
//
//     EntryLines lines;   lines.draw(open, height);   lines.cursor(editor);

#include <optional>
#include <string>
#include <vector>

#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

class EntryLines {
 public:
  /// height as in ui::GridOptions.
  void draw(OpenOrder& open, float height);
  /// The cell that has the cursor, if it is one of the grid's.
  std::optional<Place> cursor(const OrderEditor& editor) const;
  void focus(const OrderEditor& editor, const Place& place);
  /// Whoever scans into SKU cells goes on in the next empty one. before: the cursor at the scan.
  void after_scan(const OrderEditor& editor, const std::optional<Place>& before);
  /// Asked for by a press on a line's "Why" button; cleared by reading.
  std::optional<std::size_t> take_why();
  /// A line for which "New ship-to…" was chosen; cleared by reading.
  std::optional<std::size_t> take_new_ship_to();
  /// The columns for a line's own ship-to and day, where somebody wants them before they are used.
  bool shows(LineField field) const;
  void show(LineField field, bool on);
  /// Rows pasted into a cell; cleared by reading.
  std::optional<std::string> take_paste();

 private:
  void apply(OrderEditor& editor, const std::vector<ui::Column>& columns,
             const ui::GridEvent& event);
  void pick(OrderEditor& editor, std::size_t line, LineField field, const ui::GridEvent& event);
  void leave(OrderEditor& editor, std::size_t line, LineField field);
  /// Enter in a SKU cell whose words several products have: the cursor stays, and it is said.
  bool holds(const OrderEditor& editor, const std::string& text);
  void find_choices(OrderEditor& editor, LineField field, std::size_t line,
                    const std::string& text);
  std::vector<ui::Choice> choices_;
  std::string choices_for_;  // the cell and text that the choices belong to
  std::string question_;     // what Enter asks back, below the choices
  const std::vector<ui::Column>& columns_of(const OrderEditor& editor) const;
  ColumnsInUse shown_;  // switched on by hand
  std::optional<std::size_t> why_, new_ship_to_;
  std::optional<std::string> pasted_;
};

}  // namespace tally::app
