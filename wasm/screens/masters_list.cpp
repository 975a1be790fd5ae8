#include "wasm/screens/masters_list.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr float foot_height = 40;

std::vector<ui::Column> columns_of(const MasterKind& kind) {
  std::vector<ui::Column> columns;
  for (const MasterColumn& column : kind.columns) {
    columns.push_back({.id = std::string(column.id),
                       .title = std::string(column.title),
                       .width = column.width > 0 ? ui::fixed(column.width) : ui::grow(1, 150),
                       .right = column.right,
                       .priority = column.priority,
                       .card_line = column.card_line});
  }
  return columns;
}

int link_column(const MasterKind& kind) {
  const auto strong = std::ranges::find(kind.columns, true, &MasterColumn::strong);
  return strong == kind.columns.end() ? 0 : static_cast<int>(strong - kind.columns.begin());
}

// Each kind's list keeps its own scroll.
std::string grid_key(const MasterKind& kind) { return "masters/" + std::string(kind.name); }

struct EntryRows : ui::GridSource {
  const MasterList& list;
  int links;
  explicit EntryRows(const MasterList& shown) : list(shown), links(link_column(*shown.kind())) {}
  const MasterEntry& at(int row) const { return list.entries()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(list.entries().size()); }
  std::string row_key(int row) const override { return "master:" + at(row).key; }
  std::string row_name(int row) const override { return at(row).title; }
  Cell cell(int row, int column) const override {
    const MasterEntry& entry = at(row);
    const auto place = static_cast<std::size_t>(column);
    if (column != links) {
      return {.text = entry.cells[place], .detail = entry.details[place],
              .ink = column < links ? ui::Ink::normal : ui::Ink::muted};
    }
    return {.kind = CellKind::link,
            .text = entry.cells[place].empty() ? entry.title : entry.cells[place],
            .href = master_line_address(*list.kind(), entry.key)};
  }
};

}  // namespace

std::string master_list_address(const MasterKind& kind) {
  return "#/masters/" + std::string(kind.name);
}

std::string master_address(const MasterKind& kind, std::string_view key) {
  return master_list_address(kind) + "?key=" + percent_encoded(key);
}

std::string new_master_address(const MasterKind& kind) {
  return master_list_address(kind) + "?new=1";
}

std::string master_line_address(const MasterKind& kind, std::string_view key) {
  if (kind.overview_of.empty()) return master_address(kind, key);
  return master_list_address(*find_master_kind(kind.overview_of)) + "?find=" +
         percent_encoded(key);
}

void MastersList::enter_finding(Masters& masters, std::string_view words) {
  masters.list().find(words);
  enter(masters);
}

void MastersList::enter(const Masters& masters) {
  typed_ = masters.list().words();
  open_first_ = false;
  if (!ui::compact()) ui::focus("masters/find");
}

void MastersList::scan(Masters& masters, std::string_view code) {
  typed_ = code;
  masters.list().find(typed_);
  open_first_ = true;
}

void MastersList::draw_kinds(const Masters& masters) {
  const std::vector<const MasterKind*> kinds = masters.kinds();
  const auto here = std::ranges::find(kinds, masters.last_kind());
  int chosen = static_cast<int>(here - kinds.begin());
  const int before = chosen;
  if (ui::compact()) {
    std::vector<std::string> names;
    for (const MasterKind* kind : kinds) names.emplace_back(kind->many);
    ui::select("masters/kind", "Kind", names, chosen, {.hide_label = true});
  } else {
    std::vector<ui::Tab> tabs;
    for (const MasterKind* kind : kinds) tabs.push_back({.label = std::string(kind->many)});
    ui::tabs("masters/kinds", "Kinds of master data", tabs, chosen);
  }
  if (chosen != before) wish_ = master_list_address(*kinds[static_cast<std::size_t>(chosen)]);
}

