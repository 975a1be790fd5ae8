#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr std::size_t effort_per_frame = 600;
constexpr std::size_t columns_max = 12;
constexpr float compact_grid_height = 440;

/// What a column of the preview shows; those of ship-to and day only where a row has one.
enum class Shows : std::uint8_t { row, kind, sku, quantity, ship_to, date, wrong, mend, leave };

std::optional<LineField> field_of(Shows shows) {
  switch (shows) {
    case Shows::sku: return LineField::sku;
    case Shows::quantity: return LineField::quantity;
    case Shows::ship_to: return LineField::ship_to;
    case Shows::date: return LineField::requested_date;
    default: return std::nullopt;
  }
}

struct PreviewColumns {
  std::vector<ui::Column> columns;
  std::vector<Shows> shows;
  void add(Shows what, ui::Column column) {
    shows.push_back(what);
    columns.push_back(std::move(column));
  }
};

PreviewColumns preview_columns(bool with_ship_to, bool with_date) {
  PreviewColumns made;
  made.add(Shows::row,
           {.id = "row", .title = "Row", .width = ui::fixed(64), .right = true, .priority = 2});
  made.add(Shows::kind, {.id = "kind", .title = "State", .width = ui::fixed(136)});
  made.add(Shows::sku, {.id = "sku", .title = "SKU", .width = ui::fixed(160)});
  made.add(Shows::quantity, {.id = "quantity", .title = "Quantity", .width = ui::fixed(92),
                             .right = true, .card_line = 2});
  if (with_ship_to) {
    made.add(Shows::ship_to, {.id = "ship_to", .title = "Ship-to", .width = ui::fixed(116),
                              .card_line = 2});
  }
  if (with_date) {
    made.add(Shows::date, {.id = "requested_date", .title = "Wanted on",
                           .width = ui::fixed(116), .card_line = 2});
  }
  made.add(Shows::wrong, {.id = "wrong", .title = "What is wrong", .width = ui::grow(1, 200),
                          .card_line = 2});
  made.add(Shows::mend, {.id = "mend", .title = "Mend", .width = ui::fixed(148), .card_line = 2});
  made.add(Shows::leave,
           {.id = "leave", .title = "Leave out", .width = ui::fixed(60), .priority = 1});
  return made;
}

/// In the order of intake::PasteColumn.
const std::vector<std::string>& column_choices() {
  static const std::vector<std::string> words{"Not used",     "SKU",    "Quantity",
                                              "Unit",         "Agreed price", "Reason of the price",
                                              "Note",         "Ship-to", "Requested date"};
  return words;
}

std::string words_of(const PasteRow& row) {
  std::string words;
  for (const PasteFault& fault : row.faults) {
    words += (words.empty() ? "" : " ") + fault.sentence;
  }
  return words;
}

std::string mend_words(const PasteRow& row) {
  if (row.kind != RowKind::fixable || row.faults.empty()) return "";
  return row.faults.size() == 1 ? row.faults[0].mend_label : "Mend all";
}

struct PreviewRows : ui::GridSource {
  const PastePreview& preview;
  const std::vector<std::size_t>& places;
  const std::vector<Shows>& shows;
  PreviewRows(const PastePreview& shown, const std::vector<std::size_t>& at,
              const std::vector<Shows>& what)
      : preview(shown), places(at), shows(what) {}
  const PasteRow& at(int row) const { return preview.row(places[static_cast<std::size_t>(row)]); }
  int rows() const override { return static_cast<int>(places.size()); }
  std::string row_key(int row) const override {
    return "paste:" + std::to_string(at(row).line.origin.row);
  }
  std::string row_name(int row) const override {
    return "Row " + std::to_string(at(row).line.origin.row) + ", " + at(row).line.sku;
  }

  Cell input(const PasteRow& row, LineField field) const {
    Cell cell{.kind = CellKind::input, .text = line_text(row.line, field)};
    for (const PasteFault& fault : row.faults) {
      if (fault.field == field) cell.error = fault.sentence;
    }
    return cell;
  }

