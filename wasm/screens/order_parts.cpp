#include "wasm/screens/order_parts.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "wasm/screens/state_badge.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;

/// Columns by number, by a name of this grid alone.
struct PartsColumn {
  enum : int { place, sku, product, quantity, price, net, tax, where };
};

const std::vector<ui::Column>& plain_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "place", .title = "Line", .width = ui::fixed(52), .right = true, .priority = 3},
      {.id = "sku", .title = "SKU", .width = ui::fixed(164)},
      {.id = "product", .title = "Product", .width = ui::grow(1, 180)},
      {.id = "quantity", .title = "Quantity", .width = ui::fixed(84), .right = true,
       .card_line = 2},
      {.id = "price", .title = "Price", .width = ui::fixed(92), .right = true, .card_line = 2},
      {.id = "net", .title = "Net", .width = ui::fixed(104), .right = true},
      {.id = "tax", .title = "Tax", .width = ui::fixed(96), .right = true, .priority = 2,
       .card_line = 2},
  };
  return columns;
}

/// Where a line has a ship-to or a day of its own there is a column for both: it is what tells the
/// lines apart, so the others give way.
const std::vector<ui::Column>& line_columns(const OrderView& view) {
  const auto has_own = [](const OrderViewLine& line) {
    return !line.ship_to.empty() || !line.wanted.empty();
  };
  if (std::ranges::none_of(view.lines, has_own)) return plain_columns();
  static const std::vector<ui::Column> columns = [] {
    std::vector<ui::Column> all = plain_columns();
    all[PartsColumn::sku].width = ui::fixed(140);
    all[PartsColumn::product].width = ui::grow(1, 130);
    all[PartsColumn::price].width = ui::fixed(84);
    all[PartsColumn::net].width = ui::fixed(96);
    all.push_back({.id = "where", .title = "Where, when", .width = ui::fixed(124),
                   .card_line = 2});
    return all;
  }();
  return columns;
}

struct Lines : ui::GridSource {
  const OrderView& view;
  explicit Lines(const OrderView& shown) : view(shown) {}
  const OrderViewLine& at(int row) const { return view.lines[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(view.lines.size()); }
  std::string row_key(int row) const override { return "line:" + at(row).id; }
  std::string row_name(int row) const override {
    return "Line " + std::to_string(row + 1) + ", " + at(row).sku + " " + at(row).product;
  }
  Cell cell(int row, int column) const override {
    const OrderViewLine& line = at(row);
    switch (column) {
      case PartsColumn::sku: return {.text = line.sku, .strong = true};
      case PartsColumn::product: {
        Cell cell{.text = line.product,
                  .detail = line.variant};
        if (!line.issue.empty()) cell.icon = ui::Icon::warning;
        return cell;
      }
      case PartsColumn::quantity:
        return {.text = line.quantity, .detail = line.unit == "case" ? "cases" : ""};
      case PartsColumn::price: return {.text = line.price, .detail = line.agreed ? "agreed" : ""};
      case PartsColumn::net: return {.text = line.net, .strong = true};
      case PartsColumn::tax:
        return {.text = line.tax, .detail = line.tax_rate, .ink = ui::Ink::muted};
      case PartsColumn::where:
        if (line.ship_to.empty()) return {.text = line.wanted};
        return {.text = line.ship_to, .detail = line.wanted};
      default: return {.text = std::to_string(row + 1), .ink = ui::Ink::faint};
    }
  }
};

ui::Tone reason_tone(const Reason& reason) {
  if (reason.severity == "error") return ui::Tone::danger;
  return reason.severity == "note" ? ui::Tone::info : ui::Tone::warning;
}

}  // namespace

void draw_order_lines(const OrderView& view, float height) {
  if (view.lines.empty()) {
    ui::text("The order has no lines that could be read.", {.ink = ui::Ink::muted});
    return;
  }
  const Lines rows(view);
  ui::grid("order-lines", line_columns(view), rows,
           {.label = "Order lines", .height = height, .row_height = 52});
}

void draw_order_figures(const OrderView& view) {
  std::vector<ui::Fact> facts;
  for (const auto& [label, amount] : view.figures) {
    const bool total = label == "Total";
    facts.push_back({label, amount, total ? ui::Ink::normal : ui::Ink::muted, total});
  }
  ui::figures("order-figures", facts);
  ui::popover("order-figures/why", "Why these figures?", [&view] {
    ui::subheading("How the total comes about");
    for (const std::string& sentence : view.promotions) ui::text(sentence);
    for (const std::string& sentence : view.places) ui::text(sentence);
    for (const std::string& sentence : view.legs) ui::text(sentence);
    for (const std::string& sentence : view.figures_why) ui::text(sentence);
    if (view.rulings.empty()) return;
    ui::subheading("What the rules said");
    for (const std::string& sentence : view.rulings) ui::text(sentence);
  }, {.look = ui::Look::quiet, .icon = ui::Icon::question, .small = true});
}

