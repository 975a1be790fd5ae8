// The fields of a record of master data: one function for each kind of value, laid out in lines of
// thirds, halves and wholes that fold where there is no room.
#include <algorithm>
#include <sstream>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/masters_form.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr int units_in_line = 6;
/// A longer table turns within itself.
constexpr int rows_shown = 14;
constexpr float rows_height = 480;

std::string text_of(std::string_view words) { return std::string(words); }

/// What is worth knowing of the text comes before what the field is for.
std::string hint_of(const FieldView& view) {
  if (const std::string note = view.note(); !note.empty()) return note;
  if (view.field.reads != nullptr) {
    const std::string read = view.field.reads(view.text(), model().edge().clock.today());
    if (!read.empty()) return read;
  }
  if (view.field.identity && !view.open.is_new() && view.may_change) {
    return "It stays with the record; copy it for another one.";
  }
  return text_of(view.field.help);
}

void draw_text(const FieldView& view) {
  const MasterField& field = view.field;
  const bool fixed = !view.may_change || (field.identity && !view.open.is_new());
  const bool figure = field.kind == ValueKind::figure || field.kind == ValueKind::percent;
  const bool date = field.kind == ValueKind::date;
  std::string text = view.text();
  const ui::Typed typed = ui::text_field(
      view.key(), field.label, text,
      {.placeholder = fixed ? "" : text_of(field.placeholder),
       .hint = hint_of(view),
       .error = view.error(),
       .required = field.required && !fixed,
       .read_only = fixed,
       .kind = figure ? ui::InputKind::number : ui::InputKind::text,
       .icon = date ? ui::Icon::calendar : ui::Icon::none,
       .suffix = view.open.form.suffix(field)});
  if (fixed) return;
  if (typed.changed) view.put(text);
  if (typed.left) view.masters.left(view.outer());
}

std::string read_only_words(bool may_change) {
  return may_change ? "" : "Your role may look at this, not change it.";
}

void draw_choice(const FieldView& view) {
  const MasterField& field = view.field;
  const std::string value = view.text();
  std::vector<std::string> words;
  int chosen = 0;
  for (const MasterOption& option : field.options) {
    if (option.value == value) chosen = static_cast<int>(words.size());
    words.emplace_back(option.words);
  }
  // A newer server may know a word that this program does not.
  const bool unknown = !value.empty() && std::ranges::find(field.options, value,
                                                           &MasterOption::value) ==
                                             field.options.end();
  if (unknown) {
    chosen = static_cast<int>(words.size());
    words.push_back(value);
  }
  const int before = chosen;
  ui::select(view.key(), field.label, words, chosen,
             {.hint = text_of(field.help),
              .error = view.error(),
              .disabled_why = read_only_words(view.may_change)});
  if (chosen == before) return;
  const auto place = static_cast<std::size_t>(chosen);
  const bool is_first = place == 0 || place >= field.options.size();
  view.put(is_first ? "" : text_of(field.options[place].value));
}

void draw_yes_no(const FieldView& view) {
  const MasterField& field = view.field;
  bool on = !view.open.form.text(field.name).empty();
  const bool changed = ui::checkbox(master_field_key(field), field.label, on,
                                    {.hint = text_of(field.help),
                                     .disabled_why = read_only_words(view.may_change)});
  if (const std::string error = view.open.error_at(field); !error.empty()) {
    ui::text(error, {.type = ui::Type::caption, .ink = ui::Ink::danger});
  }
  if (!changed) return;
  view.open.form.set(field.name, on ? "true" : "");
  view.masters.edited(field.name);
}

bool holds_word(const std::string& list, std::string_view word) {
  std::istringstream words(list);
  for (std::string each; std::getline(words >> std::ws, each, ',');) {
    if (each == word) return true;
  }
  return false;
}

void draw_several(const FieldView& view) {
  const MasterField& field = view.field;
  const std::string value = view.open.form.text(field.name);
  ui::text(field.label, {.type = ui::Type::caption_strong});
  ui::gap(ui::space::tight);
  std::string chosen;
  bool changed = false;
  ui::flow(ui::space::large, [&] {
    for (const MasterOption& option : field.options) {
      bool on = holds_word(value, option.value);
      changed |= ui::checkbox(master_field_key(field) + "/" + text_of(option.value), option.words,
                              on, {.disabled_why = read_only_words(view.may_change)});
      if (on) chosen += (chosen.empty() ? "" : ", ") + text_of(option.value);
    }
  });
  const std::string error = view.open.error_at(field);
  ui::gap(ui::space::tight);
  if (!error.empty()) ui::text(error, {.type = ui::Type::caption, .ink = ui::Ink::danger});
  else if (!field.help.empty()) ui::caption(field.help);
  if (!changed) return;
  view.open.form.set(field.name, chosen);
  view.masters.edited(field.name);
}

// --- small tables -------------------------------------------------------------------------------

