#include "wasm/screens/entry_lines.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/platform_web.hpp"
#include "wasm/screens/entry_columns.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr std::size_t suggestions_max = 8;
constexpr std::string_view new_ship_to_key = "/new";  // no code begins with a slash

std::string key_of(const OrderEditor& editor, std::size_t line) {
  return "line:" + (line < editor.lines() ? editor.order().lines[line].id
                                          : editor.sheet().next_line_id());
}

/// The line of a row's key; the row behind the last has the id that a new line will get.
std::optional<std::size_t> line_of(const OrderEditor& editor, std::string_view row_key) {
  if (!row_key.starts_with("line:")) return std::nullopt;
  row_key.remove_prefix(5);
  const auto& lines = editor.order().lines;
  const auto found = std::ranges::find(lines, row_key, &RawLine::id);
  if (found != lines.end()) return static_cast<std::size_t>(found - lines.begin());
  return row_key == editor.sheet().next_line_id() ? std::optional(lines.size()) : std::nullopt;
}

struct LineRows : ui::GridSource {
  OpenOrder& open;
  const std::vector<ui::Column>& columns;
  std::optional<Place> cursor;
  mutable std::optional<std::pair<std::size_t, LineView>> viewed;
  LineRows(OpenOrder& order, const std::vector<ui::Column>& shown, std::optional<Place> at)
      : open(order), columns(shown), cursor(at) {}

  OrderEditor& editor() const { return open.editor(); }
  int rows() const override {
    return static_cast<int>(editor().lines()) + (open.may_edit() ? 1 : 0);
  }
  std::string row_key(int row) const override {
    return key_of(editor(), static_cast<std::size_t>(row));
  }
  std::string row_name(int row) const override {
    return editor().line_name(static_cast<std::size_t>(row));
  }
  bool selected(int row) const override {
    return cursor && !cursor->header && cursor->line == static_cast<std::size_t>(row);
  }

  Cell input(std::size_t line, LineField field, CellKind kind) const {
    Cell cell{.kind = open.may_edit() ? kind : CellKind::text};
    if (line < editor().lines()) {
      cell.text = line_text(editor().order().lines[line], field);
      cell.error = editor().cell_error(line, field, cursor);
    }
    return cell;
  }

  Cell sku(std::size_t line) const {
    Cell cell = input(line, LineField::sku, CellKind::combobox);
    if (line == editor().lines()) cell.placeholder = "SKU or words";
    return cell;
  }

  /// Where it goes and when, unless the line says otherwise: what the order says.
  Cell ship_to(std::size_t line) const {
    Cell cell = input(line, LineField::ship_to, CellKind::combobox);
    if (cell.text.empty() && line < editor().lines()) {
      cell.placeholder = editor().order().ship_to;
    }
    return cell;
  }

  Cell wanted(std::size_t line) const {
    Cell cell = input(line, LineField::requested_date, CellKind::input);
    if (cell.text.empty() && line < editor().lines()) {
      cell.placeholder = editor().order().requested_date;
    }
    return cell;
  }

  Cell quantity(std::size_t line, const LineView& view) const {
    Cell cell = input(line, LineField::quantity, CellKind::input);
    cell.description = view.quantity_hint;
    return cell;
  }

  Cell unit(std::size_t line) const {
    Cell cell = input(line, LineField::unit, CellKind::combobox);
    if (cell.text.empty() && line < editor().lines()) cell.text = "each";
    return cell;
  }

  Cell price(std::size_t line, const LineView& view) const {
    Cell cell = input(line, LineField::agreed_price, CellKind::input);
    if (cell.text.empty()) {
      cell.placeholder = view.price;
      cell.description = view.price.empty() ? "" : "List price " + view.price;
      if (!open.may_edit()) cell.text = view.price;
    }
    cell.strong = view.price_agreed;
    return cell;
  }

  Cell product(const LineView& view) const {
    std::string detail = view.variant;
    if (!view.quantity_hint.empty()) {
      detail += (detail.empty() ? "" : " · ") + view.quantity_hint;
    }
    return {.text = view.product, .detail = detail};
  }

  Cell why(std::size_t line) const {
    if (line >= editor().lines()) return {};
    Cell cell{.kind = CellKind::button, .text = "Why", .icon = ui::Icon::question};
    Severity worst = Severity::note;
    for (const std::size_t each : editor().live().issues_of_line(line)) {
      worst = std::min(worst, editor().live().outcome().issues[each].severity);
    }
    if (worst == Severity::review) cell.icon = ui::Icon::warning;
    if (worst == Severity::error) cell.icon = ui::Icon::error;
    return cell;
  }

  /// The grid asks cell by cell; a row's words are put together once.
  const LineView& view_of(std::size_t line) const {
    if (!viewed || viewed->first != line) viewed.emplace(line, editor().view(line));
    return viewed->second;
  }

