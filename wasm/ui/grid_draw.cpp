// How a grid looks and what it tells the mirror: its header and the rows on the screen.
#include <algorithm>
#include <cmath>

#include "wasm/ui/fonts.hpp"
#include "wasm/ui/grid_state.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

const Column& column_of(const GridFrame& frame, int index) {
  return frame.columns[static_cast<std::size_t>(index)];
}

mirror::Node plain(std::string key, mirror::Role role) {
  mirror::Node node{.key = std::move(key), .role = role};
  return node;
}

void draw_cells_in_line(GridFrame& frame, int row, const ImRect& box) {
  float x = box.Min.x;
  for (std::size_t i = 0; i < frame.shown.size(); ++i) {
    const ImRect cell(x, box.Min.y, x + frame.widths[i], box.Max.y);
    draw_cell(frame, {row, frame.shown[i]}, cell);
    x += frame.widths[i];
  }
}

// How wide the columns of one line of a card are: fixed ones shrink where they must, growing ones
// share what is left; a line without a growing column is spread over the whole card.
struct CardLine {
  float squeeze = 1, rest = 0, weights = 0;
};

CardLine measure_card_line(const GridFrame& frame, int line, float room) {
  constexpr float narrower = 0.84F, room_to_grow = 110;
  float fixed_width = 0;
  CardLine out;
  for (const int i : frame.shown) {
    const Column& c = column_of(frame, i);
    if (std::clamp(c.card_line, 1, 2) != line) continue;
    if (c.width.weight > 0) out.weights += c.width.weight;
    else fixed_width += c.width.pixels;
  }
  const float fixed = std::max(1.0F, fixed_width);
  out.squeeze = out.weights > 0 ? std::clamp((room - room_to_grow) / fixed, narrower, 1.0F)
                                : room / fixed;
  out.rest = std::max(0.0F, room - fixed_width * out.squeeze);
  return out;
}

// Two lines: the first as wide as its columns want, the second with titles above its cells.
void draw_card(GridFrame& frame, int row, const ImRect& box) {
  for (int line = 1; line <= 2; ++line) {
    const CardLine shape = measure_card_line(frame, line, box.GetWidth() - 8);
    float x = box.Min.x + 4;
    const float y = line == 1 ? box.Min.y + 6 : box.Min.y + 48;
    for (const int i : frame.shown) {
      const Column& c = column_of(frame, i);
      if (std::clamp(c.card_line, 1, 2) != line) continue;
      const float width = c.width.weight > 0 ? shape.rest * c.width.weight / shape.weights
                                             : c.width.pixels * shape.squeeze;
      ImRect cell(x, y, x + width, y + (line == 1 ? 42.0F : 64.0F));
      if (line == 2) {
        const ImRect title(cell.Min.x + cell_inset, cell.Min.y + 4, cell.Max.x - cell_inset,
                           cell.Min.y + 20);
        const Cell what = frame.source.cell(row, i);
        const bool pressable = what.kind == CellKind::button || what.kind == CellKind::checkbox;
        if (!pressable && (!what.text.empty() || what.kind == CellKind::input)) {
          paint_line(c.title, title, Type::caption, theme().ink_muted, c.right ? 1.0F : 0.0F);
        }
        cell.Min.y += 20;
      }
      draw_cell(frame, {row, i}, cell);
      x += width;
    }
  }
}

bool has_inputs(const GridFrame& frame, int row) {
  for (const int i : frame.shown) {
    if (frame.editable(row, i)) return true;
  }
  return false;
}

// The rows of the grid's own window, also while the page around it is scrolled elsewhere: what is
// not drawn cannot be found, by a screen reader or a test. A grid that is taller than two screens
// is cut to what the page shows. The rows with the cursor are always there, to keep focus alive.
std::vector<int> rows_to_draw(const GridFrame& frame, const ImRect& box, float top) {
  const int rows = frame.source.rows();
  float from = box.Min.y, to = box.Max.y;
  if (box.GetHeight() > 2 * ctx().height) {
    from = std::max(from, -0.5F * ctx().height);
    to = std::min(to, 1.5F * ctx().height);
  }
  const int first = std::clamp(static_cast<int>((from - top) / frame.row_height), 0, rows);
  const int end =
      std::clamp(static_cast<int>(std::ceil((to - top) / frame.row_height)), first, rows);
  std::vector<int> list;
  for (int row = first; row < end; ++row) list.push_back(row);
  const GridMemory& m = frame.memory;
  for (const int row : {m.active_key.empty() ? -1 : m.active.row, m.wanted ? m.wanted->row : -1}) {
    if (row < 0 || row >= rows || std::find(list.begin(), list.end(), row) != list.end()) continue;
    list.insert(std::lower_bound(list.begin(), list.end(), row), row);
  }
  return list;
}

// Brings the wanted cell into view and gives it focus, or waits until its row exists.
void pursue_wanted(GridFrame& frame, float view_height) {
  GridMemory& m = frame.memory;
  if (!m.wanted || m.wanted->row >= frame.source.rows()) return;
  const float top = static_cast<float>(m.wanted->row) * frame.row_height;
  if (top < m.scroll_y) m.scroll_y = top;
  if (top + frame.row_height > m.scroll_y + view_height) {
    m.scroll_y = top + frame.row_height - view_height;
  }
  ctx().page_scrolls[frame.key + "/rows"] = ImVec2(0, m.scroll_y);
  ctx().mirror.wish_focus(frame.cell(m.wanted->row, m.wanted->column),
                          mirror::FocusHow::select_all);
}

}  // namespace

