// Where a field of a record is drawn, what it holds, and how focus and mends find it.
#include <algorithm>

#include "wasm/screens/masters_form.hpp"

namespace tally::app {

std::string FieldView::key() const {
  if (block == nullptr) return master_field_key(field);
  const auto& lines = open.form.lines(block->name);
  return master_field_key(*block) + "/" +
         std::to_string(lines[static_cast<std::size_t>(line)].id) + "/" + std::string(field.name);
}

std::string FieldView::text() const {
  if (block == nullptr) return open.form.text(field.name);
  const auto& lines = open.form.lines(block->name);
  return lines[static_cast<std::size_t>(line)].texts[static_cast<std::size_t>(column)];
}

void FieldView::put(const std::string& words) const {
  if (block == nullptr) {
    open.form.set(field.name, words);
  } else {
    open.form.set_cell(*block, static_cast<std::size_t>(line), static_cast<std::size_t>(column),
                       words);
  }
  masters.edited(outer().name);
}

std::string FieldView::error() const {
  if (block == nullptr) return open.error_at(field);
  return open.error_at(*block, static_cast<std::size_t>(line), static_cast<std::size_t>(column));
}

std::string FieldView::note() const { return open.note_at(outer(), line, column); }

void draw_mends(Masters& masters, const OpenMaster& open, const MasterIssue& issue,
                const std::string& key, MendPlace place) {
  // Taking one draws the issues anew: what they point to must not go meanwhile.
  std::vector<MasterMend> taken;
  ui::flow(ui::space::small, [&] {
    for (std::size_t i = 0; i < issue.proposals.size(); ++i) {
      // Of the field itself only what it would hold: its name stands above it.
      const std::vector<MasterMend>& changes = issue.proposals[i];
      const bool is_own = place == MendPlace::at_field && changes.size() == 1 &&
                          changes.front().path == issue.path && !changes.front().to.empty();
      const std::string words =
          "Take " + (is_own ? changes.front().to : say_mend(open.kind(), changes));
      if (ui::button(key + "/" + std::to_string(i), words,
                     {.icon = ui::Icon::check, .small = true})) {
        taken = issue.proposals[i];
      }
    }
  });
  if (!taken.empty()) masters.take_mend(taken);
}

std::string master_table_key(const MasterField& field) {
  return "master/table/" + std::string(field.name);
}

std::string master_field_key(const MasterField& field) {
  return "master/field/" + std::string(field.name);
}

std::string master_place_key(const OpenMaster& open, const MasterPlace& place) {
  const MasterField& field = *place.field;
  const auto& lines = open.form.lines(field.name);
  if (field.kind == ValueKind::rows) return master_table_key(field);
  if (field.kind != ValueKind::blocks || lines.empty() || place.line < 0) {
    return master_field_key(field);
  }
  const std::size_t line = open.form.line_of_said(field.name, place.line);
  const auto column = static_cast<std::size_t>(std::max(0, place.column));
  return master_field_key(field) + "/" + std::to_string(lines[line].id) + "/" +
         std::string(field.columns[column].name);
}

void focus_master_place(OpenMaster& open, const MasterPlace& place) {
  const MasterField& field = *place.field;
  if (field.kind == ValueKind::rows) {
    const std::size_t row = open.form.line_of_said(field.name, std::max(0, place.line));
    return ui::grid_focus(master_table_key(field), static_cast<int>(row),
                          std::max(0, place.column));
  }
  const auto& lines = open.form.lines(field.name);
  if (field.kind == ValueKind::blocks && !lines.empty() && place.line >= 0) {
    // Its fields may be folded away: they take focus once they are drawn.
    open.open_lines.insert(lines[open.form.line_of_said(field.name, place.line)].id);
  }
  open.focus_wish = master_place_key(open, place);
  ui::redraw();
}

}  // namespace tally::app
