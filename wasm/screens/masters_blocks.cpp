// Records within a record, such as the ship-tos of a customer or the zones of a rate card: each a
// line that shows or folds away its fields, with how much of it is to be mended.
#include "shared/base/text.hpp"
#include "wasm/screens/masters_form.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t words_bytes = 40;

/// "1 Dock Road, Oakland", "2026-12-31, 96 places, 8 zones": what stands in its other fields.
std::string more_words(const FieldView& view, const ListAt& list, std::size_t line) {
  const MasterLine& shown = view.open.form.lines(list.key)[line];
  std::string more;
  for (std::size_t i = 1; i < shown.texts.size() && more.size() < words_bytes; ++i) {
    const MasterField& column = list.field->columns[i];
    const bool is_plain = column.kind != ValueKind::choice && column.kind != ValueKind::figure;
    std::string words = is_plain ? shown.texts[i] : "";
    if (column.has_lines()) {
      const auto count = view.open.form.lines(ListAt(list, shown.id, column).key).size();
      if (count > 0) {
        words = count_of(static_cast<std::int64_t>(count), ascii_lower(column.one));
      }
    }
    if (!words.empty()) more += (more.empty() ? "" : ", ") + words;
  }
  return more;
}

/// "Ship-to MAIN · 1 thing to mend · 1 Dock Road, Oakland": what a narrow window cuts comes last.
std::string block_words(const FieldView& view, const ListAt& list, std::size_t line) {
  std::string words = master_block_name(view.open, list, line);
  const std::int64_t errors = view.open.errors_in_line(list, line);
  if (errors > 0) words += " · " + count_of(errors, "thing") + " to mend";
  const std::string more = more_words(view, list, line);
  if (!more.empty()) words += " · " + more;
  return words;
}

std::vector<FieldView> fields_of_block(const FieldView& view, const ListAt& list,
                                       std::size_t line) {
  std::vector<FieldView> views;
  for (std::size_t column = 0; column < list.field->columns.size(); ++column) {
    const FieldView one{view.masters, view.open, list.field->columns[column], view.may_change,
                        list, static_cast<int>(line), static_cast<int>(column)};
    if (one.shows()) views.push_back(one);
  }
  return views;
}

/// True where the block was taken out: what comes after it moved.
bool draw_block(const FieldView& view, const ListAt& list, std::size_t line) {
  OpenMaster& open = view.open;
  const int id = open.form.lines(list.key)[line].id;
  const std::string key = master_field_key(list) + "/" + std::to_string(id);
  bool shows = open.open_lines.contains(id), removed = false;
  ui::disclosure(key, block_words(view, list, line), shows, [&] {
    if (const std::string error = open.error_at(list, line, -1); !error.empty()) {
      ui::text(error, {.type = ui::Type::caption, .ink = ui::Ink::danger});
      ui::gap(ui::space::tight);
    }
    if (const std::string note = open.note_at(list, static_cast<int>(line), -1); !note.empty()) {
      ui::caption(note);
      ui::gap(ui::space::tight);
    }
    draw_master_fields(fields_of_block(view, list, line));
    if (!view.may_change) return;
    ui::gap(ui::space::small);
    removed = ui::button(key + "/remove",
                         "Take this " + ascii_lower(list.field->one) + " out",
                         {.icon = ui::Icon::trash, .small = true});
  });
  if (shows) open.open_lines.insert(id);
  else open.open_lines.erase(id);
  if (!removed) return false;
  open.form.remove_line(list.key, line);
  view.masters.edited(view.outer());
  return true;
}

}  // namespace

void draw_master_blocks(const FieldView& view) {
  OpenMaster& open = view.open;
  const ListAt list = view.list();
  if (view.block) {
    ui::text(view.field.label, {.type = ui::Type::caption_strong});
    ui::gap(ui::space::tight);
  }
  const std::string error = open.error_at(list);
  if (!error.empty()) {
    ui::text(error, {.type = ui::Type::caption, .ink = ui::Ink::danger});
    ui::gap(ui::space::tight);
  }
  for (std::size_t line = 0; line < open.form.lines(list.key).size(); ++line) {
    if (line > 0) ui::gap(ui::space::tight);
    if (draw_block(view, list, line)) return ui::redraw();
  }
  if (open.form.lines(list.key).empty()) ui::caption("None.");
  if (!view.may_change) return;
  ui::gap(ui::space::small);
  if (!ui::button(master_field_key(list), "Add: " + std::string(view.field.one),
                  {.icon = ui::Icon::plus, .small = true})) {
    return;
  }
  const int id = open.form.add_line(list);
  open.open_lines.insert(id);
  open.focus_wish = master_field_key(ListAt(list, id, view.field.columns.front()));
  ui::redraw();
}

}  // namespace tally::app
