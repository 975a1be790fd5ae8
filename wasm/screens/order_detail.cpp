#include <algorithm>
#include <memory>
#include <optional>
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

class OrderDetailScreen : public ui::Screen {
 public:
  std::string title() const override {
    return view_ ? "Order " + view_->detail.row.number : "Order";
  }
  void enter(const ui::Route& route) override {
    order_id_ = route.parts.size() > 2 ? route.parts[2] : "";
    asked_ = false;
  }

  void draw() override {
    if (!ready_or_say()) return;
    if (!asked_) fetch();
    draw_page_header();
    ui::page_body("detail", [this] {
      if (!failure_.empty()) return say_failure_here();
      if (!view_) return ui::skeleton("detail/loading", 8);
      draw_order();
    });
    draw_cancel();
  }

 private:
  void fetch() {
    asked_ = true;
    failure_.clear();
    model().close_order();
    ask({.method = "GET", .path = "/v1/orders/" + order_id_});
  }

  void ask(Question question) {
    model().edge().ask(std::move(question),
                       [this, alive = std::weak_ptr<int>(alive_)](const Answer& answer) {
                         if (!alive.expired()) take(answer);
                       });
  }

  void take(const Answer& answer) {
    auto detail = answer.ok() ? read_order_detail(answer.body) : std::nullopt;
    if (!detail) {
      failure_ = say_failure(answer);
      return;
    }
    failure_.clear();
    view_ = make_order_view(*std::move(detail), model().catalogue(), model().edge().clock);
  }

  bool may(std::string_view action) const {
    return view_ && std::ranges::find(view_->detail.actions, action) !=
                        view_->detail.actions.end();
  }

  void draw_page_header() {
    std::string subtitle;
    if (view_) subtitle = state_since_words(view_->detail.row, model().edge().clock);
    ui::page_header({.title = title(),
                     .subtitle = subtitle,
                     .back_label = "Orders",
                     .back_href = "#/orders",
                     .actions = [this] { draw_actions(); }});
  }

  void draw_actions() {
    if (!view_) return;
    const std::string& state = view_->detail.row.state;
    const bool came_back = state == "sent_back" || state == "refused";
    if (may("cancel") && ui::button("detail/cancel", "Cancel order",
                                    {.look = ui::Look::quiet, .icon = ui::Icon::cross})) {
      cancelling_ = true;
    }
    if (ui::button("detail/print", "Print", {.icon = ui::Icon::print})) {
      platform::open_window("/print.html?order=" + order_id_);
    }
    if (!may_write_orders(model().person())) return;
    const ui::ButtonOptions look{.look = came_back ? ui::Look::primary : ui::Look::normal,
                                 .icon = came_back ? ui::Icon::edit : ui::Icon::copy};
    if (ui::button("detail/copy", came_back ? "Change and send again" : "Order again", look)) {
      RawOrder copy = view_->order;
      // Why a warning did not matter was said of that order; another one is looked at anew.
      if (!came_back) copy.overrides.clear();
      if (OpenOrder* open = model().begin_copy(std::move(copy))) {
        platform::navigate("#/orders/draft/" + open->order_id());
      }
    }
  }

  void say_failure_here() {
    ui::gap(ui::space::vast);
    const bool again = ui::empty_state("detail/failure", {.icon = ui::Icon::offline,
                                                          .title = "The order could not be read",
                                                          .sentence = failure_,
                                                          .button = "Try again"});
    if (again) asked_ = false;
  }

  void draw_order() {
    const OrderView& view = *view_;
    const bool decided = view.detail.row.state == "accepted" ||
                         view.detail.row.state == "cancelled";
    if (!decided && !view.detail.row.reasons.empty()) {
      draw_order_reasons(view);
      ui::gap(ui::space::normal);
    }
    draw_notes(view);
    ui::columns({{ui::grow(), [&view] {
                    draw_order_lines(view, -1);
                    ui::gap(ui::space::normal);
                    ui::card("history", {.title = "History"}, [&view] { draw_order_events(view); });
                  }},
                 {ui::fixed(320), [&view] {
                    ui::card("figures", {.title = "Total"}, [&view] { draw_order_figures(view); });
                    ui::gap(ui::space::normal);
                    draw_order_differences(view);
                    if (!view.differences.empty()) ui::gap(ui::space::normal);
                    ui::card("facts", {.title = "Order"}, [&view] { draw_order_facts(view); });
                  }}},
                {.gap = ui::space::large, .stack_below = 820});
  }

  /// First of all: nothing leaves before they are read.
  void draw_notes(const OrderView& view) {
    if (view.notes.empty()) return;
    std::size_t pressed = 0;
    bool is_read = false;
    ui::card("notes", {.title = "Delivery notes"}, [&] {
      is_read = draw_order_notes(view, may("acknowledge"), pressed);
    });
    ui::gap(ui::space::normal);
    if (!is_read) return;
    const DeliveryNote note = view.notes[pressed].note;
    ui::announce("Acknowledged for " + note.ship_to + ".");
    ask(note_read(order_id_, note));
  }

  void draw_cancel() {
    ui::dialog("detail/cancel-order",
               {.title = "Cancel " + title() + "?",
                .sentence = "Its goods go back to the stock. A cancelled order stays cancelled.",
                .first_focus = "detail/cancel-why"},
               cancelling_,
               [this] {
                 ui::text_field("detail/cancel-why", "Reason", why_,
                                {.hint = "It stands in the order's history."});
               },
               [this] {
                 if (ui::button("detail/cancel-no", "Keep the order")) cancelling_ = false;
                 if (ui::button("detail/cancel-yes", "Cancel order",
                                {.look = ui::Look::danger})) {
                   cancelling_ = false;
                   ask({.method = "POST",
                        .path = "/v1/orders/" + order_id_ + "/cancel",
                        .body = write_verdict(why_, view_ ? view_->detail.row.revision : 0)});
                 }
               });
  }

  std::string order_id_, failure_, why_;
  std::optional<OrderView> view_;
  bool asked_ = false, cancelling_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace

std::unique_ptr<ui::Screen> make_order_detail() { return std::make_unique<OrderDetailScreen>(); }

}  // namespace tally::app
