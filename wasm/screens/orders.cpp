#include <algorithm>
#include <string>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/own_orders_list.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/screens/state_badge.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr int tab_drafts = 0, tab_own = 1, tab_all = 2;  // then the filters of order_list

/// Columns by number, by a name of this grid alone.
struct OrderColumn {
  enum : int { number, customer, state, lines, total };
};

const std::vector<ui::Column>& order_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "number", .title = "Order", .width = ui::fixed(124)},
      {.id = "customer", .title = "Customer", .width = ui::grow(1, 170)},
      {.id = "state", .title = "State", .width = ui::grow(1.4F, 240), .card_line = 2},
      {.id = "lines", .title = "Lines", .width = ui::fixed(72), .right = true, .priority = 2,
       .card_line = 2},
      {.id = "total", .title = "Total", .width = ui::fixed(128), .right = true},
  };
  return columns;
}

struct OrderRows : ui::GridSource {
  const std::vector<OrderRow>& all;
  explicit OrderRows(const std::vector<OrderRow>& rows) : all(rows) {}
  const OrderRow& at(int row) const { return all[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(all.size()); }
  std::string row_key(int row) const override { return "order:" + at(row).order_id; }
  std::string row_name(int row) const override {
    return at(row).number + " " + at(row).customer_name;
  }
  Cell cell(int row, int column) const override {
    const OrderRow& order = at(row);
    switch (column) {
      case OrderColumn::number:
        return {.kind = CellKind::link,
                .text = order.number,
                .detail = order.po_number,
                .href = "#/orders/show/" + order.order_id};
      case OrderColumn::customer:
        return {.text = order.customer_name.empty() ? order.customer : order.customer_name,
                .detail = order.customer};
      case OrderColumn::state: return state_cell(order, model().edge().clock);
      case OrderColumn::lines: return {.text = std::to_string(order.lines), .ink = ui::Ink::muted};
      default: return {.text = total_text(order), .strong = true};
    }
  }
};

const std::vector<ui::Column>& draft_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "draft", .title = "Draft", .width = ui::grow(1.2F, 190)},
      {.id = "state", .title = "State", .width = ui::grow(1, 220), .card_line = 2},
      {.id = "lines", .title = "Lines", .width = ui::fixed(72), .right = true, .priority = 2,
       .card_line = 2},
      {.id = "total", .title = "Total", .width = ui::fixed(128), .right = true},
      {.id = "delete", .title = "Delete", .width = ui::fixed(64), .card_line = 2},
  };
  return columns;
}

struct DraftRows : ui::GridSource {
  const std::vector<DraftNote>& all;
  explicit DraftRows(const std::vector<DraftNote>& notes) : all(notes) {}
  const DraftNote& at(int row) const { return all[static_cast<std::size_t>(row)]; }
  static std::string name(const DraftNote& note) {
    return note.customer_name.empty() ? "No customer yet" : note.customer_name;
  }
  int rows() const override { return static_cast<int>(all.size()); }
  std::string row_key(int row) const override { return "draft:" + at(row).order_id; }
  std::string row_name(int row) const override { return "Draft " + name(at(row)); }
  Cell cell(int row, int column) const override {
    const DraftNote& note = at(row);
    switch (column) {
      case 0:
        return {.kind = CellKind::link,
                .text = name(note),
                .detail = note.customer,
                .href = "#/orders/draft/" + note.order_id};
      case 1:
        if (!note.reason.empty()) return {.text = note.reason, .ink = ui::Ink::warning};
        return {.text = "Saved on this device",
                .detail = moment_text(model().edge().clock, note.changed_ms),
                .ink = ui::Ink::muted};
      case 2: return {.text = std::to_string(note.lines), .ink = ui::Ink::muted};
      case 3: return {.text = note.total, .strong = true};
      default:
        return {.kind = CellKind::button,
                .text = "Delete draft",
                .icon = ui::Icon::trash};
    }
  }
};

struct Orders : ui::Screen {
  std::string title() const override { return "Orders"; }
  bool keeps(const ui::Route&) const override { return true; }

  void enter(const ui::Route& route) override {
    const auto state = route.query.find("state");
    wanted_ = state == route.query.end() ? "" : state->second;
    entered_ = true;
  }

  void draw() override {
    if (!ready_or_say()) return;
    if (entered_) begin();
    ui::page_header({.title = "Orders", .subtitle = subtitle(), .actions = [] {
      if (!may_write_orders(model().person())) return;
      const ui::ButtonOptions look{
          .look = ui::Look::primary, .icon = ui::Icon::plus, .action = "order.new"};
      if (ui::button("orders/new", "New order", look)) platform::navigate("#/orders/new");
    }});
    ui::page_body_fixed("orders", [this] {
      draw_tabs();
      if (tab_ == tab_drafts) return draw_drafts();
      if (tab_ == tab_own) return own_.draw();
      draw_orders();
    });
    draw_delete();
    own_.draw_dialog();
  }

 private:
  /// What the address asks for; without a word: drafts where there are some, otherwise all.
  void begin() {
    entered_ = false;
    model().close_order();
    model().check_prices();
    tab_ = wanted_ == "drafts" ? tab_drafts : wanted_ == "device" ? tab_own : tab_all;
    for (int i = 0; i < order_filters; ++i) {
      if (wanted_.empty() || wanted_ != filter_word(static_cast<OrderFilter>(i))) continue;
      tab_ = i + tab_all;
    }
    if (tab_ >= tab_all) model().orders().choose(static_cast<OrderFilter>(tab_ - tab_all));
    model().orders().refresh();
  }