  Cell cell(int row, int column) const override {
    const auto line = static_cast<std::size_t>(row);
    const std::string& id = columns[static_cast<std::size_t>(column)].id;
    if (id == "sku") return sku(line);
    const LineView& view = view_of(line);
    if (id == "product") return product(view);
    if (id == "quantity") return quantity(line, view);
    if (id == "unit") return unit(line);
    if (id == "agreed_price") return price(line, view);
    if (id == "agreed_reason") return input(line, LineField::agreed_reason, CellKind::input);
    if (id == "ship_to") return ship_to(line);
    if (id == "requested_date") return wanted(line);
    if (id == "net") return {.text = view.net, .strong = true};
    if (id == "tax") return {.text = view.tax, .detail = "", .ink = ui::Ink::muted};
    if (id == "why") return why(line);
    const bool is_line = line < editor().lines();
    return {.text = is_line ? std::to_string(line + 1) : "", .ink = ui::Ink::faint};
  }
};

ui::Choice product_choice(const ProductChoice& product) {
  return {.key = product.sku,
          .label = product.sku + "  " + product.name,
          .detail = product.detail,
          .trailing = product.price,
          .badge = product.orderable ? "" : "not for sale",
          .tone = ui::Tone::warning};
}

std::string choices_key(std::string_view row_key, LineField field, std::string_view text) {
  return std::string(row_key) + "/" + std::string(field_name(field)) + "=" + std::string(text);
}

bool begins_with(std::string_view word, std::string_view typed) {
  return !typed.empty() && word.substr(0, typed.size()) == typed;
}

/// Those whose code or address has what was typed; a new one can always be captured.
std::vector<ui::Choice> ship_to_choices(const OrderEditor& editor, std::string_view typed) {
  const std::string wanted = ascii_upper(typed);
  std::vector<ui::Choice> choices;
  for (const ShipToChoice& each : editor.ship_tos()) {
    if (!ascii_upper(each.words).contains(wanted)) continue;
    const bool is_whole = each.words.size() > each.code.size() + 2;
    choices.push_back({.key = each.code,
                       .label = each.code,
                       .detail = is_whole ? each.words.substr(each.code.size() + 2) : "",
                       .badge = each.captured ? "new" : "",
                       .tone = ui::Tone::info});
  }
  if (editor.customer() != nullptr) {
    choices.push_back({.key = std::string(new_ship_to_key), .label = "New ship-to…"});
  }
  return choices;
}

/// "c" is a case; the unit itself is left empty in an order.
std::string unit_of(const std::string& typed) {
  if (begins_with("case", typed)) return "case";
  return begins_with("each", typed) ? "" : typed;
}

}  // namespace

void EntryLines::find_choices(OrderEditor& editor, LineField field, std::size_t line,
                              const std::string& text) {
  choices_.clear();
  choices_for_ = choices_key(key_of(editor, line), field, text);
  if (field == LineField::unit) {
    choices_.push_back({.key = "each", .label = "each"});
    const Product* product = editor.live().product(line);
    if (product != nullptr && product->case_pack) {
      choices_.push_back({.key = "case",
                          .label = "case",
                          .detail = say_quantity(*product->case_pack) + " in a case"});
    }
    std::erase_if(choices_, [&text](const ui::Choice& choice) {
      return !text.empty() && !begins_with(choice.key, text);
    });
    return;
  }
  if (field == LineField::ship_to) {
    choices_ = ship_to_choices(editor, text);
    return;
  }
  for (const ProductChoice& product : editor.suggest(text, suggestions_max)) {
    choices_.push_back(product_choice(product));
  }
}

void EntryLines::pick(OrderEditor& editor, std::size_t line, LineField field,
                      const ui::GridEvent& event) {
  // Typing can outrun the list. What nobody has seen is not chosen.
  const bool was_seen = choices_for_ == choices_key(event.row_key, field, event.text);
  const auto chosen = static_cast<std::size_t>(event.choice);
  std::string key = was_seen && chosen < choices_.size() ? choices_[chosen].key : event.text;
  if (field == LineField::unit) key = unit_of(key);
  if (field == LineField::ship_to && key == new_ship_to_key) {
    // What was typed to find one is no ship-to.
    editor.type(line, field, "");
    editor.end_typing();
    choices_.clear();
    new_ship_to_ = line;
    return;
  }
  editor.type(line, field, key);
  leave(editor, line, field);
}

void EntryLines::leave(OrderEditor& editor, std::size_t line, LineField field) {
  choices_.clear();
  question_.clear();
  editor.leave_cell(line, field);
  if (field != LineField::sku || line >= editor.lines()) return;
  const std::string& sku = editor.order().lines[line].sku;
  if (sku.empty() || editor.catalogue().find_product(sku) != nullptr) return;
  // Whoever types without looking hears it; the cell stays red until it is mended.
  platform::beep(platform::Beep::refused);
  ui::announce("Line " + std::to_string(line + 1) + ": no product has the SKU " + sku + ".");
}

bool EntryLines::holds(const OrderEditor& editor, const std::string& text) {
  const auto at = cursor(editor);
  if (!at || at->field != LineField::sku || !editor.answer_for(text).several) return false;
  question_ = "Several products have this: choose one with the arrows, or type more.";
  platform::beep(platform::Beep::refused);
  ui::announce(question_);
  return true;
}

