#include <algorithm>
#include <string>
#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/entry_header.hpp"
#include "wasm/screens/entry_lines.hpp"
#include "wasm/screens/entry_party.hpp"
#include "wasm/screens/entry_pass_over.hpp"
#include "wasm/screens/entry_states.hpp"
#include "wasm/screens/entry_summary.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

constexpr float strip_height = 96 + 16;

class OrderEntry : public ui::Screen {
 public:
  std::string title() const override {
    const OpenOrder* open = model().open();
    const Customer* customer =
        open == nullptr ? nullptr : model().open()->editor().customer();
    return customer == nullptr ? "New order" : "Order for " + customer->name;
  }

  void enter(const ui::Route& route) override {
    wanted_ = route.parts.size() > 2 ? route.parts[2] : "";
    const auto customer = route.query.find("customer");
    wanted_customer_ = customer == route.query.end() ? "" : customer->second;
    // The address that the new order has just got names what is open already.
    const OpenOrder* open = model().open();
    const bool is_open = !opening_ && open != nullptr && open->order_id() == wanted_;
    opening_ = !is_open;
  }
  bool keeps(const ui::Route& route) const override {
    // The new order's own address, taken once it has an id, is the same screen.
    const OpenOrder* open = model().open();
    return open != nullptr && route.parts.size() > 2 && route.parts[2] == open->order_id();
  }

  bool scanned(std::string_view code) override {
    OpenOrder* open = model().open();
    if (open == nullptr || !open->may_edit()) return false;
    const auto cursor = lines_.cursor(open->editor());
    const Scanned result = open->editor().scan(code);
    const bool known = result.result != ScanResult::unknown;
    platform::beep(known ? platform::Beep::accepted : platform::Beep::refused);
    if (known) {
      ui::announce(result.words);
      lines_.after_scan(open->editor(), cursor);
    } else {
      ui::toast(result.words, ui::Tone::danger);
    }
    return true;
  }

  bool knows_code(std::string_view code) const override {
    return model().catalogue() != nullptr && model().catalogue()->find_product(code) != nullptr;
  }

  void draw() override {
    if (!ready_or_say()) return;
    if (opening_) open_it();
    OpenOrder* open = model().open();
    if (open == nullptr) return say_draft_missing();
    if (open->delivery().state == Delivery::State::saved) {
      say_order_saved(*open);
      if (!std::exchange(saved_shown_, true)) ui::focus("entry/next");
      return;
    }
    if (const LogState state = model().outbox().state();
        state == LogState::reader || state == LogState::unusable) {
      return say_nothing_saved();
    }
    act_on_keys(*open);
    draw_page_header(*open);
    if (ui::compact()) {
      ui::page_body("entry", [&] { narrow(*open); });
    } else {
      ui::page_body_fixed("entry", [&] { wide(*open); });
    }
    after_drawing(*open);
  }

 private:
  void open_it() {
    opening_ = false;
    OpenOrder* open = wanted_.empty() ? model().begin_order() : model().open_draft(wanted_);
    if (open == nullptr) return;
    if (!wanted_customer_.empty() && open->editor().order().customer.empty()) {
      open->editor().choose_customer(wanted_customer_);
    }
    if (wanted_.empty()) platform::replace_route("#/orders/draft/" + open->order_id());
    if (!open->may_edit()) return;
    // The cursor stands in the SKU cell of the row that is always there.
    lines_.focus(open->editor(), {.line = open->editor().lines(), .field = LineField::sku});
  }

  void draw_page_header(OpenOrder& open) {
    OrderEditor& editor = open.editor();
    ui::page_header(
        {.title = title(),
         .back_label = "Orders",
         .back_href = "#/orders",
         .actions = [&] {
           const auto& undo = editor.sheet().undo_steps();
           const auto& redo = editor.sheet().redo_steps();
           const bool frozen = !open.may_edit();
           const std::string none = frozen ? "The order is being saved." : "Nothing to take back.";
           if (ui::button("entry/undo", "Undo",
                          {.look = ui::Look::quiet, .icon = ui::Icon::undo, .icon_only = true,
                           .disabled_why = undo.empty() || frozen ? none : "",
                           .action = "order.undo",
                           .tip = undo.empty() ? "" : "Undo " + undo.back().name})) {
             take_back(open, Back::undo);
           }
           if (ui::button("entry/redo", "Redo",
                          {.look = ui::Look::quiet, .icon = ui::Icon::redo, .icon_only = true,
                           .disabled_why = redo.empty() || frozen ? "Nothing to do again." : "",
                           .action = "order.redo"})) {
             take_back(open, Back::redo);
           }
           if (ui::button("entry/delete", "Delete draft",
                          {.look = ui::Look::quiet, .icon = ui::Icon::trash, .icon_only = true,
                           .disabled_why = frozen ? "The order is being saved." : ""})) {
             deleting_ = true;
           }
           draw_more(open);
         }});
  }

