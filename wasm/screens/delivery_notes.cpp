#include <optional>
#include <string>
#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

class DeliveryNotes : public ui::Screen {
 public:
  std::string title() const override { return "Delivery notes"; }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route&) override { entered_ = true; }

  void draw() override {
    if (!ready_or_say()) return;
    NoteDesk& notes = model().notes();
    if (std::exchange(entered_, false)) {
      model().close_order();
      notes.refresh();
    }
    ui::page_header({.title = "Delivery notes", .subtitle = subtitle(notes)});
    ui::page_body("notes", [&] {
      if (!notes.failure().empty() &&
          ui::banner("notes/failure", ui::Tone::warning, notes.failure(), "Try again")) {
        notes.refresh();
      }
      if (!notes.has_answer()) return ui::skeleton("notes/loading", 6);
      if (notes.notes().empty()) return say_empty(notes);
      move_by_keys(notes);
      draw_notes(notes);
    });
  }

 private:
  static std::string subtitle(const NoteDesk& notes) {
    if (!notes.has_answer()) return "";
    if (notes.open() == 0) return "Nothing to acknowledge";
    return count_of(notes.open(), "note") + " to read and acknowledge before goods leave";
  }

  static void say_empty(NoteDesk& notes) {
    ui::gap(ui::space::vast);
    const bool again = ui::empty_state(
        "notes/empty", {.icon = ui::Icon::success,
                        .title = "Every note is acknowledged",
                        .sentence = "Notes of ship-tos appear here with each accepted order that "
                                    "goes there, and again when they are changed.",
                        .button = "Look again"});
    if (again) notes.refresh();
  }

  static void move_by_keys(NoteDesk& notes) {
    if (ui::pressed("note.next")) notes.choose(notes.place() + 1);
    if (ui::pressed("note.previous") && notes.place() > 0) notes.choose(notes.place() - 1);
  }

  static void draw_notes(NoteDesk& notes) {
    std::optional<std::size_t> read;
    for (std::size_t at = 0; at < notes.notes().size(); ++at) {
      if (draw_note(notes.notes()[at], at == notes.place())) read = at;
      ui::gap(ui::space::medium);
    }
    if (notes.has_more() &&
        ui::button("notes/more", "Show more", {.busy = notes.is_asking()})) {
      notes.ask_more();
    }
    if (!read) return;
    const OpenNote done = notes.notes()[*read];
    notes.acknowledge(*read);
    ui::announce("Acknowledged for " + done.number + ", " + done.note.ship_to + ".");
  }

  /// In full, however long it is: it is there to be read.
  static bool draw_note(const OpenNote& each, bool is_next) {
    const std::string key = "note/" + each.order_id + "/" + each.note.ship_to;
    const Clock& clock = model().edge().clock;
    bool pressed = false;
    ui::card(key, {}, [&] {
      ui::columns(
          {{ui::grow(), [&] {
              ui::text("For " + each.note.ship_to + " of " + each.customer_name,
                       {.type = ui::Type::caption_strong,
                        .ink = is_next ? ui::Ink::warning : ui::Ink::muted});
              ui::text(each.note.note, {.type = ui::Type::body_strong});
              ui::caption("Accepted " + since_text(clock, read_instant(each.since)) + ". " +
                          note_words(each.note, clock));
              ui::link(key + "/order", "Order " + each.number, "#/orders/show/" + each.order_id);
            }},
           {ui::fit(), [&] {
              pressed = ui::button(key + "/read", "Acknowledge",
                                   {.look = is_next ? ui::Look::primary : ui::Look::normal,
                                    .icon = ui::Icon::check,
                                    .action = is_next ? "note.acknowledge" : ""});
            }}},
          {.gap = ui::space::normal, .stack_below = 420});
    });
    return pressed;
  }

  bool entered_ = true;
};

}  // namespace

std::unique_ptr<ui::Screen> make_delivery_notes() { return std::make_unique<DeliveryNotes>(); }

}  // namespace tally::app