void draw_order_reasons(const OrderView& view) {
  int place = 0;
  for (const Reason& reason : view.detail.row.reasons) {
    if (place > 0) ui::gap(ui::space::small);
    const std::string words =
        reason.mend.empty() ? reason.sentence : reason.sentence + " " + reason.mend;
    ui::banner("reason/" + std::to_string(place++), reason_tone(reason), words);
  }
}

void draw_order_differences(const OrderView& view) {
  if (view.differences.empty()) return;
  ui::card("differences", {.title = "Told and today",
                           .note = "What the customer was told, and today's prices"},
           [&view] {
             std::vector<ui::Fact> facts;
             for (const Difference& each : view.differences) {
               facts.push_back({each.what, each.told + "  →  " + each.today,
                                ui::Ink::warning, each.what == "Total"});
             }
             ui::figures("differences/figures", facts);
           });
}

void draw_order_facts(const OrderView& view) {
  const OrderRow& row = view.detail.row;
  std::vector<ui::Fact> facts{{"Customer", row.customer_name + " (" + row.customer + ")"}};
  if (!view.ship_to.empty()) facts.push_back({"Ship to", view.ship_to});
  if (!row.po_number.empty()) facts.push_back({"PO number", row.po_number});
  if (!view.order.requested_date.empty()) {
    facts.push_back({"Requested", date_text(view.order.requested_date)});
  }
  if (!view.window.empty()) facts.push_back({"Ships", view.window});
  if (!view.delivery.empty()) facts.push_back({"Delivery", view.delivery});
  if (!view.incoterm.empty()) facts.push_back({"Incoterm", view.incoterm});
  if (!view.order.coupons.empty()) facts.push_back({"Coupons", view.order.coupons});
  if (!view.order.note.empty()) facts.push_back({"Note", view.order.note});
  if (!view.margin.empty()) facts.push_back({"Margin", view.margin});
  facts.push_back({"Taken by", row.rep});
  facts.push_back({"Prices of", date_text(view.detail.as_of)});
  ui::facts("order-facts", facts, 96);
  draw_order_captured(view);
  draw_order_overrides(view);
}

void draw_order_captured(const OrderView& view) {
  for (const CapturedView& made : view.captured) {
    ui::separator();
    ui::subheading(made.title);
    for (const std::string& words : made.words) ui::text(words);
  }
}

void draw_order_overrides(const OrderView& view) {
  if (view.overrides.empty()) return;
  ui::separator();
  ui::subheading("Passed over");
  for (const auto& [warning, reason] : view.overrides) {
    ui::text(warning, {.ink = ui::Ink::muted});
    ui::text("Reason: " + reason);
  }
}

bool draw_order_notes(const OrderView& view, bool may_acknowledge, std::size_t& pressed) {
  bool is_first = true, done = false;
  for (std::size_t at = 0; at < view.notes.size(); ++at) {
    const NoteView& each = view.notes[at];
    if (at > 0) ui::separator();
    ui::text("For " + each.note.ship_to, {.type = ui::Type::caption_strong,
                                          .ink = each.note.is_open ? ui::Ink::warning
                                                                   : ui::Ink::muted});
    ui::text(each.note.note, {.type = ui::Type::body_strong});
    ui::caption(each.words);
    if (!may_acknowledge || !each.note.is_open) continue;
    const bool by_key = std::exchange(is_first, false);
    if (ui::button("note/" + each.note.ship_to, "Acknowledge for " + each.note.ship_to,
                   {.look = by_key ? ui::Look::primary : ui::Look::normal,
                    .icon = ui::Icon::check,
                    .action = by_key ? "note.acknowledge" : ""})) {
      pressed = at;
      done = true;
    }
  }
  return done;
}

void draw_order_events(const OrderView& view) {
  int place = 0;
  for (const OrderViewEvent& event : view.events) {
    if (place++ > 0) ui::separator();
    ui::text(event.what, {.type = ui::Type::body_strong});
    if (!event.words.empty()) ui::text(event.words);
    ui::caption(event.when);
  }
}

}  // namespace tally::app
