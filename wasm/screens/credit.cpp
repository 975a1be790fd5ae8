#include <string>
#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/credit_parts.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

enum CreditTab { tab_waiting, tab_customers };

std::string standing_address(std::string_view customer) {
  return "#/credit/customer/" + percent_encoded(customer);
}

const std::vector<ui::Column>& waiting_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "order", .title = "Waiting", .width = ui::grow(1, 120)},
      {.id = "over", .title = "Beyond", .width = ui::fixed(112), .right = true},
  };
  return columns;
}

struct WaitingRows : ui::GridSource {
  const CreditDesk& desk;
  explicit WaitingRows(const CreditDesk& shown) : desk(shown) {}
  const CreditOrder& at(int row) const { return desk.queue()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(desk.queue().size()); }
  std::string row_key(int row) const override { return "credit:" + at(row).row.order_id; }
  std::string row_name(int row) const override {
    return at(row).row.number + " " + at(row).row.customer_name;
  }
  bool selected(int row) const override {
    return !ui::compact() && static_cast<std::size_t>(row) == desk.current_place();
  }
  Cell cell(int row, int column) const override {
    const CreditOrder& order = at(row);
    if (column == 0) {
      return {.kind = CellKind::link,
              .text = order.row.number,
              .detail = order.row.customer_name,
              .href = "#/credit/" + order.row.order_id,
              .description = why_words(order.findings)};
    }
    const std::int64_t since = read_instant(order.row.state_since);
    return {.text = order.figures.over_by ? amount_text(*order.figures.over_by) : "",
            .detail = age_text(model().edge().clock, since)};
  }
};

const std::vector<ui::Column>& standing_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "code", .title = "Number", .width = ui::fixed(132)},
      {.id = "name", .title = "Name", .width = ui::grow(1, 150)},
      {.id = "town", .title = "Place", .width = ui::fixed(220), .priority = 1, .card_line = 2},
      {.id = "terms", .title = "Terms", .width = ui::fixed(150), .priority = 2, .card_line = 2}};
  return columns;
}

struct FoundRows : ui::GridSource {
  const MasterList& list;
  explicit FoundRows(const MasterList& shown) : list(shown) {}
  const MasterEntry& at(int row) const { return list.entries()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(list.entries().size()); }
  std::string row_key(int row) const override { return "standing:" + at(row).key; }
  std::string row_name(int row) const override { return at(row).title; }
  Cell cell(int row, int column) const override {
    const MasterEntry& entry = at(row);
    const std::string& text = entry.cells[static_cast<std::size_t>(column)];
    if (column != 1) return {.text = text};
    return {.kind = CellKind::link, .text = text, .href = standing_address(entry.cells.front())};
  }
};

class CreditScreen : public ui::Screen {
 public:
  std::string title() const override { return "Credit"; }
  bool keeps(const ui::Route&) const override { return true; }

  void enter(const ui::Route& route) override {
    const auto part = [&](std::size_t place) {
      return route.parts.size() > place ? route.parts[place] : std::string();
    };
    entered_ = true;
    order_.clear();
    customer_.clear();
    tab_ = tab_waiting;
    if (part(1) == "customer") customer_ = part(2);
    else if (part(1) != "customers") order_ = part(1);
    if (part(1).starts_with("customer")) tab_ = tab_customers;
  }

  void draw() override {
    if (!ready_or_say()) return;
    if (!may_see_credit(model().person().role)) return say_not_yours();
    CreditDesk& desk = model().credit();
    if (std::exchange(entered_, false)) arrive(desk);
    if (!order_.empty() && desk.has_answer()) desk.choose_order(order_);
    const std::int64_t wait = desk.customers().pump();
    if (wait > 0) ui::redraw_in(static_cast<int>(wait));
    if (!customer_.empty()) draw_customer(desk);
    else draw_lists(desk);
    dialogs_.draw(desk);
  }

 private:
  static void say_not_yours() {
    ui::page_header({.title = "Credit"});
    ui::page_body("credit", [] {
      ui::gap(ui::space::vast);
      ui::empty_state("credit/closed", {.icon = ui::Icon::lock,
                                        .title = "Not for your role",
                                        .sentence = "Finance looks after what customers owe."});
    });
  }

  static bool may_change() { return may_change_credit(model().person().role); }

  void arrive(CreditDesk& desk) {
    model().close_order();
    desk.refresh();
    desk.look_again();
    if (tab_ == tab_customers) desk.customers().choose(*find_master_kind("customers"));
    typed_ = desk.customers().words();
    if (!customer_.empty()) return desk.show(customer_);
    if (tab_ == tab_customers && !ui::compact()) ui::focus("credit/find");
  }