void draw_grid_header(GridFrame& frame, const ImRect& box) {
  mirror::Tree& tree = ctx().mirror.tree();
  if (!frame.cards) {
    ImGui::GetWindowDrawList()->AddRectFilled(box.Min, box.Max, theme().sunken,
                                              theme().radius_card - 1, ImDrawFlags_RoundCornersTop);
    paint_hairline(ImVec2(box.Min.x, box.Max.y - 1), ImVec2(box.Max.x, box.Max.y - 1),
                   theme().line);
  }
  mirror::Node row = plain(frame.key + "/head", mirror::Role::row);
  row.row = 1;
  tree.open(std::move(row));
  float x = box.Min.x;
  for (std::size_t i = 0; i < frame.shown.size(); ++i) {
    const Column& column = column_of(frame, frame.shown[i]);
    const ImRect cell(x, box.Min.y, x + frame.widths[i], box.Max.y);
    const bool sorted = frame.options.sort_column == frame.shown[i];
    mirror::Node node = plain(frame.key + "/head/" + column.id, mirror::Role::column_header);
    node.column = frame.shown[i] + 1;
    node.name = column.sortable ? "" : column.title;
    if (sorted) node.state = frame.options.sort_down ? mirror::state::descending
                                                     : mirror::state::ascending;
    if (!column.sortable) node.rect = to_mirror(cell);
    tree.open(std::move(node));
    const float sign = sorted ? 18.0F : 0;
    const ImRect words(cell.Min.x + cell_inset, cell.Min.y, cell.Max.x - cell_inset - sign,
                       cell.Max.y);
    bool lit = sorted;
    if (column.sortable && !frame.cards) {
      std::vector<std::string> scopes;
      scopes.swap(ctx().scopes);
      Item it = item(frame.key + "/sort/" + column.id, cell);
      scopes.swap(ctx().scopes);
      it.node.role = mirror::Role::button;
      it.node.name = column.title;
      push(it);
      lit = lit || it.hovered;
      if (it.focused)
        paint_focus(ImRect(cell.Min.x + 4, cell.Min.y + 5, cell.Max.x - 4, cell.Max.y - 5), 5);
      if (presses(it) > 0) frame.emit(GridEvent::sorted, {-1, frame.shown[i]});
    }
    tree.close();
    const bool room = words.GetWidth() >= 40 || measure(column.title, Type::caption_strong).x <=
                                                    words.GetWidth();
    if (!frame.cards && room) {
      paint_line(column.title, words, Type::caption_strong, lit ? theme().ink : theme().ink_muted,
                 column.right ? 1.0F : 0.0F);
      if (sorted) {
        const float at = column.right
                             ? words.Max.x + 10
                             : words.Min.x + measure(column.title, Type::caption_strong).x + 10;
        paint_icon(frame.options.sort_down ? Icon::chevron_down : Icon::chevron_up,
                   ImVec2(at, cell.GetCenter().y), 14, theme().ink_muted);
      }
    }
    x += frame.widths[i];
  }
  tree.close();
}

void draw_row(GridFrame& frame, int row, const ImRect& box) {
  const bool inputs = has_inputs(frame, row);
  const bool selected = frame.source.selected(row);
  const bool over = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.Min, box.Max);
  const ImRect inner(box.Min.x, box.Min.y, box.Max.x, box.Max.y - 1);
  if (selected) paint_box(inner, theme().selected, 0);
  else if (over && !inputs) paint_box(inner, theme().hover, 0);
  if (row + 1 < frame.source.rows()) {
    paint_hairline(ImVec2(box.Min.x, box.Max.y - 1), ImVec2(box.Max.x, box.Max.y - 1),
                   theme().line);
  }
  mirror::Node node = plain(frame.key + "/row/" + frame.source.row_key(row), mirror::Role::row);
  node.row = row + 2;
  node.name = frame.source.row_name(row);
  if (selected) node.state |= mirror::state::selected;
  ctx().mirror.tree().open(std::move(node));
  if (frame.cards) draw_card(frame, row, box);
  else draw_cells_in_line(frame, row, box);
  ctx().mirror.tree().close();
  const bool hit = over && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ctx().mouse_on_element;
  if (hit && !inputs) frame.emit(GridEvent::opened, {row, 0});
}

void draw_grid_body(GridFrame& frame, const ImRect& box) {
  GridMemory& m = frame.memory;
  m.body_height = box.GetHeight();
  const auto wanted = m.wanted;
  pursue_wanted(frame, box.GetHeight());
  mirror::Tree& tree = ctx().mirror.tree();
  std::vector<std::string> scopes;
  scopes.swap(ctx().scopes);
  const bool any_stop = frame.source.rows() > 0 && [&] {
    for (const int i : frame.shown) {
      if (frame.focusable(0, i)) return true;
    }
    return false;
  }();
  begin_scroll({.key = frame.key + "/rows", .role = mirror::Role::row_group, .box = box,
                .state = any_stop ? 0U : mirror::state::stops, .between = 0});
  scopes.swap(ctx().scopes);
  m.scroll_y = ImGui::GetScrollY();
  const float top = flow_now().top, left = flow_now().left, width = box.GetWidth();
  for (const int row : rows_to_draw(frame, box, top)) {
    const float y = top + static_cast<float>(row) * frame.row_height;
    draw_row(frame, row, ImRect(left, snap(y), left + width, snap(y + frame.row_height)));
  }
  flow_now().bottom = top + static_cast<float>(frame.source.rows()) * frame.row_height;
  end_scroll();
  if (wanted && wanted->row < frame.source.rows() && m.wanted == wanted) m.wanted.reset();
  (void)tree;
}

}  // namespace tally::app::ui
