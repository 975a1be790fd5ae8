// How a grid looks and what it tells the mirror: header, the rows on the screen, their cells.
#include <algorithm>
#include <cmath>

#include "wasm/platform_web.hpp"
#include "wasm/ui/field_text.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/grid_state.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/tip.hpp"

namespace tally::app::ui {
namespace {

constexpr float inset = 12;   // text from the edge of its cell

const Column& column_of(const GridFrame& frame, int index) {
  return frame.columns[static_cast<std::size_t>(index)];
}

mirror::Node plain(std::string key, mirror::Role role) {
  mirror::Node node{.key = std::move(key), .role = role};
  return node;
}

// --- one cell ---------------------------------------------------------------------------------

void draw_error_note(const Item& it, const std::string& words) {
  const float width = std::min(320.0F, ctx().width - 16);
  const ImVec2 size = measure(words, Type::caption, width - 40);
  const float w = size.x + 42, h = size.y + 14;
  const float x = std::clamp(it.box.Min.x, 8.0F, ctx().width - w - 8);
  float y = it.box.Max.y + 5;
  if (y + h > ctx().height - 8) y = it.box.Min.y - h - 5;
  const ImRect box(snap(x), snap(y), snap(x + w), snap(y + h));
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(ctx().width, ctx().height));
  ImGui::Begin("##note", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  paint_shadow(box, 8, 10);
  paint_box(box, theme().danger.soft, 8);
  paint_edge(box, theme().danger.edge, 8);
  paint_icon(Icon::error, ImVec2(box.Min.x + 18, box.Min.y + 16), 16, theme().danger.on_soft);
  paint_text(words, ImVec2(box.Min.x + 32, box.Min.y + 7), Type::caption, theme().danger.on_soft,
             width - 40);
  ImGui::End();
}

void draw_input_cell(GridFrame& frame, const Cell& what, CellAt at, const ImRect& box) {
  const Column& column = column_of(frame, at.column);
  const std::string key = frame.cell(at.row, at.column);
  const ImRect control(box.Min.x + 4, box.Min.y + 4, box.Max.x - 4, box.Max.y - 4);
  std::vector<std::string> scopes;
  scopes.swap(ctx().scopes);  // the key is whole already
  Item it = item(key, control, what.disabled ? Interactive::no : Interactive::yes);
  scopes.swap(ctx().scopes);
  std::string text = what.text;
  const bool active = frame.active_item && frame.active_item->key == key;
  if (active) {
    const mirror::Node list = frame.active_item->node;
    it.node.state |= list.state;
    it.node.controls = list.controls;
    it.node.active = list.active;
    text = frame.memory.text_now;
  } else if (take_typing(it, text).changed) {
    frame.emit(GridEvent::edited, at, text);  // typed before this frame knew of the focus
  }
  if (it.pressed && !ctx().mouse_on_element) frame.memory.wanted = at;
  const bool wrong = !what.error.empty();
  it.node.role = what.kind == CellKind::combobox ? mirror::Role::combobox : mirror::Role::text_field;
  if (what.kind == CellKind::combobox) it.node.state |= mirror::state::expandable;
  it.node.name = column.title;
  it.node.description = what.description;
  it.node.error = what.error;
  if (wrong) it.node.state |= mirror::state::invalid;
  if (what.required) it.node.state |= mirror::state::required;
  if (column.typed_scans) it.node.state |= mirror::state::typed_scans;
  const InputText how{.left = 8, .right = 8, .placeholder = what.placeholder,
                      .align_right = column.right, .disabled = what.disabled};
  complete_node(it, how, text, column.steps ? InputKind::number : column.kind);
  push(it);
  const Theme& t = theme();
  if (!what.disabled || wrong) {
    paint_box(control, wrong ? t.danger.soft : t.control, t.radius_small);
    paint_edge(control, wrong ? t.danger.fill : it.hovered ? t.control_edge : t.line_strong,
               t.radius_small);
  }
  if (it.focused) {
    paint_box(control, t.control, t.radius_small);
    paint_edge(control, wrong ? t.danger.fill : t.focus, t.radius_small, 2);
  }
  paint_input(it, how, text);
  if (wrong && (it.focused || it.hovered) && !frame.active_list.open) draw_error_note(it, what.error);
  if (active && frame.active_list.open) {
    const ChoiceList spec{.choices = frame.options.choices, .text = &text,
                          .empty_text = frame.options.choices_empty_text};
    draw_choice_list(it, spec);
  }
}

void draw_text_cell(const Cell& what, const Column& column, const ImRect& box, bool tall) {
  const Type type = what.strong ? Type::body_strong : Type::body;
  ImRect words(box.Min.x + inset, box.Min.y, box.Max.x - inset, box.Max.y);
  if (what.icon != Icon::none) {
    paint_icon(what.icon, ImVec2(words.Min.x + 8, words.GetCenter().y), 16, ink_colour(what.ink));
    words.Min.x += 24;
  }
  const float align = column.right ? 1.0F : 0.0F;
  if (what.detail.empty()) {
    paint_line(what.text, words, type, ink_colour(what.ink), align);
  } else if (tall) {
    const float middle = words.GetCenter().y;
    paint_line(what.text, ImRect(words.Min.x, middle - 20, words.Max.x, middle), type,
               ink_colour(what.ink), align);
    paint_line(what.detail, ImRect(words.Min.x, middle, words.Max.x, middle + 18), Type::caption,
               theme().ink_muted, align);
  } else {
    const float first = std::min(measure(what.text, type).x, words.GetWidth());
    paint_line(what.text, words, type, ink_colour(what.ink), 0);
    paint_line(what.detail, ImRect(words.Min.x + first + 8, words.Min.y, words.Max.x, words.Max.y),
               Type::caption, theme().ink_muted);
  }
}

void draw_badge_cell(const Cell& what, const Column& column, const ImRect& box) {
  if (what.text.empty()) return;
  const TonePaint& paint = tone_paint(what.tone);
  const float lead = what.icon == Icon::none ? 9.0F : 25.0F;
  const float width = std::min(measure(what.text, Type::caption_strong).x + lead + 9,
                               box.GetWidth() - 2 * 8);
  const float x = column.right ? box.Max.x - inset - width : box.Min.x + inset - 1;
  const float y = snap(box.GetCenter().y - 11);
  const ImRect pill(snap(x), y, snap(x + width), y + 22);
  paint_box(pill, paint.soft, 11);
  if (theme().high_contrast) paint_edge(pill, paint.edge, 11);
  if (what.icon != Icon::none) {
    paint_icon(what.icon, ImVec2(pill.Min.x + 15, pill.GetCenter().y), 14, paint.on_soft);
  }
  paint_line(what.text, ImRect(pill.Min.x + lead, pill.Min.y, pill.Max.x - 4, pill.Max.y),
             Type::caption_strong, paint.on_soft);
}

// A button, a link or a checkbox in a cell.
void draw_press_cell(GridFrame& frame, const Cell& what, CellAt at, const ImRect& box) {
  const Column& column = column_of(frame, at.column);
  const std::string key = frame.cell(at.row, at.column);
  const bool is_link = what.kind == CellKind::link;
  const bool icon_only = what.kind == CellKind::button && what.icon != Icon::none;
  const Type type = Type::body_strong;
  const float words = measure(what.text, type).x;
  ImRect at_box = box;
  if (is_link) {
    const float width = std::min(words, box.GetWidth() - 2 * inset);
    const float x = column.right ? box.Max.x - inset - width : box.Min.x + inset;
    const float y = what.detail.empty() || box.GetHeight() < 50 ? box.GetCenter().y - 10
                                                                : box.GetCenter().y - 20;
    at_box = ImRect(x, y, x + width, y + 20);
  } else {
    const float side = 30;
    const float width = icon_only || what.kind == CellKind::checkbox ? side : words + 20;
    const float x = column.right ? box.Max.x - 6 - width : box.Min.x + 6;
    at_box = ImRect(x, box.GetCenter().y - side / 2, x + width, box.GetCenter().y + side / 2);
  }
  std::vector<std::string> scopes;
  scopes.swap(ctx().scopes);
  Item it = item(key, at_box, what.disabled ? Interactive::no : Interactive::yes);
  scopes.swap(ctx().scopes);
  it.node.role = is_link                             ? mirror::Role::link
                 : what.kind == CellKind::checkbox ? mirror::Role::checkbox
                                                   : mirror::Role::button;
  it.node.name = what.text.empty() ? column.title : what.text;
  it.node.href = what.href;
  it.node.description = what.description;
  if (what.disabled) it.node.state |= mirror::state::disabled;
  if (what.on) it.node.state |= mirror::state::checked;
  push(it);
  const Theme& t = theme();
  if (is_link) {
    paint_line(what.text, at_box, type, t.accent.on_soft);
    if (it.hovered) {
      paint_hairline(ImVec2(at_box.Min.x, at_box.Max.y - 2), ImVec2(at_box.Max.x, at_box.Max.y - 2),
                     t.accent.on_soft);
    }
    if (!what.detail.empty() && box.GetHeight() >= 50) {
      paint_line(what.detail, ImRect(box.Min.x + inset, at_box.Max.y, box.Max.x - inset,
                                     at_box.Max.y + 18), Type::caption, t.ink_muted);
    }
  } else if (what.kind == CellKind::checkbox) {
    const ImVec2 c = at_box.GetCenter();
    const ImRect mark(c.x - 9, c.y - 9, c.x + 9, c.y + 9);
    paint_box(mark, what.on ? t.accent.fill : t.control, 5);
    if (!what.on) paint_edge(mark, t.control_edge, 5);
    if (what.on) paint_icon(Icon::check, c, 15, t.accent.on_fill);
  } else {
    if (it.hovered) paint_box(at_box, it.held ? t.press : t.hover, t.radius_small);
    if (icon_only) {
      paint_icon(what.icon, at_box.GetCenter(), 18, it.hovered ? t.ink : t.ink_muted);
      tip(it, it.node.name);
    } else {
      paint_line(what.text, at_box, type, what.disabled ? t.ink_faint : t.accent.on_soft, 0.5F);
    }
  }
  if (it.focused) paint_focus(at_box, 5);
  if (!what.disabled && press(it)) {
    if (is_link && what.href.starts_with("#")) platform::navigate(what.href);
    frame.emit(GridEvent::pressed, at);
  }
}

void draw_cell(GridFrame& frame, CellAt at, const ImRect& box) {
  const Cell what = frame.source.cell(at.row, at.column);
  const Column& column = column_of(frame, at.column);
  mirror::Tree& tree = ctx().mirror.tree();
  const std::string key = frame.cell(at.row, at.column);
  mirror::Node cell = plain(key + "/cell", mirror::Role::cell);
  cell.column = at.column + 1;
  const bool words_only = what.kind == CellKind::text || what.kind == CellKind::badge;
  if (words_only) {
    cell.name = what.text;
    if (!what.detail.empty()) cell.name += cell.name.empty() ? what.detail : ", " + what.detail;
    cell.rect = to_mirror(box);
    tree.leaf(std::move(cell));
    if (what.kind == CellKind::badge) draw_badge_cell(what, column, box);
    else draw_text_cell(what, column, box, box.GetHeight() >= 50);
    return;
  }
  tree.open(std::move(cell));
  if (!what.disabled) frame.memory.drawn.emplace(key, at);
  if (what.kind == CellKind::input || what.kind == CellKind::combobox) {
    draw_input_cell(frame, what, at, box);
  } else {
    draw_press_cell(frame, what, at, box);
  }
  tree.close();
}

// --- rows -----------------------------------------------------------------------------------------

void draw_cells_in_line(GridFrame& frame, int row, const ImRect& box) {
  float x = box.Min.x;
  for (std::size_t i = 0; i < frame.shown.size(); ++i) {
    const ImRect cell(x, box.Min.y, x + frame.widths[i], box.Max.y);
    draw_cell(frame, {row, frame.shown[i]}, cell);
    x += frame.widths[i];
  }
}

// How wide the columns of one line of a card are: fixed ones shrink a little, growing ones share
// what is left; a line without a growing column is spread over the whole card.
struct CardLine {
  float squeeze = 1, rest = 0, weights = 0;
};

CardLine measure_card_line(const GridFrame& frame, int line, float room) {
  constexpr float narrower = 0.84F;
  float fixed_width = 0;
  CardLine out;
  for (const int i : frame.shown) {
    const Column& c = column_of(frame, i);
    if (std::clamp(c.card_line, 1, 2) != line) continue;
    if (c.width.weight > 0) out.weights += c.width.weight;
    else fixed_width += c.width.pixels;
  }
  out.squeeze = out.weights > 0 ? narrower : room / std::max(1.0F, fixed_width);
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
        const ImRect title(cell.Min.x + inset, cell.Min.y + 4, cell.Max.x - inset, cell.Min.y + 20);
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
  const int end = std::clamp(static_cast<int>(std::ceil((to - top) / frame.row_height)), first, rows);
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
    paint_hairline(ImVec2(box.Min.x, box.Max.y - 1), ImVec2(box.Max.x, box.Max.y - 1), theme().line);
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
    const ImRect words(cell.Min.x + inset, cell.Min.y, cell.Max.x - inset - sign, cell.Max.y);
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
      if (it.focused) paint_focus(ImRect(cell.Min.x + 4, cell.Min.y + 5, cell.Max.x - 4, cell.Max.y - 5), 5);
      if (presses(it) > 0) frame.emit(GridEvent::sorted, {-1, frame.shown[i]});
    }
    tree.close();
    const bool room = words.GetWidth() >= 40 || measure(column.title, Type::caption_strong).x <=
                                                    words.GetWidth();
    if (!frame.cards && room) {
      paint_line(column.title, words, Type::caption_strong, lit ? theme().ink : theme().ink_muted,
                 column.right ? 1.0F : 0.0F);
      if (sorted) {
        const float at = column.right ? words.Max.x + 10
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
    paint_hairline(ImVec2(box.Min.x, box.Max.y - 1), ImVec2(box.Max.x, box.Max.y - 1), theme().line);
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
