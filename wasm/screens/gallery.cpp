#include "wasm/screens/gallery.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "wasm/platform_web.hpp"
#include "wasm/screens/gallery_data.hpp"
#include "wasm/screens/gallery_entry.hpp"
#include "wasm/ui/ui.hpp"
#include "wasm/ui/unmirrored.hpp"

namespace tally::app {
namespace {

using ui::Cell;
using ui::CellKind;
using ui::Tone;

struct GalleryRows : ui::GridSource {
  int rows() const override { return static_cast<int>(gallery::past_orders().size()); }
  std::string row_key(int row) const override { return std::string("past:") + at(row).number; }
  std::string row_name(int row) const override {
    return std::string(at(row).number) + " " + at(row).customer;
  }
  static const gallery::PastOrder& at(int row) {
    return gallery::past_orders()[static_cast<std::size_t>(row)];
  }
  Cell cell(int row, int column) const override {
    const gallery::PastOrder& order = at(row);
    switch (column) {
      case 0: return {.kind = CellKind::link, .text = order.number, .href = "#/gallery/orders"};
      case 1: return {.text = order.customer, .detail = order.place};
      case 2: return {.text = order.day, .ink = ui::Ink::muted};
      case 3: return {.kind = CellKind::badge, .text = order.state,
                      .tone = static_cast<Tone>(order.tone)};
      default: return {.text = order.total, .strong = true};
    }
  }
};

class Gallery : public ui::Screen {
 public:
  std::string title() const override { return "Widget gallery"; }
  bool keeps(const ui::Route&) const override { return true; }

  void enter(const ui::Route& route) override {
    const auto value = [&](const char* name_of) {
      const auto found = route.query.find(name_of);
      return found == route.query.end() ? std::string() : found->second;
    };
    plant_ = value("plant") == "1";
    const int wanted = std::atoi(value("lines").c_str());
    if (wanted > 0 || entry_.is_empty()) entry_.fill(wanted > 0 ? wanted : 4);
    part_ = route.parts.size() > 1 ? route.parts[1] : "controls";
  }

  bool scanned(std::string_view code) override {
    scans_.emplace_back(code);
    platform::beep(platform::Beep::accepted);
    ui::toast("Scanned " + std::string(code), Tone::success);
    return true;
  }

  void draw() override {
    ui::page_header({.title = "Widget gallery",
                     .subtitle = "Every widget of the product, with the content it is made for",
                     .actions = [&] {
                       if (ui::button("gallery/keys", "Keys", {.icon = ui::Icon::keyboard}))
                         keys_ = true;
                       if (ui::button("gallery/new", "New order", {.look = ui::Look::primary,
                                                                   .icon = ui::Icon::plus})) {
                         ui::toast("Order 10043 begun", Tone::success);
                       }
                     }});
    if (part_ == "entry") {
      ui::page_body_fixed("entry", [&] { entry_.draw_page(); });
    } else {
      ui::page_body("gallery", [&] { parts(); });
    }
    dialogs();
    if (plant_) ui::plant_unmirrored_item();
  }

 private:
  void parts() {
    static const std::vector<std::string> names{"controls", "orders", "feedback", "colours"};
    int at = static_cast<int>(std::find(names.begin(), names.end(), part_) - names.begin());
    if (at == static_cast<int>(names.size())) at = 0;
    if (ui::tabs("gallery/part", "Parts of the gallery",
                 {{"Controls"}, {"Orders", 6}, {"Feedback"}, {"Colours"}}, at)) {
      platform::replace_route("#/gallery/" + names[static_cast<std::size_t>(at)]);
    }
    if (at == 0) controls();
    if (at == 1) orders();
    if (at == 2) feedback();
    if (at == 3) colours();
  }

