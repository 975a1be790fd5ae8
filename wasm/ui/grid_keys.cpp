// What the keyboard does in a grid. Enter goes to the next field and the next line; nothing typed
// meanwhile is lost, because focus moves while the browser still handles the key.
#include <algorithm>
#include <array>

#include "wasm/ui/field_text.hpp"
#include "wasm/ui/grid_state.hpp"

namespace tally::app::ui {
namespace {

struct Cursor {
  const GridFrame& frame;
  CellAt at;

  int columns() const { return static_cast<int>(frame.columns.size()); }
  int rows() const { return frame.source.rows(); }
  bool visible(int column) const {
    return std::find(frame.shown.begin(), frame.shown.end(), column) != frame.shown.end();
  }
  bool takes(int row, int column, bool editable_only) const {
    if (!visible(column)) return false;
    return editable_only ? frame.editable(row, column) : frame.focusable(row, column);
  }
  bool enter_passes(int column) const {
    return frame.columns[static_cast<std::size_t>(column)].enter_passes;
  }
  // Where Enter goes: as Tab, but past the columns that are seldom filled.
  CellAt next_by_enter() const {
    Cursor cursor = *this;
    do cursor.at = cursor.next(true);
    while (cursor.at.row < rows() && enter_passes(cursor.at.column));
    return cursor.at;
  }
  // The next cell in reading order; row == rows() when there is none after.
  CellAt next(bool editable_only) const {
    for (int row = at.row, column = at.column + 1; row < rows(); ++row, column = 0) {
      for (; column < columns(); ++column) {
        if (takes(row, column, editable_only)) return {row, column};
      }
    }
    return {rows(), 0};
  }
  CellAt previous(bool editable_only) const {
    for (int row = at.row, column = at.column - 1; row >= 0; --row, column = columns() - 1) {
      for (; column >= 0; --column) {
        if (takes(row, column, editable_only)) return {row, column};
      }
    }
    return {-1, 0};
  }
  CellAt in_row(int row, int column) const {  // the same column, else the nearest before it
    for (int c = column; c >= 0; --c) {
      if (takes(row, c, false)) return {row, c};
    }
    for (int c = column; c < columns(); ++c) {
      if (takes(row, c, false)) return {row, c};
    }
    return {-1, 0};
  }
  CellAt first_in(int row) const {
    for (int c = 0; c < columns(); ++c) {
      if (takes(row, c, frame.editable(at.row, at.column))) return {row, c};
    }
    return {-1, 0};
  }
  CellAt last_in(int row) const {
    for (int c = columns() - 1; c >= 0; --c) {
      if (takes(row, c, frame.editable(at.row, at.column))) return {row, c};
    }
    return {-1, 0};
  }
};

int first_editable_column(const GridFrame& frame, int like_row) {
  for (int c = 0; c < static_cast<int>(frame.columns.size()); ++c) {
    if (frame.editable(like_row, c)) return c;
  }
  return 0;
}

bool go(GridFrame& frame, CellAt to) {
  if (to.row < 0 || to.row >= frame.source.rows()) return false;
  frame.memory.wanted = to;
  return true;
}

bool go_on(GridFrame& frame, const Cursor& cursor) {
  const CellAt to = cursor.next_by_enter();
  if (go(frame, to)) return true;
  frame.memory.wanted = CellAt{cursor.rows(), first_editable_column(frame, cursor.at.row)};
  frame.emit(GridEvent::past_end, cursor.at);
  return true;
}

// Left and Right leave the cell only where they could not move inside its text.
bool at_edge(const GridFrame& frame, bool to_the_right) {
  const mirror::DomText& dom = ctx().dom;
  if (dom.key != frame.memory.active_key) return true;  // a button or a link
  if (dom.value.empty()) return true;
  if (frame.memory.editing) return false;
  return dom.all_selected() || (to_the_right ? dom.caret_at_end() : dom.caret_at_start());
}

bool vertical(GridFrame& frame, const Cursor& cursor, int by) {
  const int row = std::clamp(cursor.at.row + by, 0, std::max(0, cursor.rows() - 1));
  if (row == cursor.at.row) {
    if (by > 0 && frame.editable(cursor.at.row, cursor.at.column)) {
      frame.memory.wanted = CellAt{cursor.rows(), cursor.at.column};
      frame.emit(GridEvent::past_end, cursor.at);
    }
    return true;
  }
  return go(frame, cursor.in_row(row, cursor.at.column));
}

bool take_back(GridFrame& frame, const Cursor& cursor) {
  GridMemory& m = frame.memory;
  if (m.text_now == m.text_at_entry) return false;
  frame.emit(GridEvent::reverted, cursor.at, m.text_at_entry);
  m.text_now = m.text_at_entry;
  m.editing = false;
  ctx().mirror.wish_focus(m.active_key, mirror::FocusHow::select_all);
  return true;
}

bool step(GridFrame& frame, const Cursor& cursor, const std::string& chord) {
  if (!frame.columns[static_cast<std::size_t>(cursor.at.column)].steps) return false;
  frame.emit(GridEvent::stepped, cursor.at, chord);
  return true;
}

bool handle_text_key(GridFrame& frame, const Cursor& cursor, const std::string& chord) {
  const bool editable = frame.editable(cursor.at.row, cursor.at.column);
  if (!editable) return false;
  if (chord == "Enter") return go_on(frame, cursor);
  if (chord == "Shift+Enter") return go(frame, cursor.previous(true));
  if (chord == "Tab") return go(frame, cursor.next(true));
  if (chord == "Shift+Tab") return go(frame, cursor.previous(true));
  if (chord == "F2") {
    frame.memory.editing = true;
    ctx().mirror.wish_focus(frame.memory.active_key, mirror::FocusHow::caret_at_end);
    return true;
  }
  if (chord == "Escape") return take_back(frame, cursor);
  if (chord == "+" || chord == "-") return step(frame, cursor, chord);
  if (chord == "Ctrl+D") {
    if (cursor.at.row > 0) frame.emit(GridEvent::copy_down, cursor.at);
    return true;
  }
  return false;
}

bool handle_key(GridFrame& frame, const Cursor& cursor, const std::string& chord) {
  const int page = std::max(1, static_cast<int>(frame.memory.body_height / frame.row_height) - 1);
  const int rows = cursor.rows();
  if (handle_text_key(frame, cursor, chord)) return true;
  if (chord == "ArrowDown") return vertical(frame, cursor, 1);
  if (chord == "ArrowUp") return vertical(frame, cursor, -1);
  if (chord == "PageDown") return vertical(frame, cursor, std::min(page, rows - 1 - cursor.at.row));
  if (chord == "PageUp") return vertical(frame, cursor, -std::min(page, cursor.at.row));
  if (chord == "ArrowRight" && at_edge(frame, true)) return go(frame, cursor.next(false));
  if (chord == "ArrowLeft" && at_edge(frame, false)) return go(frame, cursor.previous(false));
  if (chord == "Home" && at_edge(frame, false)) return go(frame, cursor.first_in(cursor.at.row));
  if (chord == "End" && at_edge(frame, true)) return go(frame, cursor.last_in(cursor.at.row));
  if (chord == "Ctrl+Home") return go(frame, cursor.in_row(0, cursor.at.column));
  if (chord == "Ctrl+End") return go(frame, cursor.in_row(rows - 1, cursor.at.column));
  if (chord == "Ctrl+Delete") {
    frame.emit(GridEvent::delete_row, cursor.at);
    return true;
  }
  return false;
}

}  // namespace

void take_active_typing(GridFrame& frame) {
  GridMemory& m = frame.memory;
  if (m.active_key.empty() || m.active.row >= frame.source.rows()) return;
  if (frame.cell(m.active.row, m.active.column) != m.active_key)
    return;  // rows moved: draw finds it
  const Cell what = frame.source.cell(m.active.row, m.active.column);
  if (what.kind != CellKind::input && what.kind != CellKind::combobox) return;
  Item it{.key = m.active_key, .id = id_of(m.active_key), .focused = true};
  std::string text = what.text;
  const Typed typed = take_typing(it, text);
  m.text_now = text;
  if (typed.changed) frame.emit(GridEvent::edited, m.active, text);
  if (what.kind == CellKind::combobox) {
    const ChoiceList spec = choices_of(frame, m.active, text);
    frame.active_list = choice_list_keys(it, spec, typed);
    if (frame.active_list.picked) {
      frame.emit(GridEvent::picked, m.active, text, *frame.active_list.picked);
      m.text_at_entry = m.text_now;  // the pick is the commit
      go_on(frame, Cursor{frame, m.active});
    }
  }
  frame.active_item = std::move(it);
}

void handle_grid_keys(GridFrame& frame) {
  GridMemory& m = frame.memory;
  if (ctx().paste && m.drawn.contains(ctx().paste_key)) {
    const CellAt at = m.drawn[ctx().paste_key];
    frame.emit(GridEvent::pasted, at, *std::exchange(ctx().paste, std::nullopt));
  }
  for (KeyPress& press : ctx().keys) {
    if (press.taken) continue;
    const auto found = m.drawn.find(press.key);
    if (found == m.drawn.end() || found->second.row >= frame.source.rows()) continue;
    press.taken = handle_key(frame, Cursor{frame, found->second}, press.chord);
  }
}

}  // namespace tally::app::ui