  void wide(OpenOrder& open) {
    grant(open, header_.draw(open));
    const float height = ui::available_height() - strip_height - ui::space::normal;
    ui::columns({{ui::grow(), [&] {
                    lines_.draw(open, height);
                    // The strip keeps its place however many lines there are.
                    ui::gap(std::max(ui::space::normal, ui::available_height() - strip_height));
                    draw_line_strip(open.editor(), lines_.cursor(open.editor()));
                  }},
                 {ui::fixed(ui::size_class() == ui::SizeClass::wide ? 264.0F : 244.0F),
                  [&] { obey(open, draw_summary(open, IssueRoom::as_fits)); }}},
                {.gap = ui::space::normal});
  }

  void narrow(OpenOrder& open) {
    grant(open, header_.draw(open));
    ui::gap(ui::space::normal);
    lines_.draw(open, -1);
    ui::gap(ui::space::normal);
    obey(open, draw_summary(open, IssueRoom::all));
  }

  /// Where a form or a question was opened from, so that its end leads back there.
  void note_cursor(OpenOrder& open) {
    if (std::exchange(typed_in_, open.order_id()) != open.order_id()) {
      typed_at_ = {.line = open.editor().lines()};
    }
    if (ui::any_dialog_open()) return;
    if (const auto cell = lines_.cursor(open.editor())) typed_at_ = *cell;
    for (int field = 0; field < header_fields; ++field) {
      const auto header = static_cast<HeaderField>(field);
      if (ui::is_focused(header_key(header))) typed_at_ = {.header = header};
    }
  }

  void after_drawing(OpenOrder& open) {
    if (header_.take_done()) {
      lines_.focus(open.editor(), {.line = open.editor().lines(), .field = LineField::sku});
    }
    if (auto text = lines_.take_paste()) paste(open, *text);
    if (auto text = ui::take_paste()) paste(open, *text);
    if (const auto line = lines_.take_new_ship_to()) party_.open_ship_to(open, *line);
    if (const auto line = lines_.take_why()) {
      why_line_ = *line;
      why_open_ = true;
    }
    draw_line_why(open.editor(), why_line_, why_open_);
    draw_delete(open);
    note_cursor(open);
    if (pass_over_.draw(open)) go(open, typed_at_);
    draw_party(open);
  }

  /// Closed without an answer it leads back to where somebody was typing.
  void draw_party(OpenOrder& open) {
    const bool was_open = party_.is_open();
    const auto place = party_.draw(open);
    if (place) after_party(open, *place);
    else if (was_open && !party_.is_open()) go(open, typed_at_);
  }

  /// A customer leads on to the lines, as one that was chosen; a ship-to to where it was wanted.
  void after_party(OpenOrder& open, const Place& place) {
    if (place.header == HeaderField::customer) {
      lines_.focus(open.editor(), {.line = open.editor().lines(), .field = LineField::sku});
    } else {
      go(open, place);
    }
  }

  void grant(OpenOrder& open, const HeaderWish& wish) {
    if (wish.new_customer) party_.open_customer(open, *wish.new_customer);
    if (wish.new_ship_to) party_.open_ship_to(open, std::nullopt);
  }

  SummaryWish draw_summary(OpenOrder& open, IssueRoom room) {
    return summary_.draw(open, model().own_doubles(), room, lines_.cursor(open.editor()));
  }

  void show_columns(bool on) {
    lines_.show(LineField::ship_to, on);
    lines_.show(LineField::requested_date, on);
    ui::announce(on ? "Each line shows its ship-to and its day."
                    : "Ship-to and day of lines are hidden where none has its own.");
  }

  /// What has no button of its own on the page.
  void draw_more(OpenOrder& open) {
    const std::string frozen = open.may_edit() ? "" : "The order is being saved.";
    const std::string no_customer = open.editor().customer() == nullptr
                                        ? "Choose the customer first."
                                        : frozen;
    const std::string why_not = open.editor().no_new_customer_why();
    const bool places = lines_.shows(LineField::ship_to);
    const bool days = lines_.shows(LineField::requested_date);
    const auto picked = ui::menu(
        "entry/more", "More",
        {{.label = "New customer…", .icon = ui::Icon::user,
          .disabled_why = why_not.empty() ? frozen : why_not},
         {.label = "New ship-to…", .icon = ui::Icon::truck, .disabled_why = no_customer},
         {.label = "Days and delivery", .icon = ui::Icon::calendar},
         {.label = places ? "Hide ship-to of lines" : "Ship-to of each line",
          .icon = ui::Icon::layers},
         {.label = days ? "Hide day of lines" : "Day of each line", .icon = ui::Icon::clock}},
        {.look = ui::Look::quiet, .icon = ui::Icon::more, .icon_only = true});
    if (picked == 0) party_.open_customer(open, "");
    if (picked == 1) party_.open_ship_to(open, std::nullopt);
    if (picked == 2) header_.unfold_delivery();
    if (picked == 3) lines_.show(LineField::ship_to, !places);
    if (picked == 4) lines_.show(LineField::requested_date, !days);
  }

