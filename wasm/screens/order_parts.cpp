#include "wasm/screens/order_parts.hpp"

#include <string>
#include <vector>

#include "wasm/screens/state_badge.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;

enum LineColumn { column_place, column_sku, column_product, column_quantity, column_price,
                  column_net, column_tax };

const std::vector<ui::Column>& line_columns() {
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
      case column_sku: return {.text = line.sku, .strong = true};
      case column_product: {
        Cell cell{.text = line.product,
                  .detail = line.variant};
        if (!line.issue.empty()) cell.icon = ui::Icon::warning;
        return cell;
      }
      case column_quantity:
        return {.text = line.quantity, .detail = line.unit == "case" ? "cases" : ""};
      case column_price: return {.text = line.price, .detail = line.agreed ? "agreed" : ""};
      case column_net: return {.text = line.net, .strong = true};
      case column_tax:
        return {.text = line.tax, .detail = line.tax_rate, .ink = ui::Ink::muted};
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
  ui::grid("order-lines", line_columns(), rows,
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
    for (const std::string& sentence : view.figures_why) ui::text(sentence);
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
  if (!view.order.coupons.empty()) facts.push_back({"Coupons", view.order.coupons});
  if (!view.order.note.empty()) facts.push_back({"Note", view.order.note});
  if (!view.margin.empty()) facts.push_back({"Margin", view.margin});
  facts.push_back({"Taken by", row.rep});
  facts.push_back({"Prices of", date_text(view.detail.as_of)});
  ui::facts("order-facts", facts, 96);
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
