#include "wasm/screens/entry_header.hpp"

#include <utility>

#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t customers_found_max = 8;

std::string field_key(HeaderField field) { return "order/" + std::string(field_name(field)); }

ui::Choice customer_choice(const wire::CustomerHit& hit) {
  const bool blocked = hit.status == CustomerStatus::blocked;
  return {.key = hit.code.text(),
          .label = hit.name,
          .detail = hit.code.text() + " · " + hit.locality + ", " + hit.country,
          .badge = blocked ? "blocked" : "",
          .tone = ui::Tone::danger};
}

}  // namespace

std::string customer_words(const Customer* customer) {
  return customer == nullptr ? "" : customer->name + " (" + customer->code.text() + ")";
}

bool EntryHeader::take_done() { return std::exchange(done_, false); }
void EntryHeader::focus(HeaderField field) { ui::focus(field_key(field)); }

void EntryHeader::customer(OpenOrder& open) {
  OrderEditor& editor = open.editor();
  const std::string chosen = customer_words(editor.customer());
  if (!typing_) typed_ = chosen.empty() ? editor.order().customer : chosen;
  if (typing_ && found_for_ != typed_) {
    found_for_ = typed_;
    found_.clear();
    for (const auto& hit : editor.catalogue().search_customers(typed_, customers_found_max)) {
      found_.push_back(customer_choice(hit));
    }
  }
  const ui::ComboOptions options{
      .field = {.placeholder = "Name, town or number",
                .error = typing_ || editor.is_empty() ? "" : editor.header_error(
                                                                 HeaderField::customer),
                .disabled_why = open.may_edit() ? "" : "The order is being saved.",
                .required = true,
                .icon = ui::Icon::customers},
      .empty_text = "No customer has this in name, town or number."};
  const ui::Picked picked =
      ui::combobox(field_key(HeaderField::customer), "Customer", typed_, found_, options);
  if (picked.typed.changed) typing_ = true;
  if (picked.index && found_for_ == typed_ &&
      static_cast<std::size_t>(*picked.index) < found_.size()) {
    editor.choose_customer(found_[static_cast<std::size_t>(*picked.index)].key);
    typing_ = false;
    done_ = true;
  } else if (picked.index || (typing_ && (picked.typed.entered || picked.typed.left))) {
    // A number typed in full needs no list; what is left half typed goes back to what was chosen.
    const Customer* exact = editor.catalogue().find_customer(typed_);
    if (exact != nullptr) editor.choose_customer(exact->code.text());
    done_ = exact != nullptr && !picked.typed.left;
    typing_ = !picked.typed.left && exact == nullptr;
  }
  if (picked.typed.escaped) typing_ = false;
}

void EntryHeader::ship_to(OpenOrder& open) {
  OrderEditor& editor = open.editor();
  const Customer* customer = editor.customer();
  std::vector<std::string> places;
  int chosen = 0;
  if (customer != nullptr) {
    if (customer->ship_tos.size() != 1) places.push_back("Choose where it goes");
    for (const ShipTo& ship_to : customer->ship_tos) {
      if (ship_to.code.text() == editor.order().ship_to) chosen = static_cast<int>(places.size());
      places.push_back(ship_to_words(ship_to, *customer));
    }
  } else {
    places.push_back("Choose the customer first");
  }
  const int before = chosen;
  const ui::SelectOptions options{
      .error = customer == nullptr ? "" : editor.header_error(HeaderField::ship_to),
      .disabled_why = !open.may_edit()      ? "The order is being saved."
                      : customer == nullptr ? "Choose the customer first."
                                            : ""};
  ui::select(field_key(HeaderField::ship_to), "Ship to", places, chosen, options);
  if (customer == nullptr || chosen == before) return;
  const int shift = customer->ship_tos.size() == 1 ? 0 : 1;
  const int place = chosen - shift;
  editor.set_header(HeaderField::ship_to,
                    place < 0 ? ""
                              : customer->ship_tos[static_cast<std::size_t>(place)].code.text());
  editor.end_typing();
}

void EntryHeader::text(OpenOrder& open, HeaderField field, const char* label,
                       ui::FieldOptions options) {
  OrderEditor& editor = open.editor();
  std::string typed = header_text(editor.order(), field);
  options.error_floats = true;  // the summary says it too, and the lines keep their place
  options.error = ui::is_focused(field_key(field)) && !typed.empty() ? ""
                                                                     : editor.header_error(field);
  if (!open.may_edit()) options.disabled_why = "The order is being saved.";
  const ui::Typed result = ui::text_field(field_key(field), label, typed, options);
  if (result.changed) editor.set_header(field, typed);
  if (result.left) editor.end_typing();
}

void EntryHeader::draw(OpenOrder& open) {
  const Customer* who = open.editor().customer();
  const bool needs_po = who != nullptr && who->po_number == PoNumberRule::required;
  const auto customer_field = [&] { customer(open); };
  const auto ship_to_field = [&] { ship_to(open); };
  const auto po = [&] {
    text(open, HeaderField::po_number, "PO number", {.required = needs_po});
  };
  const auto date = [&] {
    text(open, HeaderField::requested_date, "Requested date",
         {.placeholder = "2026-03-31", .icon = ui::Icon::calendar});
  };
  const auto freight = [&] {
    text(open, HeaderField::freight, "Freight", {.placeholder = "none"});
  };
  const auto coupons = [&] {
    text(open, HeaderField::coupons, "Coupons", {.placeholder = "none"});
  };
  const auto note = [&] {
    text(open, HeaderField::note, "Note", {.placeholder = "For the company, with the order"});
  };
  ui::card("order/head", {}, [&] {
    if (ui::available_width() < 760) {
      ui::columns({{ui::grow(), customer_field}, {ui::grow(), ship_to_field}},
                  {.gap = ui::space::medium, .stack_below = 420});
      ui::gap(ui::space::medium);
      ui::columns({{ui::grow(), po}, {ui::grow(), date}, {ui::grow(0.7F), freight}},
                  {.gap = ui::space::medium});
      ui::gap(ui::space::medium);
      ui::columns({{ui::grow(), coupons}, {ui::grow(1.7F), note}}, {.gap = ui::space::medium});
      return;
    }
    if (ui::available_width() < 920) {
      ui::columns({{ui::grow(1.4F), customer_field},
                   {ui::grow(1.2F), ship_to_field},
                   {ui::fixed(130), po},
                   {ui::fixed(148), date}},
                  {.gap = ui::space::medium});
      ui::gap(ui::space::medium);
      ui::columns({{ui::fixed(130), freight}, {ui::fixed(148), coupons}, {ui::grow(), note}},
                  {.gap = ui::space::medium});
      return;
    }
    ui::columns({{ui::grow(1.7F), customer_field},
                 {ui::grow(1.4F), ship_to_field},
                 {ui::fixed(112), po},
                 {ui::fixed(140), date},
                 {ui::fixed(76), freight},
                 {ui::fixed(92), coupons},
                 {ui::grow(0.8F), note}},
                {.gap = ui::space::medium});
  });
}

}  // namespace tally::app
