// Records within a record, such as the ship-tos of a customer: each a line that shows or folds away
// its fields, with how much of it is to be mended.
#include "wasm/screens/masters_form.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// "Ship-to MAIN · 1 Dock Road, Oakland · 1 thing to mend"
std::string block_words(const FieldView& view, std::size_t line) {
  const std::vector<std::string>& texts = view.open.form.lines(view.field.name)[line].texts;
  std::string words(view.field.one);
  words += texts.front().empty() ? " " + std::to_string(line + 1) : " " + texts.front();
  std::string more;
  for (std::size_t i = 1; i < texts.size() && more.size() < 40; ++i) {
    if (texts[i].empty() || view.field.columns[i].kind == ValueKind::choice) continue;
    more += (more.empty() ? "" : ", ") + texts[i];
  }
  if (!more.empty()) words += " · " + more;
  const std::int64_t errors = view.open.errors_in_line(view.field, line);
  if (errors > 0) words += " · " + count_of(errors, "thing") + " to mend";
  return words;
}

std::vector<FieldView> fields_of_block(const FieldView& view, std::size_t line) {
  std::vector<FieldView> views;
  for (std::size_t column = 0; column < view.field.columns.size(); ++column) {
    views.push_back({view.masters, view.open, view.field.columns[column], view.may_change,
                     &view.field, static_cast<int>(line), static_cast<int>(column)});
  }
  return views;
}

/// True where the block was taken out: what comes after it moved.
bool draw_block(const FieldView& view, std::size_t line) {
  OpenMaster& open = view.open;
  const int id = open.form.lines(view.field.name)[line].id;
  const std::string key = master_field_key(view.field) + "/" + std::to_string(id);
  bool shows = open.open_lines.contains(id), removed = false;
  ui::disclosure(key, block_words(view, line), shows, [&] {
    draw_master_fields(fields_of_block(view, line));
    if (!view.may_change) return;
    ui::gap(ui::space::small);
    removed = ui::button(key + "/remove", "Take this " + std::string(view.field.one) + " out",
                         {.icon = ui::Icon::trash, .small = true});
  });
  if (shows) open.open_lines.insert(id);
  else open.open_lines.erase(id);
  if (!removed) return false;
  open.form.remove_line(view.field.name, line);
  view.masters.edited(view.field.name);
  return true;
}

}  // namespace

void draw_master_blocks(const FieldView& view) {
  OpenMaster& open = view.open;
  const std::string error = open.error_at(view.field);
  if (!error.empty()) {
    ui::text(error, {.type = ui::Type::caption, .ink = ui::Ink::danger});
    ui::gap(ui::space::tight);
  }
  for (std::size_t line = 0; line < open.form.lines(view.field.name).size(); ++line) {
    if (line > 0) ui::gap(ui::space::tight);
    if (draw_block(view, line)) return ui::redraw();
  }
  if (open.form.lines(view.field.name).empty()) ui::caption("None.");
  if (!view.may_change) return;
  ui::gap(ui::space::small);
  if (!ui::button(master_field_key(view.field), "Add: " + std::string(view.field.one),
                  {.icon = ui::Icon::plus, .small = true})) {
    return;
  }
  const int id = open.form.add_line(view.field);
  open.open_lines.insert(id);
  open.focus_wish = master_field_key(view.field) + "/" + std::to_string(id) + "/" +
                    std::string(view.field.columns.front().name);
  ui::redraw();
}

}  // namespace tally::app