  void controls() {
    ui::columns({{ui::grow(1), [&] { fields(); }}, {ui::grow(1), [&] { choices(); buttons(); }}},
                {.gap = 24, .stack_below = 760});
    ui::card("small-entry",
             {.title = "Order lines",
              .note = "Enter, Tab and arrows go from cell to cell",
              .flush = true},
             [&] { entry_.draw_grid(320); });
  }

  void fields() {
    ui::card("fields", {.title = "Order details"}, [&] {
      ui::combobox("gallery/customer", "Customer", customer_, customers_,
                   {.field = {.placeholder = "Name, number or town", .icon = ui::Icon::search},
                    .empty_text = "No customer has this in name, number or town."});
      filter_customers();
      ui::gap();
      ui::columns(
          {{ui::grow(),
            [&] {
              ui::text_field("gallery/po", "PO number", po_,
                             {.hint = "As it shall stand on the invoice", .required = true});
            }},
           {ui::grow(),
            [&] {
              ui::text_field("gallery/date", "Requested date", date_,
                             {.error = date_ == "2025-11-30"
                                           ? "30 November 2025 is a Sunday. Choose a working day."
                                           : "",
                              .icon = ui::Icon::calendar});
            }}},
          {.stack_below = 380});
      ui::gap();
      ui::select("gallery/ship", "Ship to",
                 {"Main store, Harbour Street 12", "Warehouse, Dock Road 4", "Another address"},
                 ship_);
      ui::gap();
      ui::text_area("gallery/notes", "Notes for the warehouse", notes_, {.lines = 3});
      ui::gap();
      ui::text_field("gallery/limit", "Credit limit", limit_,
                     {.disabled_why = "Only the credit desk changes it.", .suffix = "USD"});
    });
  }

  void choices() {
    ui::card("choices", {.title = "Delivery"}, [&] {
      ui::segmented("gallery/when", "Delivery", {"Standard", "Express", "Pick up"}, when_);
      ui::gap();
      ui::checkbox("gallery/partial", "Ship what is there, the rest later", partial_,
                   {.hint = "Otherwise the order waits until all of it is in stock."});
      ui::checkbox("gallery/quiet", "Leave prices off the delivery note", quiet_);
      ui::separator();
      ui::toggle("gallery/sound", "Sound after each scan", sound_);
    });
    ui::gap(24);
  }

  void buttons() {
    ui::card("buttons", {.title = "Buttons"}, [&] {
      ui::flow(8, [&] {
        if (ui::button("gallery/submit", "Submit order", {.look = ui::Look::primary,
                                                          .icon = ui::Icon::send})) {
          ++submitted_;
          ui::toast("Order submitted " + std::to_string(submitted_) + " times", Tone::success);
        }
        if (ui::button("gallery/draft", "Save draft")) ui::toast("Draft saved on this device");
        if (ui::button("gallery/discard", "Discard", {.look = ui::Look::danger})) asking_ = true;
        ui::button("gallery/print", "Print", {.look = ui::Look::quiet, .icon = ui::Icon::print});
        ui::button("gallery/approve", "Approve", {.disabled_why = "You may approve up to $5,000."});
        if (ui::button("gallery/sending", "Send", {.busy = busy_})) busy_ = true;
      });
      ui::flow(8, [&] {
        const auto chosen = ui::menu("gallery/more", "More",
                                     {{"Copy order", ui::Icon::copy},
                                      {"Export as CSV", ui::Icon::download},
                                      {"Delete order", ui::Icon::trash, true}},
                                     {.icon = ui::Icon::more, .icon_only = true});
        if (chosen)
          ui::toast(*chosen == 0 ? "Order copied" : *chosen == 1 ? "Exported" : "Deleted");
        ui::popover("gallery/why", "Why this price?", [&] {
          ui::heading(3, "Why $42.00 for AB-1030");
          ui::figures("gallery/why-figures", {{"List price, 100 at $0.48", "$48.00"},
                                             {"Agreed discount 12.5 %", "\xE2\x88\x92$6.00"},
                                             {"Price", "$42.00", ui::Ink::normal, true}});
        }, {.small = true});
        ui::link("gallery/help", "How prices are found", "#/gallery/colours");
      });
      ui::disclosure("gallery/details", "Shipping details", details_, [&] {
        ui::facts("gallery/facts", {{"Carrier", "Parcel, two days"}, {"Weight", "18.4 kg"},
                                    {"Freight", "$12.40"}});
      });
    });
  }