void MastersList::draw_search(Masters& masters) {
  MasterList& list = masters.list();
  const MasterKind& kind = *list.kind();
  const ui::Typed typed =
      ui::text_field("masters/find", "Find " + ascii_lower(kind.many), typed_,
                     {.placeholder = std::string(kind.find_by),
                      .hide_label = true,
                      .kind = ui::InputKind::search,
                      .icon = ui::Icon::search});
  if (typed.changed) {
    list.find(typed_);
    open_first_ = false;
  }
  if (typed.entered) open_first_ = true;
  if (ui::take_key_in("masters/find", "ArrowDown") && !list.entries().empty()) {
    ui::grid_focus(grid_key(kind), 0, link_column(kind));
  }
  if (!open_first_ || !list.is_current()) return;
  open_first_ = false;
  if (!list.entries().empty()) wish_ = master_line_address(kind, list.entries().front().key);
}

void MastersList::draw_none(const Masters& masters) {
  const MasterKind& kind = *masters.last_kind();
  const std::string one(kind.one);
  ui::gap(ui::space::large);
  if (!typed_.empty()) {
    ui::empty_state("masters/not-found",
                    {.icon = ui::Icon::search,
                     .title = "No " + one + " has this",
                     .sentence = "Try fewer letters, or another of its words."});
    return;
  }
  const bool pressed = ui::empty_state(
      "masters/none", {.icon = ui::Icon::layers,
                       .title = "No " + one + " yet",
                       .sentence = std::string(kind.what_for),
                       .button = masters.may_add(kind) ? "New " + one : ""});
  if (pressed) wish_ = new_master_address(kind);
}

void MastersList::draw_rows(Masters& masters, float height) {
  const MasterList& list = masters.list();
  const EntryRows rows(list);
  const MasterKind& kind = *list.kind();
  const ui::GridOptions options{.label = std::string(kind.many),
                                .height = height,
                                .empty = [&] { draw_none(masters); }};
  for (const ui::GridEvent& event : ui::grid(grid_key(kind), columns_of(kind), rows, options)) {
    const bool opened = event.kind == ui::GridEvent::opened;
    if (opened && event.row >= 0 && event.row < rows.rows()) {
      wish_ = master_line_address(kind, rows.at(event.row).key);
    }
  }
}

void MastersList::draw_foot(MasterList& list) const {
  const auto shown = static_cast<std::int64_t>(list.entries().size());
  if (!list.has_more()) return;
  ui::gap(ui::space::small);
  ui::flow(ui::space::medium, [&] {
    const std::string all = print_decimal_grouped(list.total(), 0, 0);
    ui::text(print_decimal_grouped(shown, 0, 0) + " of " + all + " shown.",
             {.ink = ui::Ink::muted, .key = "masters/shown"});
    if (ui::button("masters/more", "Show more", {.small = true, .busy = list.is_asking()})) {
      list.ask_more();
    }
  });
}

std::optional<std::string> MastersList::draw(Masters& masters) {
  wish_.reset();
  MasterList& list = masters.list();
  const MasterKind& kind = *list.kind();
  const std::string one(kind.one);
  std::string subtitle = "What every order is made of";
  if (list.has_answer() && list.words().empty()) {
    subtitle = count_of(list.total(), one, ascii_lower(kind.many));
  } else if (list.has_answer()) {
    subtitle = count_of(list.total(), one + " has", ascii_lower(kind.many) + " have") +
               " this";
  }
  ui::page_header({.title = "Master data", .subtitle = subtitle, .actions = [&] {
    if (!masters.may_add(kind)) return;
    if (ui::button("masters/new", "New " + one,
                   {.look = ui::Look::primary, .icon = ui::Icon::plus, .action = "masters.new"})) {
      wish_ = new_master_address(kind);
    }
  }});
  ui::page_body_fixed("masters", [&] {
    draw_kinds(masters);
    ui::gap(ui::space::medium);
    draw_search(masters);
    ui::gap(ui::space::medium);
    if (!list.failure().empty() &&
        ui::banner("masters/failure", ui::Tone::warning, list.failure(), "Try again")) {
      list.refresh();
    }
    if (!list.has_answer()) {
      if (list.failure().empty()) ui::skeleton("masters/loading", 8);
      return;
    }
    draw_rows(masters, ui::available_height() - (list.has_more() ? foot_height : 0));
    draw_foot(list);
  });
  return std::exchange(wish_, std::nullopt);
}

}  // namespace tally::app