  static Cell kind_cell(const PasteRow& row) {
    switch (row.kind) {
      case RowKind::good:
        return {.kind = CellKind::badge, .text = "Good", .tone = ui::Tone::success};
      case RowKind::fixable:
        return {.kind = CellKind::badge, .text = "Can be mended", .tone = ui::Tone::warning};
      case RowKind::unknown:
        return {.kind = CellKind::badge, .text = "Unknown", .tone = ui::Tone::danger};
      case RowKind::waiting: break;
    }
    return {.kind = CellKind::badge, .text = "Waits", .tone = ui::Tone::neutral};
  }

  Cell cell(int row, int column) const override {
    const PasteRow& own = at(row);
    const Shows what = shows[static_cast<std::size_t>(column)];
    if (const auto field = field_of(what)) return input(own, *field);
    switch (what) {
      case Shows::row: return {.text = std::to_string(own.line.origin.row), .ink = ui::Ink::faint};
      case Shows::kind: return kind_cell(own);
      case Shows::wrong: return {.text = words_of(own), .ink = ui::Ink::muted};
      case Shows::mend: {
        const std::string words = mend_words(own);
        if (words.empty()) return {};
        return {.kind = CellKind::button, .text = words};
      }
      default:
        return {.kind = CellKind::button, .text = "Leave the row out", .icon = ui::Icon::cross};
    }
  }
};

struct PasteScreen : ui::Screen {
  std::string title() const override { return "Paste preview"; }
  void enter(const ui::Route& route) override {
    order_id_ = route.parts.size() > 2 ? route.parts[2] : "";
  }

  void draw() override {
    if (!ready_or_say()) return;
    PastePreview* preview = model().paste();
    if (preview == nullptr) return platform::replace_route(back());
    if (preview->work(effort_per_frame)) ui::redraw();
    const auto count = [preview](RowKind kind) {
      return static_cast<std::int64_t>(preview->count(kind));
    };
    draw_header(*preview, count(RowKind::good));
    const auto content = [&] {
      ui::columns({{ui::grow(), [&] { stat("good", "Good", count(RowKind::good),
                                           ui::Tone::success); }},
                   {ui::grow(), [&] { stat("fixable", "Can be mended", count(RowKind::fixable),
                                           ui::Tone::warning); }},
                   {ui::grow(), [&] { stat("unknown", "Unknown", count(RowKind::unknown),
                                           ui::Tone::danger); }}},
                  {.gap = ui::space::normal});
      ui::gap(ui::space::normal);
      draw_columns(*preview);
      draw_tools(*preview, count(RowKind::fixable));
      ui::gap(ui::space::small);
      draw_rows(*preview);
    };
    if (ui::compact()) ui::page_body("paste", content);
    else ui::page_body_fixed("paste", content);
  }

 private:
  std::string back() const { return "#/orders/draft/" + order_id_; }

  static void stat(std::string_view key, const char* label, std::int64_t value, ui::Tone tone) {
    ui::stat("paste/" + std::string(key), {.label = label,
                                           .value = print_decimal_grouped(value, 0, 0),
                                           .tone = value > 0 ? tone : ui::Tone::neutral});
  }

  void draw_header(PastePreview& preview, std::int64_t good) {
    std::string subtitle =
        count_of(static_cast<std::int64_t>(preview.size()), "row") + ". Nothing is taken yet.";
    if (preview.rows_left() > 0) {
      subtitle += " " + count_of(static_cast<std::int64_t>(preview.rows_left()), "row") +
                  " beyond the limit of 10,000 were not read.";
    }
    ui::page_header(
        {.title = "Paste preview",
         .subtitle = subtitle,
         .actions = [&, good] {
           if (ui::button("paste/cancel", "Take nothing")) {
             model().end_paste();
             platform::navigate(back());
           }
           const std::string words =
               preview.all_good() ? "Take " + count_of(good, "row")
                                  : "Take the " + count_of(good, "good row");
           const bool waits = !preview.is_done();
           if (ui::button("paste/take", words,
                          {.look = ui::Look::primary, .icon = ui::Icon::check,
                           .disabled_why = waits       ? "The rows are still being looked at."
                                           : good == 0 ? "No row is good yet."
                                                       : "",
                           .action = "paste.take"})) {
             take();
           }
         }});
  }

  void take() {
    const std::size_t taken = model().take_paste();
    ui::toast(count_of(static_cast<std::int64_t>(taken), "line") + " added", ui::Tone::success);
    platform::navigate(back());
  }

