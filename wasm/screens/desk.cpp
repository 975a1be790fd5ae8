#include <algorithm>
#include <string>
#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/order_parts.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/screens/state_badge.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

const std::vector<ui::Column>& queue_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "order", .title = "Waiting", .width = ui::grow(1, 120)},
      {.id = "total", .title = "Total", .width = ui::fixed(104), .right = true, .priority = 1},
  };
  return columns;
}

struct QueueRows : ui::GridSource {
  const Desk& desk;
  explicit QueueRows(const Desk& shown) : desk(shown) {}
  const OrderRow& at(int row) const { return desk.queue()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(desk.queue().size()); }
  std::string row_key(int row) const override { return "waiting:" + at(row).order_id; }
  std::string row_name(int row) const override {
    return at(row).number + " " + at(row).customer_name;
  }
  bool selected(int row) const override {
    return static_cast<std::size_t>(row) == desk.current_place();
  }
  Cell cell(int row, int column) const override {
    const OrderRow& order = at(row);
    if (column == 0) {
      return {.kind = CellKind::link,
              .text = order.number,
              .detail = order.customer_name,
              .href = "#/desk/" + order.order_id,
              .description = why_words(order.reasons)};
    }
    const std::int64_t since = read_instant(order.state_since);
    return {.text = total_text(order), .detail = age_text(model().edge().clock, since)};
  }
};