  // --- one customer ------------------------------------------------------------------------------

  void draw_customer(CreditDesk& desk) {
    desk.show(customer_);
    const CustomerStanding* standing = desk.standing();
    ui::page_header({.title = standing == nullptr ? customer_ : standing->name,
                     .subtitle = standing == nullptr ? "Credit" : "Credit of " + customer_,
                     .back_label = "Customers",
                     .back_href = "#/credit/customers",
                     .actions = [&] { draw_standing_actions(desk); }});
    ui::page_body("credit/customer", [&] { draw_standing(desk, dialogs_, may_change()); });
    if (!ui::any_dialog_open() && ui::take_key("Escape")) {
      platform::navigate("#/credit/customers");
    }
  }

  void draw_standing_actions(CreditDesk& desk) {
    if (desk.standing() == nullptr || !may_change()) return;
    const bool is_on = !desk.standing()->hold.empty();
    if (ui::button("credit/hold-ask", is_on ? "Take the hold off" : "Put on hold",
                   {.icon = is_on ? ui::Icon::check : ui::Icon::lock,
                    .action = "credit.hold"})) {
      dialogs_.ask_hold();
    }
  }

  // --- the lists ---------------------------------------------------------------------------------

  static std::string progress(const CreditDesk& desk) {
    return count_of(static_cast<std::int64_t>(desk.queue().size()), "order waits",
                    "orders wait") + " for credit";
  }

  void draw_lists(CreditDesk& desk) {
    const bool has_order = tab_ == tab_waiting && desk.current() != nullptr;
    const bool shows_order = has_order && (!ui::compact() || !order_.empty());
    ui::PageHeader header{.title = "Credit",
                          .subtitle = desk.has_answer() ? progress(desk) : "",
                          .actions = [&] {
                            if (shows_order && may_change()) draw_order_actions(desk);
                          }};
    if (ui::compact() && shows_order) {
      header.back_label = "Credit";
      header.back_href = "#/credit";
    }
    ui::page_header(header);
    const auto content = [&] {
      if (!desk.failure().empty() &&
          ui::banner("credit/failure", ui::Tone::warning, desk.failure(), "Try again")) {
        desk.refresh();
      }
      if (ui::compact() && shows_order) return draw_order(desk);
      draw_tabs(desk);
      if (tab_ == tab_customers) return draw_customers(desk);
      draw_waiting(desk);
    };
    if (ui::compact()) ui::page_body("credit", content);
    else ui::page_body_fixed("credit", content);
  }

  void draw_tabs(const CreditDesk& desk) const {
    int chosen = tab_;
    ui::tabs("credit/tabs", "Credit",
             {{.label = "Waiting", .count = static_cast<int>(desk.queue().size())},
              {.label = "Customers"}},
             chosen);
    ui::gap(ui::space::medium);
    if (chosen == tab_) return;
    platform::navigate(chosen == tab_waiting ? "#/credit" : "#/credit/customers");
  }

  void draw_order_actions(CreditDesk& desk) {
    const CreditOrder& order = *desk.current();
    const bool is_free = order.figures.word == CreditWord::pass;
    const std::string why =
        order.figures.word == CreditWord::hold
            ? "Nobody can release it: see what it waits for."
            : "";
    if (!ui::button("credit/release", is_free ? "Let it go on" : "Release",
                    {.look = ui::Look::primary, .icon = ui::Icon::check, .disabled_why = why,
                     .action = "credit.release"})) {
      return;
    }
    if (!is_free) return dialogs_.ask_release();
    desk.release("");
  }

  void draw_waiting(CreditDesk& desk) {
    if (!desk.has_answer()) return ui::skeleton("credit/loading", 8);
    if (desk.current() == nullptr) return say_nothing_waits(desk);
    if (ui::pressed("credit.next")) choose(desk, desk.current_place() + 1);
    if (ui::pressed("credit.previous") && desk.current_place() > 0) {
      choose(desk, desk.current_place() - 1);
    }
    const float height = ui::available_height();
    if (ui::compact()) return draw_queue(desk, -1);
    ui::columns({{ui::fixed(ui::size_class() == ui::SizeClass::wide ? 304.0F : 248.0F),
                  [&] { draw_queue(desk, height); }},
                 {ui::grow(), [&] {
                    ui::scroll_area("credit/order", height, [&] {
                      // What turns within itself needs room for its bar.
                      ui::columns({{ui::grow(), [&] { draw_order(desk); }},
                                   {ui::fixed(ui::space::normal), [] {}}},
                                  {.gap = 0});
                    });
                  }}},
                {.gap = ui::space::normal});
  }