  void draw_tools(PastePreview& preview, std::int64_t fixable) {
    ui::flow(ui::space::small, [&] {
      ui::segmented("paste/which", "Rows shown", {"Only what needs a look", "All rows"}, which_);
      if (fixable > 0 &&
          ui::button("paste/mend-all", "Mend all " + std::to_string(fixable),
                     {.icon = ui::Icon::check})) {
        const std::size_t mended = preview.mend_all();
        ui::toast(count_of(static_cast<std::int64_t>(mended), "row") + " mended",
                  ui::Tone::success);
      }
      const bool bad = !preview.places(true).empty();
      if (bad && ui::button("paste/copy", "Copy bad rows with reasons",
                            {.icon = ui::Icon::copy})) {
        platform::copy_text(preview.bad_rows_tsv());
        ui::toast("Copied; paste them into a spreadsheet");
      }
      if (bad && ui::button("paste/download", "Download them", {.icon = ui::Icon::download})) {
        platform::download("bad-rows.tsv", "text/tab-separated-values", preview.bad_rows_tsv());
      }
    });
  }

  void draw_rows(PastePreview& preview) {
    const std::vector<std::size_t> places = preview.places(which_ == 0);
    if (places.empty() && preview.is_done()) {
      ui::empty_state("paste/fine", {.icon = ui::Icon::success,
                                     .title = "Every row is good",
                                     .sentence = "Take them, and they become lines of the order; "
                                                 "one undo takes them out again."});
      return;
    }
    const PreviewColumns columns = preview_columns(preview.uses(LineField::ship_to),
                                                   preview.uses(LineField::requested_date));
    const PreviewRows rows(preview, places, columns.shows);
    const auto events = ui::grid("paste", columns.columns, rows,
                                 {.label = "Pasted rows",
                                  .height = ui::compact() ? compact_grid_height : 0,
                                  .row_height = 48});
    for (const ui::GridEvent& event : events) apply(preview, rows, event);
  }

  static void apply(PastePreview& preview, const PreviewRows& rows, const ui::GridEvent& event) {
    if (event.row < 0 || event.row >= rows.rows()) return;
    const std::size_t at = rows.places[static_cast<std::size_t>(event.row)];
    const Shows what = event.column < 0 ? Shows::row
                                        : rows.shows[static_cast<std::size_t>(event.column)];
    const auto field = field_of(what);
    const bool typed = event.kind == ui::GridEvent::edited ||
                       event.kind == ui::GridEvent::reverted;
    if (typed && field) preview.set_cell(at, *field, event.text);
    const bool pressed = event.kind == ui::GridEvent::pressed;
    if (pressed && what == Shows::mend) preview.mend(at);
    if ((pressed && what == Shows::leave) || event.kind == ui::GridEvent::delete_row) {
      preview.leave_out(at);
    }
  }

  /// What each column of the spreadsheet holds; folded, because headings mostly say it.
  void draw_columns(PastePreview& preview) {
    ui::disclosure("paste/columns", "What the columns hold", columns_open_, [&] {
      ui::flow(ui::space::medium, [&] {
        const std::size_t count = std::min(preview.columns().size(), columns_max);
        for (std::size_t at = 0; at < count; ++at) draw_column(preview, at);
      });
      if (preview.columns().size() > columns_max) {
        ui::caption("Columns behind the first " + std::to_string(columns_max) +
                    " are not listed here; their headings say what they hold.");
      }
    });
    ui::gap(ui::space::small);
  }

  static void draw_column(PastePreview& preview, std::size_t at) {
    int chosen = static_cast<int>(preview.columns()[at]);
    const int before = chosen;
    ui::select("paste/column/" + std::to_string(at), preview.column_name(at), column_choices(),
               chosen,
               {.width = ui::compact() ? 160.0F : 188.0F});
    if (chosen == before) return;
    preview.assign(at, static_cast<intake::PasteColumn>(chosen));
    ui::announce("The rows are read anew.");
  }

  std::string order_id_;
  int which_ = 0;
  bool columns_open_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_paste_preview() { return std::make_unique<PasteScreen>(); }

}  // namespace tally::app