class DeskScreen : public ui::Screen {
 public:
  std::string title() const override { return "Order desk"; }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route& route) override {
    if (route.parts.size() > 1) {
      wanted_ = route.parts[1];
    } else {
      entered_ = true;
    }
  }

  void draw() override {
    if (!ready_or_say()) return;
    Desk& desk = model().desk();
    if (std::exchange(entered_, false)) {
      model().close_order();
      model().check_prices();
      model().devices().refresh();
      desk.refresh();
    }
    if (!wanted_.empty() && desk.has_answer()) desk.choose_order(std::exchange(wanted_, ""));
    draw_page_header(desk);
    const auto content = [&] {
      if (!desk.failure().empty() &&
          ui::banner("desk/failure", ui::Tone::warning, desk.failure(), "Try again")) {
        desk.refresh();
      }
      say_set_aside();
      if (!desk.has_answer()) return ui::skeleton("desk/loading", 8);
      if (desk.current() == nullptr) return say_empty(desk);
      draw_table(desk);
    };
    if (ui::compact()) {
      ui::page_body("desk", content);
    } else {
      ui::page_body_fixed("desk", content);
    }
    draw_send_back(desk);
  }

 private:
  static std::string progress(const Desk& desk) {
    std::string words = count_of(static_cast<std::int64_t>(desk.queue().size()), "order waits",
                                 "orders wait");
    if (desk.answered() > 0) words += ", " + std::to_string(desk.answered()) + " answered";
    return words;
  }

  void draw_page_header(Desk& desk) {
    ui::page_header({.title = "Order desk", .subtitle = progress(desk), .actions = [&] {
      if (desk.current() == nullptr) return;
      if (ui::button("desk/send-back", "Send back",
                     {.icon = ui::Icon::arrow_left, .action = "desk.send_back"})) {
        asking_ = true;
      }
      if (is_short(*desk.current()) &&
          ui::button("desk/approve-short", "Approve with backorder",
                     {.icon = ui::Icon::clock, .action = "desk.approve_short"})) {
        answer(desk, DeskAnswer::approve_short, "");
      }
      if (ui::button("desk/approve", "Approve",
                     {.look = ui::Look::primary, .icon = ui::Icon::check,
                      .action = "desk.approve"})) {
        answer(desk, DeskAnswer::approve, "");
      }
    }});
  }

  static bool is_short(const OrderRow& row) {
    return std::ranges::find(row.reasons, "stock_short", &Reason::code) != row.reasons.end();
  }

  /// What devices sent and nobody carried out must not wait where nobody looks.
  static void say_set_aside() {
    const auto aside = static_cast<std::int64_t>(model().devices().aside().size());
    if (aside == 0) return;
    const std::string words = count_of(aside, "entry", "entries") + " of devices " +
                              (aside == 1 ? "was" : "were") + " set aside and not carried out.";
    if (ui::banner("desk/aside", ui::Tone::warning, words, "Look at them")) {
      platform::navigate("#/devices");
    }
    ui::gap(ui::space::small);
  }

  static void say_empty(Desk& desk) {
    ui::gap(ui::space::vast);
    const bool again = ui::empty_state(
        "desk/empty", {.icon = ui::Icon::success,
                       .title = "Nothing waits for a decision",
                       .sentence = "Orders that need a person appear here by themselves, the "
                                   "oldest first, each with its reason.",
                       .button = "Look again"});
    if (again) desk.refresh();
  }

  void draw_table(Desk& desk) {
    move_by_keys(desk);
    const float height = ui::available_height();
    if (ui::compact()) return draw_order(desk);
    ui::columns({{ui::fixed(ui::size_class() == ui::SizeClass::wide ? 288.0F : 232.0F),
                  [&] { draw_queue(desk, height); }},
                 {ui::grow(), [&] { draw_order(desk); }}},
                {.gap = ui::space::normal});
  }

  static void move_by_keys(Desk& desk) {
    if (ui::pressed("desk.next")) desk.choose(desk.current_place() + 1);
    if (ui::pressed("desk.previous") && desk.current_place() > 0) {
      desk.choose(desk.current_place() - 1);
    }
  }

  static void draw_queue(Desk& desk, float height) {
    const QueueRows rows(desk);
    const auto events = ui::grid("queue", queue_columns(), rows,
                                 {.label = "Waiting orders", .height = height, .row_height = 56,
                                  .cards_when_narrow = false});
    for (const ui::GridEvent& event : events) {
      if (event.kind == ui::GridEvent::opened && event.row >= 0) {
        desk.choose(static_cast<std::size_t>(event.row));
      }
    }
  }

  static void draw_heading(const OrderRow& row) {
    ui::columns({{ui::grow(), [&row] {
                    ui::heading(2, row.number + " · " + row.customer_name);
                    ui::text(state_since_words(row, model().edge().clock) + ", taken by " + row.rep,
                             {.ink = ui::Ink::muted, .wrap = false, .key = "desk/since"});
                  }},
                 {ui::fixed(150), [&row] {
                    ui::text(total_text(row), {.type = ui::Type::title, .right = true});
                  }}},
                {.gap = ui::space::normal});
  }

  /// Who and where beside the figures; below them the lines, as far as there is room.
  static void draw_order(Desk& desk) {
    draw_heading(*desk.current());
    ui::gap(ui::space::small);
    const OrderView* view = desk.current_view();
    if (view == nullptr) {
      const std::string failure = desk.view_failure();
      if (!failure.empty()) ui::banner("desk/order-failure", ui::Tone::warning, failure);
      if (failure.empty()) ui::skeleton("desk/order-loading", 6);
      return;
    }
    draw_order_reasons(*view);
    ui::gap(ui::space::medium);
    ui::columns({{ui::grow(1.3F), [view] {
                    ui::card("desk/facts", {.title = "Order"}, [view] { draw_order_facts(*view); });
                  }},
                 {ui::grow(1), [view] {
                    if (view->differences.empty()) {
                      ui::card("desk/figures", {.title = "Total"},
                               [view] { draw_order_figures(*view); });
                    } else {
                      draw_order_differences(*view);
                    }
                  }}},
                {.gap = ui::space::normal, .stack_below = 520});
    ui::gap(ui::space::normal);
    draw_order_lines(*view, ui::compact() ? -1 : std::max(200.0F, ui::available_height() - 16));
  }

  void answer(Desk& desk, DeskAnswer answer, const std::string& words) {
    const OrderRow* row = desk.current();
    if (row == nullptr) return;
    const std::string number = row->number;
    if (!desk.answer(answer, words)) return;
    const bool approved = answer != DeskAnswer::send_back;
    ui::toast(number + (approved ? " approved" : " sent back"),
              approved ? ui::Tone::success : ui::Tone::info);
    if (desk.current() != nullptr) ui::announce("Next: " + desk.current()->number);
  }

  void draw_send_back(Desk& desk) {
    const OrderRow* row = desk.current();
    const std::string number = row == nullptr ? "" : row->number;
    ui::dialog("desk/send-back-dialog",
               {.title = "Send " + number + " back",
                .sentence = "Say what is to change; the rep reads it with the order.",
                .first_focus = "desk/words"},
               asking_,
               [this, &desk] {
                 const ui::Typed typed = ui::text_field(
                     "desk/words", "Words for the rep", words_,
                     {.error = empty_words_ ? "The rep needs to know what to change." : "",
                      .required = true});
                 if (typed.changed) empty_words_ = false;
                 if (typed.entered) send_back(desk);
               },
               [this, &desk] {
                 if (ui::button("desk/keep", "Keep it here")) asking_ = false;
                 if (ui::button("desk/send-back-yes", "Send back", {.look = ui::Look::primary})) {
                   send_back(desk);
                 }
               });
  }

  void send_back(Desk& desk) {
    empty_words_ = words_.empty();
    if (empty_words_) return;
    answer(desk, DeskAnswer::send_back, words_);
    words_.clear();
    asking_ = false;
  }

  std::string words_, wanted_;
  bool entered_ = true, asking_ = false, empty_words_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_desk() { return std::make_unique<DeskScreen>(); }

}  // namespace tally::app