std::vector<ui::Column> table_columns(const FieldView& view) {
  std::vector<ui::Column> columns;
  for (const MasterField& column : view.field.columns) {
    const std::string unit = view.open.form.suffix(column);
    const bool figure = column.kind == ValueKind::figure;
    columns.push_back({.id = text_of(column.name),
                       .title = text_of(column.label) + (unit.empty() ? "" : " in " + unit),
                       .width = ui::grow(1, 104),
                       .right = figure,
                       .kind = figure ? ui::InputKind::number : ui::InputKind::text,
                       .lights_first = false});
  }
  if (view.may_change) {
    columns.push_back({.id = "remove", .title = "Remove", .width = ui::fixed(52)});
  }
  return columns;
}

/// Of a choice its words; of the first one nothing, because it holds by itself.
std::string table_cell_words(const MasterField& field, const std::string& text) {
  const auto option = std::ranges::find(field.options, text, &MasterOption::value);
  return option == field.options.end() || text.empty() ? text : text_of(option->words);
}

/// The reverse, of what somebody typed or pasted: "for each" or "each" is each.
std::string table_cell_value(const MasterField& field, const std::string& typed) {
  const std::string words = ascii_lower(squeeze(typed));
  for (const MasterOption& option : field.options) {
    if (words != ascii_lower(option.words) && words != option.value) continue;
    return &option == &field.options.front() ? "" : text_of(option.value);
  }
  return typed;
}

struct TableRows : ui::GridSource {
  const FieldView& view;
  explicit TableRows(const FieldView& shown)
      : view(shown), list(shown.list()), name(shown.name()) {}
  ListAt list;
  std::string name;
  const std::vector<MasterLine>& lines() const { return view.open.form.lines(list.key); }
  bool is_new(int row) const { return static_cast<std::size_t>(row) >= lines().size(); }
  int rows() const override {
    return static_cast<int>(lines().size()) + (view.may_change ? 1 : 0);
  }
  std::string row_key(int row) const override {
    const int id = is_new(row) ? view.open.form.next_id()
                               : lines()[static_cast<std::size_t>(row)].id;
    return list.key + ":" + std::to_string(id);
  }
  std::string row_name(int row) const override {
    return name + (is_new(row) ? ", new line" : ", line " + std::to_string(row + 1));
  }
  Cell cell(int row, int column) const override {
    const auto line = static_cast<std::size_t>(row), place = static_cast<std::size_t>(column);
    if (place >= view.field.columns.size()) {
      if (is_new(row)) return {};
      return {.kind = CellKind::button, .text = "Remove the line", .icon = ui::Icon::cross};
    }
    const MasterField& field = view.field.columns[place];
    const std::string text = is_new(row) ? "" : table_cell_words(field, lines()[line].texts[place]);
    if (!view.may_change) return {.text = text};
    return {.kind = field.options.empty() ? CellKind::input : CellKind::combobox,
            .text = text,
            .error = error(row, column),
            .placeholder = placeholder(row, field),
            .required = field.required && !is_new(row)};
  }
  /// What is wrong with a line as a whole stands at its first cell.
  std::string error(int row, int column) const {
    if (is_new(row)) return {};
    const auto line = static_cast<std::size_t>(row);
    const std::string own = view.open.error_at(list, line, column);
    return own.empty() && column == 0 ? view.open.error_at(list, line, -1) : own;
  }
  std::string placeholder(int row, const MasterField& field) const {
    if (!is_new(row)) return field.options.empty() ? "" : text_of(field.options.front().words);
    return &field == &view.field.columns.front() ? "Add one" : "";
  }
};

void paste_cells(const FieldView& view, const ui::GridEvent& event) {
  std::istringstream rows(event.text);
  auto line = static_cast<std::size_t>(event.row);
  for (std::string row; std::getline(rows, row); ++line) {
    if (row.ends_with('\r')) row.pop_back();
    std::istringstream cells(row);
    auto column = static_cast<std::size_t>(event.column);
    for (std::string cell; std::getline(cells, cell, '\t'); ++column) {
      if (column >= view.field.columns.size()) break;
      view.open.form.set_cell(view.list(), line, column,
                              table_cell_value(view.field.columns[column], cell));
    }
  }
}

void pick_cell(const FieldView& view, const ui::GridEvent& event) {
  const auto column = static_cast<std::size_t>(event.column);
  const auto& options = view.field.columns[column].options;
  const auto chosen = static_cast<std::size_t>(event.choice);
  if (chosen >= options.size()) return;
  view.open.form.set_cell(view.list(), static_cast<std::size_t>(event.row), column,
                          chosen == 0 ? "" : text_of(options[chosen].value));
}

/// What its column of choices offers; a small table has one at most.
std::vector<ui::Choice> choices_of_table(const MasterField& field) {
  std::vector<ui::Choice> choices;
  for (const MasterField& column : field.columns) {
    for (const MasterOption& option : column.options) {
      choices.push_back({.key = text_of(option.value), .label = text_of(option.words)});
    }
  }
  return choices;
}

