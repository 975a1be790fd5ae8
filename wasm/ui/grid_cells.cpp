// How the cells of a grid look and what they tell the mirror.
#include <algorithm>

#include "wasm/platform_web.hpp"
#include "wasm/ui/field_frame.hpp"
#include "wasm/ui/field_text.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/grid_state.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/tip.hpp"

namespace tally::app::ui {
namespace {

void draw_input_cell(GridFrame& frame, const Cell& what, CellAt at, const ImRect& box) {
  const Column& column = frame.columns[static_cast<std::size_t>(at.column)];
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
  const bool choosing = active && frame.active_list.open;
  const bool wrong = !what.error.empty() && !choosing;  // not while the answer is being chosen
  it.node.role =
      what.kind == CellKind::combobox ? mirror::Role::combobox : mirror::Role::text_field;
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
  if (wrong && (it.focused || it.hovered) && !frame.active_list.open)
    draw_error_note(it, what.error);
  if (active && frame.active_list.open) {
    draw_choice_list(it, choices_of(frame, at, text));
  }
}

void draw_text_cell(const Cell& what, const Column& column, const ImRect& box, bool tall) {
  const Type type = what.strong ? Type::body_strong : Type::body;
  ImRect words(box.Min.x + cell_inset, box.Min.y, box.Max.x - cell_inset, box.Max.y);
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
  const float x = column.right ? box.Max.x - cell_inset - width : box.Min.x + cell_inset - 1;
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
  const Column& column = frame.columns[static_cast<std::size_t>(at.column)];
  const std::string key = frame.cell(at.row, at.column);
  const bool is_link = what.kind == CellKind::link;
  const bool icon_only = what.kind == CellKind::button && what.icon != Icon::none;
  const Type type = Type::body_strong;
  const float words = measure(what.text, type).x;
  ImRect at_box = box;
  if (is_link) {
    const float width = std::min(words, box.GetWidth() - 2 * cell_inset);
    const float x = column.right ? box.Max.x - cell_inset - width : box.Min.x + cell_inset;
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
      const ImRect below(box.Min.x + cell_inset, at_box.Max.y, box.Max.x - cell_inset,
                         at_box.Max.y + 18);
      paint_line(what.detail, below, Type::caption, t.ink_muted);
      ctx().mirror.tree().leaf({.key = key + "/detail", .role = mirror::Role::text,
                                .name = what.detail, .rect = to_mirror(below)});
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

}  // namespace

void draw_cell(GridFrame& frame, CellAt at, const ImRect& box) {
  const Cell what = frame.source.cell(at.row, at.column);
  const Column& column = frame.columns[static_cast<std::size_t>(at.column)];
  mirror::Tree& tree = ctx().mirror.tree();
  const std::string key = frame.cell(at.row, at.column);
  mirror::Node cell{.key = key + "/cell", .role = mirror::Role::cell};
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

}  // namespace tally::app::ui
