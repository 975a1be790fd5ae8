#include <optional>
#include <string>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr std::size_t customers_max = 200;

const std::vector<ui::Column>& customer_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "name", .title = "Customer", .width = ui::grow(1, 200)},
      {.id = "code", .title = "Number", .width = ui::fixed(104), .priority = 1, .card_line = 2},
      {.id = "town", .title = "Town", .width = ui::fixed(170), .priority = 2, .card_line = 2},
      {.id = "state", .title = "State", .width = ui::fixed(104), .priority = 3},
  };
  return columns;
}

struct CustomerRows : ui::GridSource {
  const std::vector<wire::CustomerHit>& hits;
  const std::string& chosen;
  CustomerRows(const std::vector<wire::CustomerHit>& all, const std::string& one)
      : hits(all), chosen(one) {}
  const wire::CustomerHit& at(int row) const { return hits[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(hits.size()); }
  std::string row_key(int row) const override { return "customer:" + at(row).code.text(); }
  std::string row_name(int row) const override { return at(row).name; }
  bool selected(int row) const override { return at(row).code.text() == chosen; }
  Cell cell(int row, int column) const override {
    const wire::CustomerHit& hit = at(row);
    const bool blocked = hit.status == CustomerStatus::blocked;
    switch (column) {
      case 0: return {.kind = CellKind::button, .text = hit.name};
      case 1: return {.text = hit.code.text(), .ink = ui::Ink::muted};
      case 2: return {.text = hit.locality, .detail = hit.country};
      default:
        if (!blocked) return {};
        return {.kind = CellKind::badge, .text = "Blocked", .tone = ui::Tone::danger};
    }
  }
};

class Customers : public ui::Screen {
 public:
  std::string title() const override { return "Customers"; }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route&) override { entered_ = true; }

  void draw() override {
    if (!ready_or_say()) return;
    if (entered_) begin();
    const std::int64_t all = model().catalogue()->info().customers;
    ui::page_header({.title = "Customers", .subtitle = count_of(all, "customer")});
    ui::page_body("customers", [this] {
      const ui::Typed typed = ui::text_field("customers/find", "Find customers", typed_,
                                             {.placeholder = "Name, town or number",
                                              .hide_label = true,
                                              .kind = ui::InputKind::search,
                                              .icon = ui::Icon::search});
      if (typed.changed) find();
      if (typed.entered && !hits_.empty()) chosen_ = hits_.front().code.text();
      ui::gap(ui::space::normal);
      const Customer* customer = model().catalogue()->find_customer(chosen_);
      const float height = ui::available_height() - ui::space::normal;
      if (customer == nullptr) return draw_hits(height);
      if (ui::compact()) return draw_customer(*customer);
      const float width = ui::size_class() == ui::SizeClass::wide ? 340.0F : 300.0F;
      ui::columns({{ui::grow(), [&] { draw_hits(height); }},
                   {ui::fixed(width), [&] { draw_customer(*customer); }}},
                  {.gap = ui::space::normal});
    });
  }

 private:
  void begin() {
    entered_ = false;
    model().close_order();
    find();
    ui::focus("customers/find");
  }

  void find() { hits_ = model().catalogue()->search_customers(typed_, customers_max); }

  void draw_hits(float height) {
    if (hits_.empty()) {
      ui::gap(ui::space::large);
      ui::empty_state("customers/none",
                      {.icon = ui::Icon::customers,
                       .title = "No customer has this",
                       .sentence = "Try fewer letters, the town, or the customer's number."});
      return;
    }
    const CustomerRows rows(hits_, chosen_);
    const auto events = ui::grid("customers", customer_columns(), rows,
                                 {.label = "Customers found", .height = height});
    for (const ui::GridEvent& event : events) {
      const bool chosen = event.kind == ui::GridEvent::pressed ||
                          event.kind == ui::GridEvent::opened;
      if (chosen && event.row >= 0) chosen_ = rows.at(event.row).code.text();
    }
  }

  void draw_customer(const Customer& customer) {
    ui::card("customer", {.title = customer.name, .actions = [this] {
      if (ui::button("customer/close", "Close", {.look = ui::Look::quiet, .icon = ui::Icon::cross,
                                                 .icon_only = true, .small = true})) {
        chosen_.clear();
      }
    }}, [&customer] {
      std::vector<ui::Fact> facts{{"Number", customer.code.text()},
                                  {"Price list", customer.price_list.text()}};
      const auto add = [&facts](const char* label, const std::string& value) {
        if (!value.empty()) facts.push_back({label, value});
      };
      add("Terms", customer.terms);
      add("VAT id", customer.vat_id);
      add("E-mail", customer.email);
      add("Telephone", customer.phone);
      add("Looked after by", customer.rep);
      if (customer.po_number == PoNumberRule::required) add("PO number", "on every order");
      ui::facts("customer/facts", facts, 124);
      ui::separator();
      ui::subheading(customer.ship_tos.size() == 1 ? "Ship to" : "Ship-tos");
      for (const ShipTo& ship_to : customer.ship_tos) {
        ui::text(ship_to_words(ship_to, customer), {.ink = ui::Ink::muted});
      }
      if (customer.status == CustomerStatus::blocked) {
        ui::badge("Blocked for new orders", ui::Tone::danger, ui::Icon::lock);
        return;
      }
      if (!may_write_orders(model().person())) return;
      ui::gap(ui::space::small);
      if (ui::button("customer/order", "New order for them",
                     {.look = ui::Look::primary, .icon = ui::Icon::plus, .fill = true})) {
        platform::navigate("#/orders/new?customer=" + customer.code.text());
      }
    });
  }

  std::string typed_, chosen_;
  std::vector<wire::CustomerHit> hits_;
  bool entered_ = true;
};

}  // namespace

std::unique_ptr<ui::Screen> make_customers() { return std::make_unique<Customers>(); }

}  // namespace tally::app