  void orders() {
    ui::columns({{ui::grow(),
                  [&] {
                    ui::stat("gallery/open", {.label = "Open orders",
                                              .value = "24",
                                              .note = "6 more than last week",
                                              .icon = ui::Icon::orders});
                  }},
                 {ui::grow(),
                  [&] {
                    ui::stat("gallery/waiting", {.label = "Waiting for a person", .value = "3",
                                                 .note = "The oldest since 09:12",
                                                 .tone = Tone::warning, .icon = ui::Icon::clock});
                  }},
                 {ui::grow(),
                  [&] {
                    ui::stat("gallery/today", {.label = "Shipped today", .value = "$31,208",
                                               .note = "All on time", .tone = Tone::success,
                                               .icon = ui::Icon::truck});
                  }}},
                {.gap = 16, .stack_below = 620});
    static const std::vector<ui::Column> columns{
        {.id = "number", .title = "Order", .width = ui::fixed(96), .sortable = true},
        {.id = "customer", .title = "Customer", .width = ui::grow(1, 200)},
        {.id = "day", .title = "Day", .width = ui::fixed(130), .priority = 2, .card_line = 2},
        {.id = "state", .title = "State", .width = ui::fixed(230), .priority = 1, .card_line = 2},
        {.id = "total", .title = "Total", .width = ui::fixed(120), .right = true, .sortable = true},
    };
    const GalleryRows rows;
    for (const ui::GridEvent& event :
         ui::grid("past", columns, rows, {.label = "Past orders", .height = -1, .row_height = 60,
                                          .sort_column = sort_column_, .sort_down = sort_down_})) {
      if (event.kind == ui::GridEvent::sorted) {
        sort_down_ = sort_column_ == event.column && !sort_down_;
        sort_column_ = event.column;
      }
      if (event.kind == ui::GridEvent::opened) ui::toast("Opened " + event.row_key);
    }
  }

  void feedback() {
    ui::banner("gallery/stale", Tone::warning,
               "Prices are from Tuesday 08:10. The network wants a sign-in.", "Sign in");
    ui::banner("gallery/credit", Tone::danger,
               "This customer is $1,240 over the credit limit. You can "
               "submit the order; the credit desk decides.");
    ui::banner("gallery/done", Tone::success, "All 3 waiting orders have reached the company.");
    ui::columns({{ui::grow(),
                  [&] {
                    ui::card("empty", {.title = "Nothing yet"}, [&] {
                      if (ui::empty_state(
                              "gallery/empty",
                              {.icon = ui::Icon::inbox,
                               .title = "No exceptions",
                               .sentence =
                                   "Orders that need a decision appear here, each with its reason.",
                               .button = "Show all orders"})) {
                        ui::announce("All orders");
                      }
                    });
                  }},
                 {ui::grow(),
                  [&] {
                    ui::card("loading", {.title = "On its way"}, [&] {
                      ui::progress("gallery/snapshot", "Prices and products", 0.62F);
                      ui::gap(20);
                      ui::skeleton("gallery/skeleton", 6);
                    });
                    ui::gap(24);
                    ui::card("states", {.title = "States"}, [&] {
                      ui::flow(8, [&] {
                        ui::badge("Draft");
                        ui::badge("Shipped", Tone::success, ui::Icon::check);
                        ui::badge("Waiting", Tone::warning, ui::Icon::clock);
                        ui::badge("Sent back", Tone::danger);
                        ui::badge("Picking", Tone::info);
                        ui::badge("New", Tone::accent);
                      });
                    });
                  }}},
                {.gap = 24, .stack_below = 760});
  }

