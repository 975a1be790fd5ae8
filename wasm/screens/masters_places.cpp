// Where a field of a record is drawn, what it holds, and how focus and mends find it.
#include <algorithm>

#include "wasm/screens/masters_form.hpp"

namespace tally::app {

std::string FieldView::key() const { return master_field_key(list()); }

ListAt FieldView::list() const {
  if (!block) return field;
  return {*block, open.form.lines(block->key)[static_cast<std::size_t>(line)].id, field};
}

std::string FieldView::text() const {
  if (!block) return open.form.text(field.name);
  const auto& lines = open.form.lines(block->key);
  return lines[static_cast<std::size_t>(line)].texts[static_cast<std::size_t>(column)];
}

void FieldView::put(const std::string& words) const {
  if (!block) {
    open.form.set(field.name, words);
  } else {
    open.form.set_cell(*block, static_cast<std::size_t>(line), static_cast<std::size_t>(column),
                       words);
  }
  masters.edited(outer());
}

std::string FieldView::outer() const {
  const std::string key = list().key;
  return key.substr(0, key.find('/'));
}

std::string FieldView::name() const {
  std::string words(field.label);
  if (block) words += " of " + master_block_name(open, *block, static_cast<std::size_t>(line));
  return words;
}

std::string FieldView::error() const {
  if (!block || field.has_lines()) return open.error_at(list());
  return open.error_at(*block, static_cast<std::size_t>(line), column);
}

std::string FieldView::note() const {
  if (!block || field.has_lines()) return open.note_at(list());
  return open.note_at(*block, line, column);
}

const MasterIssue* FieldView::mendable() const {
  if (!block || field.has_lines()) return open.mendable_at(list());
  return open.mendable_at(*block, line, column);
}

bool FieldView::shows() const {
  if (!block) return open.form.shows(field);
  return open.form.shows(*block, static_cast<std::size_t>(line), static_cast<std::size_t>(column));
}

std::string master_block_name(const OpenMaster& open, const ListAt& list, std::size_t line) {
  const std::string& code = open.form.lines(list.key)[line].texts.front();
  return std::string(list.field->one) + " " + (code.empty() ? std::to_string(line + 1) : code);
}

void draw_mends(Masters& masters, const OpenMaster& open, const MasterIssue& issue,
                const std::string& key, MendPlace place) {
  // Taking one draws the issues anew: what they point to must not go meanwhile.
  std::vector<MasterMend> taken;
  constexpr float around = 40;
  const float room = ui::available_width() - around;
  for (std::size_t i = 0; i < issue.proposals.size(); ++i) {
    // Of the field itself only what it would hold: its name stands above it.
    const std::vector<MasterMend>& changes = issue.proposals[i];
    const bool is_own = place == MendPlace::at_field && changes.size() == 1 &&
                        changes.front().path == issue.path && !changes.front().to.empty();
    const std::string words =
        "Take " + (is_own ? changes.front().to : say_mend(open.kind(), changes));
    const bool is_long = ui::text_width(words, ui::Type::body_strong) > room;
    if (i > 0) ui::gap(ui::space::tight);
    if (ui::button(key + "/" + std::to_string(i), words,
                   {.icon = ui::Icon::check, .small = true, .fill = is_long})) {
      taken = issue.proposals[i];
    }
  }
  if (!taken.empty()) masters.take_mend(taken);
}

std::string master_table_key(const ListAt& list) { return "master/table/" + list.key; }

std::string master_field_key(const ListAt& list) { return "master/field/" + list.key; }

std::string master_place_key(const OpenMaster& open, const MasterPlace& place) {
  const MasterField& field = *place.field;
  const ListAt list = open.form.list_of(place);
  const auto& lines = open.form.lines(list.key);
  if (field.kind == ValueKind::rows) return master_table_key(list);
  if (field.kind != ValueKind::blocks || lines.empty() || place.line < 0) {
    return master_field_key(list);
  }
  const std::size_t line = open.form.line_of_said(list, place.line);
  const auto column = static_cast<std::size_t>(std::max(0, place.column));
  return master_field_key(ListAt(list, lines[line].id, field.columns[column]));
}

namespace {

/// The records within the record that a place is in may be folded away: they show from now on.
void unfold_to(OpenMaster& open, const MasterPlace& place) {
  ListAt list(place.outer());
  for (std::size_t i = 0; i <= place.within.size(); ++i) {
    const bool is_last = i == place.within.size();
    const int said = is_last ? place.line : place.within[i].line;
    const auto& lines = open.form.lines(list.key);
    if (list.field->kind != ValueKind::blocks || lines.empty() || said < 0) return;
    const int id = lines[open.form.line_of_said(list, said)].id;
    open.open_lines.insert(id);
    if (is_last) return;
    const bool is_next_last = i + 1 == place.within.size();
    list = ListAt(list, id, is_next_last ? *place.field : *place.within[i + 1].list);
  }
}

}  // namespace

void focus_master_place(OpenMaster& open, const MasterPlace& place) {
  unfold_to(open, place);
  const ListAt list = open.form.list_of(place);
  if (place.field->kind == ValueKind::rows) {
    const std::size_t row = open.form.line_of_said(list, std::max(0, place.line));
    ui::grid_focus(master_table_key(list), static_cast<int>(row), std::max(0, place.column));
    return ui::redraw();
  }
  // Its fields take focus once they are drawn.
  open.focus_wish = master_place_key(open, place);
  ui::redraw();
}

}  // namespace tally::app