void EntryLines::apply(OrderEditor& editor, const std::vector<ui::Column>& columns,
                       const ui::GridEvent& event) {
  if (event.kind == ui::GridEvent::pasted) {
    pasted_ = event.text;
    return;
  }
  const auto line = line_of(editor, event.row_key);
  if (!line || event.column < 0 || event.column >= static_cast<int>(columns.size())) return;
  const std::string& id = columns[static_cast<std::size_t>(event.column)].id;
  const LineField field = line_field(id).value_or(LineField::sku);
  const bool unit = field == LineField::unit;
  switch (event.kind) {
    case ui::GridEvent::edited:
      editor.type(*line, field, event.text);
      question_.clear();
      if (field == LineField::sku || unit || field == LineField::ship_to) {
        find_choices(editor, field, *line, event.text);
      }
      break;
    case ui::GridEvent::reverted:
      editor.type(*line, field, unit && event.text == "each" ? "" : event.text);
      choices_.clear();
      break;
    case ui::GridEvent::committed:
      if (unit) editor.type(*line, field, unit_of(event.text));
      leave(editor, *line, field);
      break;
    case ui::GridEvent::picked: pick(editor, *line, field, event); break;
    case ui::GridEvent::copy_down: editor.copy_down(*line, field); break;
    case ui::GridEvent::stepped: editor.step_pack(*line, event.text == "+" ? 1 : -1); break;
    case ui::GridEvent::delete_row: editor.delete_line(*line); break;
    case ui::GridEvent::pressed: why_ = *line; break;
    case ui::GridEvent::past_end:
      // The row behind the last is already the new one: the cursor stays in it.
      ui::grid_focus("lines", static_cast<int>(*line), place_of_column(columns, "sku"));
      break;
    default: break;
  }
}

void EntryLines::draw(OpenOrder& open, float height) {
  const auto& columns = columns_of(open.editor());
  const bool in_ship_tos = ui::focused_key().ends_with("/ship_to");
  const LineRows rows(open, columns, cursor(open.editor()));
  const ui::GridOptions options{.label = "Order lines",
                                .height = height,
                                .row_height = 52,
                                .fills = height > 0,
                                .choices = &choices_,
                                .choices_empty_text =
                                    in_ship_tos ? "Choose the customer first."
                                                : "No product has this in SKU, GTIN or name.",
                                .choices_foot = question_,
                                .holds = [&](const std::string& text) {
                                  return holds(open.editor(), text);
                                }};
  const std::vector<ui::GridEvent> events = ui::grid("lines", columns, rows, options);
  if (!open.may_edit()) return;
  for (const ui::GridEvent& event : events) apply(open.editor(), columns, event);
}

std::optional<Place> EntryLines::cursor(const OrderEditor& editor) const {
  const std::string_view focused = ui::focused_key();
  if (!focused.starts_with("line:")) return std::nullopt;
  const std::size_t slash = focused.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto line = line_of(editor, focused.substr(0, slash));
  if (!line) return std::nullopt;
  const std::string_view id = focused.substr(slash + 1);
  return Place{.line = *line, .field = line_field(id).value_or(LineField::note)};
}

void EntryLines::focus(const OrderEditor& editor, const Place& place) {
  const bool seldom = place.field == LineField::ship_to ||
                      place.field == LineField::requested_date;
  if (seldom && !shows(place.field)) show(place.field, true);
  const auto& columns = columns_of(editor);
  ui::grid_focus("lines", static_cast<int>(place.line),
                 place_of_column(columns, field_name(place.field)));
}

void EntryLines::after_scan(const OrderEditor& editor, const std::optional<Place>& before) {
  // The line that the cursor was in may be gone: it held nothing but the code.
  if (before && (before->field == LineField::sku || !cursor(editor))) {
    focus(editor, {.line = editor.lines(), .field = LineField::sku});
  }
}

const std::vector<ui::Column>& EntryLines::columns_of(const OrderEditor& editor) const {
  ColumnsInUse use = editor.columns_in_use();
  use.ship_to |= shown_.ship_to;
  use.requested_date |= shown_.requested_date;
  return entry_columns(use);
}

bool EntryLines::shows(LineField field) const {
  return field == LineField::ship_to ? shown_.ship_to : shown_.requested_date;
}

void EntryLines::show(LineField field, bool on) {
  if (field == LineField::ship_to) shown_.ship_to = on;
  if (field == LineField::requested_date) shown_.requested_date = on;
  ui::redraw();
}

std::optional<std::size_t> EntryLines::take_new_ship_to() {
  return std::exchange(new_ship_to_, std::nullopt);
}

std::optional<std::size_t> EntryLines::take_why() { return std::exchange(why_, std::nullopt); }
std::optional<std::string> EntryLines::take_paste() {
  return std::exchange(pasted_, std::nullopt);
}

}  // namespace tally::app
