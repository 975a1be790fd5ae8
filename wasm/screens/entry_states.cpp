#include "wasm/screens/entry_states.hpp"

#include <string>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

void say_draft_missing() {
  ui::page_header({.title = "Draft", .back_label = "Orders", .back_href = "#/orders"});
  ui::page_body("entry", [] {
    ui::gap(ui::space::vast);
    const bool pressed =
        ui::empty_state("entry/missing", {.icon = ui::Icon::inbox,
                                          .title = "This draft is not on this device",
                                          .sentence = "It became an order, was deleted, or "
                                                      "is on another device.",
                                          .button = "Show orders"});
    if (pressed) platform::navigate("#/orders");
  });
}

void say_nothing_saved() {
  const bool other = model().outbox().state() == LogState::reader;
  ui::page_header({.title = "Order", .back_label = "Orders", .back_href = "#/orders"});
  ui::page_body("entry", [other] {
    ui::gap(ui::space::vast);
    const bool pressed = ui::empty_state(
        "entry/no-saving", {.icon = ui::Icon::info,
                            .title = other ? "Another window has this open"
                                           : "Nothing can be saved here",
                            .sentence = model().outbox().trouble(),
                            .button = other ? "Take over here" : ""});
    if (pressed) model().edge().log.take_over();
  });
}

void say_order_saved(OpenOrder& open) {
  const OwnOrder* order = model().own_order(open.order_id());
  const std::string paper = open.delivery().paper;
  const bool received = order != nullptr && !order->waits;
  ui::page_header({.title = "Order " + (received && !order->number.empty() ? order->number
                                                                           : paper),
                   .back_label = "Orders",
                   .back_href = "#/orders"});
  ui::page_body("entry", [&] {
    ui::gap(ui::space::vast);
    const std::string copies = model().outbox().one_copy() ? ", one copy only" : "";
    const std::string next =
        !received ? "It goes to the company by itself as soon as there is a network."
        : order->state == "accepted"
            ? "The company has it as " + order->number + ": accepted, the goods are reserved."
            : "The company has it" + (order->number.empty() ? "" : " as " + order->number) +
                  ": " + order->state_words + ". " + order->why;
    ui::empty_state("entry/saved",
                    {.icon = received ? ui::Icon::success : ui::Icon::check,
                     .title = "Saved on this device as " + paper + copies,
                     .sentence = next});
    ui::gap(ui::space::normal);
    ui::columns({{ui::grow(), [] {}},
                 {ui::fit(), [&] {
                    ui::flow(ui::space::small, [&] {
                      if (ui::button("entry/next", "New order",
                                     {.look = ui::Look::primary, .icon = ui::Icon::plus,
                                      .action = "order.new"})) {
                        platform::navigate("#/orders/new");
                      }
                      if (!received) return;
                      if (ui::button("entry/show", "Show this order")) {
                        platform::navigate("#/orders/show/" + open.order_id());
                      }
                      if (ui::button("entry/print", "Print confirmation",
                                     {.icon = ui::Icon::print})) {
                        platform::open_window("/print.html?order=" + open.order_id());
                      }
                    });
                  }},
                 {ui::grow(), [] {}}});
  });
}

}  // namespace tally::app