void apply(const FieldView& view, const ui::GridEvent& event) {
  if (event.row < 0 || event.column < 0) return;
  const auto line = static_cast<std::size_t>(event.row);
  const auto column = static_cast<std::size_t>(event.column);
  const bool in_field = column < view.field.columns.size();
  switch (event.kind) {
    case ui::GridEvent::edited:
    case ui::GridEvent::reverted:
      if (in_field) {
        view.open.form.set_cell(view.list(), line, column,
                                table_cell_value(view.field.columns[column], event.text));
      }
      break;
    case ui::GridEvent::picked:
      if (in_field) pick_cell(view, event);
      break;
    case ui::GridEvent::pasted: paste_cells(view, event); break;
    case ui::GridEvent::delete_row: view.open.form.remove_line(view.list().key, line); break;
    case ui::GridEvent::pressed:
      if (!in_field) view.open.form.remove_line(view.list().key, line);
      break;
    case ui::GridEvent::past_end:
      // The row behind the last is already the new one: the cursor stays in it.
      ui::grid_focus(master_table_key(view.list()), event.row, 0);
      return;
    default: return;
  }
  view.masters.edited(view.outer());
}

void draw_table(const FieldView& view) {
  const MasterField& field = view.field;
  ui::text(field.label, {.type = ui::Type::caption_strong});
  ui::gap(ui::space::tight);
  const TableRows rows(view);
  const std::vector<ui::Choice> choices = choices_of_table(field);
  const bool is_long = rows.rows() > rows_shown;
  const ui::GridOptions options{.label = rows.name,
                                .height = is_long ? rows_height : -1,
                                .cards_when_narrow = false,
                                .choices = &choices};
  const auto events = ui::grid(master_table_key(rows.list), table_columns(view), rows, options);
  const std::string error = view.error(), note = view.note();
  ui::gap(ui::space::tight);
  if (!error.empty()) ui::text(error, {.type = ui::Type::caption, .ink = ui::Ink::danger});
  else if (!note.empty()) ui::caption(note);
  else if (!field.help.empty()) ui::caption(field.help);
  if (!view.may_change) return;
  for (const ui::GridEvent& event : events) apply(view, event);
}

// --- lines of fields ----------------------------------------------------------------------------

int units_of(const MasterField& field, float width) {
  if (width < 420 || field.room == FieldRoom::whole) return units_in_line;
  const bool third = field.room == FieldRoom::third && width >= 560;
  return third ? units_in_line / 3 : units_in_line / 2;
}

/// What is left of a line stays empty, so that fields stand below each other.
void draw_line(const std::vector<ui::Part>& parts, int used) {
  const auto rest = static_cast<float>(units_in_line - used);
  const ui::Part blank{ui::grow(rest), [] {}};
  const ui::ColumnsOptions options{.gap = ui::space::normal};
  if (parts.size() == 1 && used == units_in_line) return parts[0].draw();
  if (parts.size() == 1) return ui::columns({parts[0], blank}, options);
  if (parts.size() == 2 && used == units_in_line) return ui::columns({parts[0], parts[1]}, options);
  if (parts.size() == 2) return ui::columns({parts[0], parts[1], blank}, options);
  ui::columns({parts[0], parts[1], parts[2]}, options);
}

void draw_plain_field(const FieldView& view) {
  switch (view.field.kind) {
    case ValueKind::choice: return draw_choice(view);
    case ValueKind::yes_no: return draw_yes_no(view);
    case ValueKind::several: return draw_several(view);
    case ValueKind::rows: return draw_table(view);
    case ValueKind::blocks: return draw_master_blocks(view);
    default: return draw_text(view);
  }
}

}  // namespace

void draw_master_field(const FieldView& view) {
  draw_plain_field(view);
  if (!view.may_change || view.field.kind == ValueKind::blocks) return;
  const MasterIssue* issue = view.mendable();
  if (issue == nullptr) return;
  ui::gap(ui::space::tight);
  draw_mends(view.masters, view.open, *issue, view.key() + "/mend",
             MendPlace::at_field);
}

void draw_master_fields(const std::vector<FieldView>& views) {
  const float width = ui::available_width();
  std::vector<ui::Part> parts;
  int used = 0;
  bool first = true;
  const auto flush = [&] {
    if (parts.empty()) return;
    if (!first) ui::gap(ui::space::normal);
    first = false;
    draw_line(parts, used);
    parts.clear();
    used = 0;
  };
  for (const FieldView& view : views) {
    const int units = units_of(view.field, width);
    if (used + units > units_in_line) flush();
    parts.push_back({ui::grow(static_cast<float>(units)), [view] { draw_master_field(view); }});
    used += units;
  }
  flush();
}

void draw_master_sections(Masters& masters) {
  OpenMaster& open = *masters.open_record();
  const MasterKind& kind = open.kind();
  const std::string wish = std::exchange(open.focus_wish, {});
  bool first = true;
  for (const MasterSection& section : kind.sections) {
    if (!first) ui::gap(ui::space::normal);
    first = false;
    std::vector<FieldView> views;
    for (const MasterField& field : section.fields) {
      if (!open.form.shows(field)) continue;
      views.push_back({masters, open, field, masters.may_change(kind, field)});
    }
    ui::card("master/section/" + text_of(section.title),
             {.title = text_of(section.title), .note = text_of(section.help)},
             [&] { draw_master_fields(views); });
  }
  ui::gap(ui::space::normal);
  if (!wish.empty()) ui::focus(wish);
}

}  // namespace tally::app
