#include "wasm/screens/own_orders_list.hpp"

#include <utility>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

/// Columns by number, by a name of this grid alone.
struct OwnColumn {
  enum : int { paper, customer, state, total, change, note, cancel };
};

const std::vector<ui::Column>& own_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "paper", .title = "Order", .width = ui::fixed(124)},
      {.id = "customer", .title = "Customer", .width = ui::grow(1, 150)},
      {.id = "state", .title = "State", .width = ui::grow(1.6F, 240), .card_line = 2},
      {.id = "total", .title = "Total", .width = ui::fixed(120), .right = true},
      {.id = "change", .title = "Change", .width = ui::fixed(88), .card_line = 2},
      {.id = "note", .title = "Remark", .width = ui::fixed(92), .priority = 2, .card_line = 2},
      {.id = "cancel", .title = "Cancel", .width = ui::fixed(88), .card_line = 2},
  };
  return columns;
}

std::string customer_name(const OwnOrder& order) {
  const Customer* customer = model().catalogue()->find_customer(order.customer);
  return customer == nullptr ? order.customer : customer->name;
}

struct OwnRows : ui::GridSource {
  const std::vector<OwnOrder>& all;
  explicit OwnRows(const std::vector<OwnOrder>& orders) : all(orders) {}
  const OwnOrder& at(int row) const { return all[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(all.size()); }
  std::string row_key(int row) const override { return "own:" + at(row).order_id; }
  std::string row_name(int row) const override {
    return at(row).paper + " " + customer_name(at(row));
  }
  Cell cell(int row, int column) const override {
    const OwnOrder& order = at(row);
    switch (column) {
      case OwnColumn::paper:
        if (order.waits) return {.text = order.paper, .detail = order.number, .strong = true};
        return {.kind = CellKind::link,
                .text = order.paper,
                .detail = order.number,
                .href = "#/orders/show/" + order.order_id};
      case OwnColumn::customer: return {.text = customer_name(order), .detail = order.customer};
      case OwnColumn::state: return state(order);
      case OwnColumn::total: return {.text = order.total, .strong = true};
      case OwnColumn::change:
        return {.kind = CellKind::button,
                .text = "Change order",
                .icon = ui::Icon::edit,
                .disabled = order.state == "cancelled"};
      case OwnColumn::note:
        return {.kind = CellKind::button, .text = "Add a remark", .icon = ui::Icon::note};
      default:
        return {.kind = CellKind::button,
                .text = "Cancel order",
                .icon = ui::Icon::cross,
                .disabled = order.state == "cancelled" || order.state == "refused"};
    }
  }
  static Cell state(const OwnOrder& order) {
    const std::string since = moment_text(model().edge().clock, order.captured_ms);
    return {.text = order.state_words,
            .detail = order.why.empty() ? "saved " + since : order.why,
            .ink = order.waits ? ui::Ink::warning : ui::Ink::normal};
  }
};

}  // namespace

void OwnOrdersList::choose(const OwnOrder& order, int action) {
  order_ = order;
  words_.clear();
  if (action == OwnColumn::cancel) asking_ = Asking::cancel;
  if (action == OwnColumn::note) asking_ = Asking::note;
  if (action == OwnColumn::paper && !order.waits) {
    return platform::navigate("#/orders/show/" + order.order_id);
  }
  if (action != OwnColumn::change) return;
  // The change is recorded behind the order, which stays as it is.
  if (OpenOrder* open = model().begin_amendment(order)) {
    platform::navigate("#/orders/draft/" + open->order_id());
  }
}

void OwnOrdersList::draw() {
  const std::vector<OwnOrder>& orders = model().own_orders();
  const DayCount today = count_day(orders, model().edge().clock);
  ui::text("Today: " + count_of(static_cast<std::int64_t>(today.captured), "order") +
               " saved here, " + std::to_string(today.received) + " received by the company.",
           {.ink = today.captured == today.received ? ui::Ink::muted : ui::Ink::warning,
            .key = "own/day"});
  ui::gap(ui::space::small);
  const OwnRows rows(orders);
  const ui::GridOptions options{.label = "Orders saved on this device",
                                .row_height = 56,
                                .empty = [] {
                                  ui::gap(ui::space::large);
                                  ui::empty_state("own/none",
                                                  {.icon = ui::Icon::inbox,
                                                   .title = "No orders from this device",
                                                   .sentence = "Each order that is saved here "
                                                               "stays in this list, sent or not."});
                                }};
  for (const ui::GridEvent& event : ui::grid("own", own_columns(), rows, options)) {
    if (event.row < 0 || event.row >= rows.rows()) continue;
    if (event.kind == ui::GridEvent::pressed) choose(rows.at(event.row), event.column);
    if (event.kind == ui::GridEvent::opened) choose(rows.at(event.row), OwnColumn::paper);
  }
}

void OwnOrdersList::draw_dialog() {
  const bool cancels = asking_ == Asking::cancel;
  bool open = asking_ != Asking::nothing;
  ui::dialog("own/ask",
             {.title = (cancels ? "Cancel " : "A remark to ") + order_.paper,
              .sentence = cancels ? "It is recorded on this device and goes to the company with "
                                    "the order."
                                  : "The order desk sees it with the order.",
              .first_focus = "own/words"},
             open,
             [this, cancels] {
               ui::text_field("own/words", cancels ? "Reason" : "Remark", words_, {});
             },
             [this, cancels] {
               if (ui::button("own/no", cancels ? "Keep the order" : "No remark")) {
                 asking_ = Asking::nothing;
               }
               if (ui::button("own/yes", cancels ? "Cancel order" : "Save the remark",
                              {.look = cancels ? ui::Look::danger : ui::Look::primary})) {
                 using device_log::EntryKind;
                 model().record(order_, cancels ? EntryKind::cancel : EntryKind::note, words_);
                 asking_ = Asking::nothing;
               }
             });
  if (!open) asking_ = Asking::nothing;
}

}  // namespace tally::app