  void colours() {
    ui::card("type", {.title = "Type"}, [&] {
      ui::heading(1, "Display, 28 px");
      ui::heading(2, "Title, 20 px");
      ui::heading(3, "Large, 16 px");
      ui::text("Body, 14 px: figures are all equally wide, 1,111.11 under 8,888.88.");
      ui::text("Strong body, 14 px", {.type = ui::Type::body_strong});
      ui::caption("Caption, 13 px: hints, notes and what is less important");
    });
    ui::card("icons", {.title = "Icons"}, [&] {
      ui::flow(14, [&] {
        for (int i = 1; i <= static_cast<int>(ui::Icon::layers); ++i) {
          ui::icon(static_cast<ui::Icon>(i), 24, ui::Ink::normal);
        }
      });
    });
  }

  void filter_customers() {
    customers_.clear();
    for (const gallery::PastOrder& order : gallery::past_orders()) {
      const bool twice =
          std::any_of(customers_.begin(), customers_.end(),
                      [&](const ui::Choice& c) { return c.label == order.customer; });
      if (customer_.empty() || twice || !gallery::holds(order.customer, customer_)) continue;
      customers_.push_back({.key = order.number, .label = order.customer, .detail = order.place});
    }
  }

  void dialogs() {
    ui::dialog(
        "gallery/discard-order",
        {.title = "Discard this order?", .sentence = "Its 4 lines are removed from this device."},
        asking_,
        [&] {
          ui::text_area("gallery/reason", "Reason", reason_, {.hint = "The customer sees it."});
        },
        [&] {
          if (ui::button("gallery/keep", "Keep it")) asking_ = false;
          if (ui::button("gallery/really", "Discard order", {.look = ui::Look::danger})) {
            asking_ = false;
            ui::toast("Order discarded");
          }
        });
    ui::dialog(
        "gallery/keys-dialog", {.title = "Scanned codes"}, keys_,
        [&] {
          if (scans_.empty()) ui::text("Scan a barcode anywhere.", {.ink = ui::Ink::muted});
          for (const std::string& code : scans_) ui::text(code);
        },
        [&] {
          if (ui::button("gallery/keys-done", "Done", {.look = ui::Look::primary})) keys_ = false;
        });
  }

  gallery::EntryDemo entry_;
  std::vector<ui::Choice> customers_;
  std::vector<std::string> scans_;
  std::string part_ = "controls", customer_, po_ = "PO 4711",
              date_ = "2025-11-30", notes_, limit_ = "5,000.00", reason_;
  int ship_ = 0, when_ = 0, submitted_ = 0, sort_column_ = 0;
  bool sort_down_ = true, partial_ = true, quiet_ = false, sound_ = true, details_ = false,
       busy_ = false, asking_ = false, keys_ = false, plant_ = false;
};

}  // namespace

bool in_gallery() {
  static const bool opened_here = platform::current_route().starts_with("#/gallery");
  return opened_here;
}

Surroundings gallery_surroundings() {
  return {
      .company = "Northgate Supply",
      .person = "Ada Jensen",
      .role = "Sales rep",
      .navigation = {{"Widgets", "#/gallery", ui::Icon::layers},
                     {"Desk", "#/gallery/desk", ui::Icon::inbox, 3},
                     {"Orders", "#/gallery/orders", ui::Icon::orders},
                     {"Products", "#/gallery/products", ui::Icon::products},
                     {"Customers", "#/gallery/customers", ui::Icon::customers},
                     {"Settings", "#/gallery/settings", ui::Icon::settings}},
      .status =
          "Saved on this device 10:42 \xC2\xB7 3 orders waiting \xC2\xB7 prices of Tuesday 08:10"};
}

std::unique_ptr<ui::Screen> make_gallery() { return std::make_unique<Gallery>(); }

}  // namespace tally::app
