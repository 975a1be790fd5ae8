#include "wasm/ui/grid.hpp"

#include <algorithm>
#include <utility>

#include "wasm/ui/fonts.hpp"
#include "wasm/ui/grid_state.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

constexpr float header_height = 36;
constexpr float card_height = 118;
constexpr float cards_below = 600;
constexpr int hidden_in_cards = 3;  // columns of this priority and up have no place in a card

bool is_input(CellKind kind) { return kind == CellKind::input || kind == CellKind::combobox; }

float wanted_width(const Column& column) {
  if (column.width.pixels > 0) return column.width.pixels;
  return std::max(72.0F, measure(column.title, Type::caption_strong).x + 24);
}

float body_height(const GridFrame& frame, float head) {
  const float all = static_cast<float>(frame.source.rows()) * frame.row_height;
  if (frame.options.height < 0) return all;
  const float room = frame.options.height > 0 ? frame.options.height : available_height();
  return std::max(frame.row_height, room - head - 2);
}

void paint_frame_of(const ImRect& box) {
  paint_box(box, theme().surface, theme().radius_card);
  paint_edge(box, theme().line, theme().radius_card);
}

}  // namespace

std::string cell_key(std::string_view row_key, std::string_view column_id) {
  std::string key(row_key);
  key += '/';
  key += column_id;
  return key;
}

GridMemory& grid_memory(const std::string& full_key) {
  static std::unordered_map<std::string, GridMemory> memories;
  return memories[full_key];
}

ChoiceList choices_of(const GridFrame& frame, CellAt at, const std::string& text) {
  const Column& column = frame.columns[static_cast<std::size_t>(at.column)];
  return {.choices = frame.options.choices,
          .text = &text,
          .empty_text = frame.options.choices_empty_text,
          .lights_first = column.lights_first,
          .holds = &frame.options.holds,
          .foot = frame.options.choices_foot};
}

void grid_focus(std::string_view key, int row, int column) {
  grid_memory(full_key(key)).wanted = CellAt{row, column};
  redraw();
}

std::string GridFrame::cell(int row, int column) const {
  return full_key(cell_key(source.row_key(row), columns[static_cast<std::size_t>(column)].id));
}

bool GridFrame::editable(int row, int column) const {
  const Cell what = source.cell(row, column);
  return is_input(what.kind) && !what.disabled;
}

bool GridFrame::focusable(int row, int column) const {
  const Cell what = source.cell(row, column);
  return what.kind != CellKind::text && what.kind != CellKind::badge && !what.disabled;
}

void GridFrame::emit(GridEvent::Kind kind, CellAt at, std::string text, int choice) {
  GridEvent event{.kind = kind, .row = at.row, .column = at.column, .text = std::move(text),
                  .choice = choice};
  if (at.row >= 0 && at.row < source.rows()) event.row_key = source.row_key(at.row);
  events.push_back(std::move(event));
  redraw();
}

void lay_out_columns(GridFrame& frame, float width) {
  std::vector<int>& shown = frame.shown;
  for (int i = 0; i < static_cast<int>(frame.columns.size()); ++i) {
    const bool least = frame.columns[static_cast<std::size_t>(i)].priority >= hidden_in_cards;
    if (!frame.cards || !least) shown.push_back(i);
  }
  const auto column = [&](int i) -> const Column& {
    return frame.columns[static_cast<std::size_t>(i)];
  };
  const auto needed = [&] {
    float sum = 0;
    for (const int i : shown) sum += wanted_width(column(i));
    return sum;
  };
  while (!frame.cards && shown.size() > 1 && needed() > width) {
    const auto least = std::max_element(shown.begin(), shown.end(), [&](int a, int b) {
      return column(a).priority < column(b).priority ||
             (column(a).priority == column(b).priority && a < b);
    });
    if (column(*least).priority == 0) break;
    shown.erase(least);
  }
  float rest = width, weights = 0;
  for (const int i : shown) {
    rest -= column(i).width.weight > 0 ? 0 : wanted_width(column(i));
    weights += column(i).width.weight;
  }
  for (const int i : shown) {
    const Width& w = column(i).width;
    frame.widths.push_back(w.weight > 0
                               ? std::max(wanted_width(column(i)), rest * w.weight / weights)
                               : wanted_width(column(i)));
  }
}

// The cell that the cursor left has its final text; the one it entered may be taken back by Esc.
void follow_focus(GridFrame& frame) {
  GridMemory& m = frame.memory;
  const std::string& focused = ctx().focused;
  if (focused == m.active_key) return;
  if (!m.active_key.empty() && m.text_now != m.text_at_entry) {
    CellAt at = m.active;
    for (int row = 0; row < frame.source.rows(); ++row) {
      const int near = (m.active.row + row) % frame.source.rows();
      if (frame.source.row_key(near) == m.active_row_key) {
        at.row = near;
        break;
      }
    }
    frame.emit(GridEvent::committed, at, m.text_now);
    frame.events.back().row_key = m.active_row_key;
  }
  m.active_key.clear();
  m.editing = false;
  const auto found = m.drawn.find(focused);
  if (found == m.drawn.end()) return;
  CellAt at = found->second;
  if (at.row >= frame.source.rows() || frame.cell(at.row, at.column) != focused) return;
  m.active = at;
  m.active_key = focused;
  m.active_row_key = frame.source.row_key(at.row);
  m.text_at_entry = m.text_now = frame.source.cell(at.row, at.column).text;
}

std::vector<GridEvent> grid(std::string_view key, const std::vector<Column>& columns,
                            const GridSource& source, const GridOptions& options) {
  GridFrame frame{.key = full_key(key), .columns = columns, .source = source, .options = options,
                  .memory = grid_memory(full_key(key))};
  const float width = available_width();
  frame.cards = options.cards_when_narrow && width < cards_below;
  frame.row_height = frame.cards              ? card_height
                     : options.row_height > 0 ? options.row_height
                                              : theme().row_height + 4;
  lay_out_columns(frame, width - 2);
  follow_focus(frame);
  take_active_typing(frame);
  handle_grid_keys(frame);

  const bool nothing = source.rows() == 0 && options.empty;
  const float head = frame.cards || nothing ? 0 : header_height;
  const float body =
      nothing ? std::max(220.0F, body_height(frame, head)) : body_height(frame, head);
  const float used = options.height < 0 || nothing || options.fills
                         ? body
                         : std::min(body, std::max(frame.row_height,
                                                   static_cast<float>(source.rows()) *
                                                       frame.row_height));
  const ImRect box = place(width, head + used + 2);
  paint_frame_of(box);
  if (nothing) {
    begin_flow(box.Min.x + 16, box.Min.y, box.GetWidth() - 32, space::small);
    options.empty();
    end_flow();
    return std::move(frame.events);
  }
  Item table{.key = frame.key, .box = box};
  table.node.role = mirror::Role::grid;
  table.node.name = options.label;
  table.node.rows = source.rows() + 1;
  table.node.columns = static_cast<int>(columns.size());
  push_open(table);
  ImGui::PushClipRect(box.Min, box.Max, true);
  draw_grid_header(frame,
                   ImRect(box.Min.x + 1, box.Min.y + 1, box.Max.x - 1, box.Min.y + 1 + head));
  frame.memory.drawn.clear();
  draw_grid_body(frame, ImRect(box.Min.x + 1, box.Min.y + 1 + head, box.Max.x - 1, box.Max.y - 1));
  ImGui::PopClipRect();
  pop();
  return std::move(frame.events);
}

}  // namespace tally::app::ui