  std::string subtitle() const {
    const auto& counts = model().orders().counts();
    if (!counts) return "";
    std::string words = counts->waiting == 0 ? "Nothing waits" : count_of(
        counts->waiting, "order waits", "orders wait");
    words += " for the desk";
    if (counts->sent_back > 0) words += ", " + std::to_string(counts->sent_back) + " sent back";
    return words;
  }

  void draw_tabs() {
    const auto& counts = model().orders().counts();
    const auto count = [&counts](std::int64_t OrderCounts::* of) {
      return counts ? static_cast<int>((*counts).*of) : -1;
    };
    const std::vector<ui::Tab> tabs{
        {"Drafts", static_cast<int>(model().drafts().size())},
        {"This device", static_cast<int>(model().outbox().waiting())},
        {"All"},
        {"Waiting", count(&OrderCounts::waiting)},
        {"Sent back", count(&OrderCounts::sent_back)},
        {"Accepted", count(&OrderCounts::accepted)},
        {"Refused", count(&OrderCounts::refused)},
        {"Cancelled", count(&OrderCounts::cancelled)},
    };
    if (!ui::tabs("orders/state", "Orders by state", tabs, tab_)) return;
    if (tab_ == tab_drafts) return platform::replace_route("#/orders?state=drafts");
    if (tab_ == tab_own) return platform::replace_route("#/orders?state=device");
    const auto filter = static_cast<OrderFilter>(tab_ - tab_all);
    const std::string word(filter_word(filter));
    platform::replace_route(word.empty() ? "#/orders" : "#/orders?state=" + word);
  }

  void draw_drafts() {
    const auto& notes = model().drafts();
    const DraftRows rows(notes);
    const ui::GridOptions options{.label = "Drafts on this device",
                                  .row_height = 56,
                                  .empty = [] {
                                    ui::gap(ui::space::large);
                                    ui::empty_state("orders/no-drafts",
                                                    {.icon = ui::Icon::edit,
                                                     .title = "No drafts on this device",
                                                     .sentence = "An order you begin is kept here "
                                                                 "until it is sent."});
                                  }};
    for (const ui::GridEvent& event : ui::grid("drafts", draft_columns(), rows, options)) {
      if (event.row < 0 || event.row >= rows.rows()) continue;
      const DraftNote& note = rows.at(event.row);
      if (event.kind == ui::GridEvent::opened) {
        platform::navigate("#/orders/draft/" + note.order_id);
      }
      if (event.kind == ui::GridEvent::pressed && event.column == 4) {
        deleting_ = note;
        asking_ = true;
      }
    }
  }

  void draw_orders() {
    OrderList& list = model().orders();
    if (!list.failure().empty() &&
        ui::banner("orders/failure", ui::Tone::warning, list.failure(), "Try again")) {
      list.refresh();
    }
    if (!list.has_answer()) {
      if (list.is_asking()) ui::skeleton("orders/loading", 8);
      return;
    }
    const OrderRows rows(list.rows());
    const float foot = list.has_more() ? 52.0F : 0.0F;
    const ui::GridOptions options{.label = "Orders",
                                  .height = ui::available_height() - foot,
                                  .row_height = 56,
                                  .empty = [this] { draw_empty(); }};
    for (const ui::GridEvent& event : ui::grid("orders", order_columns(), rows, options)) {
      if (event.kind != ui::GridEvent::opened || event.row < 0) continue;
      platform::navigate("#/orders/show/" + rows.at(event.row).order_id);
    }
    if (!list.has_more()) return;
    ui::gap(ui::space::small);
    if (ui::button("orders/more", "Show older orders", {.busy = list.is_asking()})) {
      list.ask_more();
    }
  }

  void draw_empty() const {
    const OrderFilter filter = model().orders().filter();
    ui::EmptyState what{.icon = ui::Icon::inbox};
    switch (filter) {
      case OrderFilter::all:
        what.title = "No orders yet";
        what.sentence = "The first one you submit appears here, with its state in words.";
        break;
      case OrderFilter::waiting:
        what.title = "Nothing waits";
        what.sentence = "Orders that a person at the desk decides appear here.";
        break;
      case OrderFilter::sent_back:
        what.title = "Nothing was sent back";
        what.sentence = "An order that needs a change comes back here with the desk's words.";
        break;
      default:
        what.title = "None here";
        what.sentence = "No order has this state.";
    }
    ui::gap(ui::space::large);
    ui::empty_state("orders/none", what);
  }

  void draw_delete() {
    ui::dialog("orders/delete",
               {.title = "Delete this draft?",
                .sentence = DraftRows::name(deleting_) + ", " + count_of(deleting_.lines, "line") +
                            ". It is only on this device and cannot be brought back."},
               asking_, [] {},
               [this] {
                 if (ui::button("orders/delete/no", "Keep it")) asking_ = false;
                 if (ui::button("orders/delete/yes", "Delete draft", {.look = ui::Look::danger})) {
                   model().drop_draft(deleting_.order_id);
                   ui::toast("Draft deleted");
                   asking_ = false;
                 }
               });
  }

  std::string wanted_;
  DraftNote deleting_;
  OwnOrdersList own_;
  int tab_ = tab_all;
  bool entered_ = false, asking_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_orders() { return std::make_unique<Orders>(); }

}  // namespace tally::app