  static void say_nothing_waits(CreditDesk& desk) {
    ui::gap(ui::space::large);
    if (ui::empty_state("credit/none",
                        {.icon = ui::Icon::success,
                         .title = "No order waits for credit",
                         .sentence = "Orders that pass a limit, or whose customer is overdue or "
                                     "on hold, appear here by themselves.",
                         .button = "Look again"})) {
      desk.refresh();
    }
  }

  void choose(CreditDesk& desk, std::size_t place) {
    order_.clear();
    desk.choose(place);
  }

  void draw_queue(CreditDesk& desk, float height) {
    const WaitingRows rows(desk);
    const auto events = ui::grid("credit/queue", waiting_columns(), rows,
                                 {.label = "Orders that wait for credit", .height = height,
                                  .row_height = 56, .cards_when_narrow = false});
    for (const ui::GridEvent& event : events) {
      if (event.kind == ui::GridEvent::opened && event.row >= 0) {
        choose(desk, static_cast<std::size_t>(event.row));
      }
    }
  }

  void draw_order(CreditDesk& desk) {
    const CreditOrder& order = *desk.current();
    desk.show(order.row.customer);
    ui::columns({{ui::grow(), [&order] {
                    ui::heading(2, order.row.number + " · " + order.row.customer_name);
                    const std::int64_t since = read_instant(order.row.state_since);
                    ui::text("Waiting " + since_text(model().edge().clock, since) +
                                 ", taken by " + order.row.rep,
                             {.ink = ui::Ink::muted, .wrap = false, .key = "credit/since"});
                  }},
                 {ui::fixed(150), [&order] {
                    ui::text(total_text(order.row), {.type = ui::Type::title, .right = true});
                  }}},
                {.gap = ui::space::normal});
    ui::gap(ui::space::small);
    ui::flow(ui::space::large, [&order] {
      ui::link("credit/open-order", "Look at the order", "#/orders/show/" + order.row.order_id);
      ui::link("credit/open-customer", "Look at the customer",
               standing_address(order.row.customer));
    });
    ui::gap(ui::space::normal);
    draw_credit_order(order);
    ui::gap(ui::space::normal);
    draw_standing(desk, dialogs_, may_change());
  }

  void draw_customers(CreditDesk& desk) {
    MasterList& list = desk.customers();
    const ui::Typed typed =
        ui::text_field("credit/find", "Find customers", typed_,
                       {.placeholder = "Number, name or place",
                        .hide_label = true,
                        .kind = ui::InputKind::search,
                        .icon = ui::Icon::search});
    if (typed.changed) list.find(typed_);
    opens_first_ = (opens_first_ || typed.entered) && !typed.changed;
    if (opens_first_ && list.is_current()) {
      opens_first_ = false;
      if (!list.entries().empty()) {
        return platform::navigate(standing_address(list.entries().front().cells.front()));
      }
    }
    if (ui::take_key_in("credit/find", "ArrowDown") && !list.entries().empty()) {
      ui::grid_focus("credit/found", 0, 1);
    }
    ui::gap(ui::space::medium);
    if (!list.failure().empty()) {
      ui::banner("credit/found-failure", ui::Tone::warning, list.failure());
    }
    if (!list.has_answer()) {
      if (list.failure().empty()) ui::skeleton("credit/found-loading", 8);
      return;
    }
    draw_found(list);
  }

  static void draw_found(MasterList& list) {
    constexpr float foot = 40;
    const FoundRows rows(list);
    const auto none = [] {
      ui::gap(ui::space::large);
      ui::empty_state("credit/not-found", {.icon = ui::Icon::search,
                                           .title = "No customer has this",
                                           .sentence = "Try fewer letters, or another of its "
                                                       "words."});
    };
    const float height =
        ui::compact() ? -1 : ui::available_height() - (list.has_more() ? foot : 0);
    for (const ui::GridEvent& event :
         ui::grid("credit/found", standing_columns(), rows,
                  {.label = "Customers", .height = height, .empty = none})) {
      if (event.kind == ui::GridEvent::opened && event.row >= 0 && event.row < rows.rows()) {
        platform::navigate(standing_address(rows.at(event.row).cells.front()));
      }
    }
    if (!list.has_more()) return;
    ui::gap(ui::space::small);
    if (ui::button("credit/more", "Show more", {.small = true, .busy = list.is_asking()})) {
      list.ask_more();
    }
  }

  CreditDialogs dialogs_;
  std::string order_, customer_, typed_;
  CreditTab tab_ = tab_waiting;
  bool entered_ = true, opens_first_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_credit() { return std::make_unique<CreditScreen>(); }

}  // namespace tally::app