  void paste(OpenOrder& open, const std::string& text) {
    if (!open.may_edit()) return;
    model().begin_paste(text);
    platform::navigate("#/orders/paste/" + open.order_id());
  }

  void draw_delete(OpenOrder& open) {
    ui::dialog("entry/delete-draft",
               {.title = "Delete this draft?",
                .sentence = count_of(static_cast<std::int64_t>(open.editor().lines()), "line") +
                            ". It is only on this device and cannot be brought back."},
               deleting_, [] {},
               [&] {
                 if (ui::button("entry/delete/no", "Keep it")) deleting_ = false;
                 if (ui::button("entry/delete/yes", "Delete draft",
                                {.look = ui::Look::danger})) {
                   deleting_ = false;
                   const std::string id = open.order_id();
                   platform::navigate("#/orders?state=drafts");
                   model().drop_draft(id);
                   ui::toast("Draft deleted");
                 }
               });
  }

  void act_on_keys(OpenOrder& open) {
    OrderEditor& editor = open.editor();
    if (ui::pressed("order.delivery")) header_.unfold_delivery();
    if (ui::pressed("order.columns")) {
      show_columns(!(lines_.shows(LineField::ship_to) && lines_.shows(LineField::requested_date)));
    }
    if (ui::pressed("order.lines")) {
      lines_.focus(editor, {.line = editor.lines(), .field = LineField::sku});
    }
    if (ui::pressed("order.customer")) header_.focus(HeaderField::customer);
    const auto cursor = lines_.cursor(editor);
    if (ui::pressed("order.why") && cursor && editor.lines() > 0) {
      why_line_ = std::min(cursor->line, editor.lines() - 1);  // from the empty row: the last line
      why_open_ = true;
    }
    if (ui::pressed("order.insert") && cursor && open.may_edit()) {
      editor.insert_line(cursor->line);
      lines_.focus(editor, {.line = cursor->line, .field = LineField::sku});
    }
  }

  enum class Back { undo, redo };
  void take_back(OpenOrder& open, Back which) {
    OrderEditor& editor = open.editor();
    const auto& steps = which == Back::undo ? editor.sheet().undo_steps()
                                            : editor.sheet().redo_steps();
    if (steps.empty()) return;
    const std::string name = steps.back().name;
    const auto place = which == Back::undo ? editor.undo() : editor.redo();
    ui::announce((which == Back::undo ? "Undone: " : "Done again: ") + name);
    if (place) go(open, *place);
  }

  void go(OpenOrder& open, const Place& place) {
    if (!place.captured.empty() && party_.open_at(open, place.captured)) return;
    if (place.header) return header_.focus(*place.header);
    Place cell = place;
    cell.line = std::min(cell.line, open.editor().lines());
    lines_.focus(open.editor(), cell);
  }

  void obey(OpenOrder& open, const SummaryWish& wish) {
    if (wish.fix && open.may_edit()) {
      const bool mends = wish.fix->kind != FixKind::go_there;
      go(open, open.editor().apply(*wish.fix));
      if (mends) ui::announce("Done: " + wish.fix->label);
    }
    if (wish.pass_over && open.may_edit()) pass_over_.open(*wish.pass_over);
    if (wish.take_back && open.may_edit()) {
      open.editor().take_back_override(*wish.take_back);
      ui::announce("Taken back: the warning stands again.");
    }
    if (wish.open_captured) party_.open_at(open, *wish.open_captured);
    if (wish.next_issue || ui::pressed("order.next_issue")) {
      go_to_next_issue(open);
    }
    if (wish.to_file) save_as_file();
    if (wish.submit) submit(open);
  }

  void go_to_next_issue(OpenOrder& open) {
    const auto fix = summary_.next_issue(open, model().own_doubles());
    if (fix) go(open, open.editor().apply(*fix));
  }

  void submit(OpenOrder& open) {
    switch (model().submit()) {
      case SaveCheck::ready:
      case SaveCheck::under_way: return;
      case SaveCheck::unreadable:
        ui::alarm("The prices on this device cannot be read. Load the page again.");
        return;
      case SaveCheck::has_errors: break;
    }
    const auto errors = open.editor().live().count(Severity::error);
    ui::alarm("Not saved: " + count_of(static_cast<std::int64_t>(errors), "thing") + " to mend.");
    go_to_next_issue(open);
  }

  /// Everything that waits and this order, signed: for another device or for the desk.
  static void save_as_file() {
    model().export_unsent([](const std::string& bytes) {
      if (bytes.empty()) return ui::alarm("The file could not be made on this device.");
      platform::download("tallystick-orders.txt", "text/plain", bytes);
    });
  }

  EntryHeader header_;
  EntryLines lines_;
  EntrySummary summary_;
  EntryParty party_;
  EntryPassOver pass_over_;
  std::string wanted_, wanted_customer_, typed_in_;
  Place typed_at_;
  std::size_t why_line_ = 0;
  bool opening_ = true, why_open_ = false, deleting_ = false, saved_shown_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_order_entry() { return std::make_unique<OrderEntry>(); }

}  // namespace tally::app
