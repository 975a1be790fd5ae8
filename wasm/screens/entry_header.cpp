#include "wasm/screens/entry_header.hpp"

#include <utility>


namespace tally::app {

namespace {

constexpr std::size_t customers_found_max = 8;
constexpr std::string_view new_customer_key = "/new";  // no customer's number begins with a slash

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

void EntryHeader::focus(HeaderField field) {
  if (EntryDelivery::has(field)) return delivery_.show(field);
  ui::focus(header_key(field));
}

void EntryHeader::find_customers(const OrderEditor& editor) {
  found_for_ = typed_;
  found_.clear();
  for (const auto& hit : editor.catalogue().search_customers(typed_, customers_found_max)) {
    found_.push_back(customer_choice(hit));
  }
  if (typed_.empty() || !editor.no_new_customer_why().empty()) return;
  found_.push_back({.key = std::string(new_customer_key),
                    .label = "New customer…",
                    .detail = "Captured with this order"});
}

void EntryHeader::customer(OpenOrder& open, HeaderWish& wish) {
  OrderEditor& editor = open.editor();
  const std::string chosen = customer_words(editor.customer());
  if (!typing_) typed_ = chosen.empty() ? editor.order().customer : chosen;
  if (typing_ && found_for_ != typed_) find_customers(editor);
  const std::string why_not = editor.no_new_customer_why();
  const bool only_new = found_.size() == 1 && found_.front().key == new_customer_key;
  const ui::ComboOptions options{
      .field = {.placeholder = "Name, town or number",
                .error = typing_ || editor.is_empty() ? "" : editor.header_error(
                                                                 HeaderField::customer),
                .disabled_why = open.may_edit() ? "" : "The order is being saved.",
                .required = true,
                .icon = ui::Icon::customers},
      .empty_text = "No customer has this in name, town or number." +
                    (why_not.empty() ? "" : " " + why_not),
      // Whoever types on without looking must not begin a customer by it.
      .lights_first = !only_new};
  const ui::Picked picked =
      ui::combobox(header_key(HeaderField::customer), "Customer", typed_, found_, options);
  if (picked.typed.changed) typing_ = true;
  if (picked.index && found_for_ == typed_ &&
      static_cast<std::size_t>(*picked.index) < found_.size()) {
    const std::string& key = found_[static_cast<std::size_t>(*picked.index)].key;
    typing_ = false;
    if (key == new_customer_key) {
      wish.new_customer = typed_;
      return;
    }
    editor.choose_customer(key);
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

void EntryHeader::ship_to(OpenOrder& open, HeaderWish& wish) {
  OrderEditor& editor = open.editor();
  const bool has_customer = editor.customer() != nullptr;
  const std::vector<ShipToChoice>& known = editor.ship_tos();
  std::vector<std::string> places;
  const std::string& now = editor.order().ship_to;
  // One place alone is chosen by itself.
  const bool needs_choice = known.size() != 1 || !(now.empty() || now == known.front().code);
  if (!has_customer) places.push_back("Choose the customer first");
  else if (needs_choice) places.push_back("Choose where it goes");
  int chosen = 0;
  for (const ShipToChoice& each : known) {
    if (each.code == now) chosen = static_cast<int>(places.size());
    places.push_back(each.words + (each.captured ? " (new)" : ""));
  }
  if (has_customer) places.push_back("New ship-to…");
  const int before = chosen;
  const ui::SelectOptions options{
      .error = has_customer ? editor.header_error(HeaderField::ship_to) : "",
      .disabled_why = !open.may_edit() ? "The order is being saved."
                      : has_customer   ? ""
                                       : "Choose the customer first."};
  ui::select(header_key(HeaderField::ship_to), "Ship to", places, chosen, options);
  if (!has_customer || chosen == before) return;
  if (chosen + 1 == static_cast<int>(places.size())) {
    wish.new_ship_to = true;
    return;
  }
  const int place = chosen - (needs_choice ? 1 : 0);
  editor.set_header(HeaderField::ship_to,
                    place < 0 ? "" : known[static_cast<std::size_t>(place)].code);
  editor.end_typing();
}

HeaderWish EntryHeader::draw(OpenOrder& open) {
  HeaderWish wish;
  ui::card("order/head", {}, [&] {
    fields(open, wish);
    delivery_.draw(open);
  });
  return wish;
}

void EntryHeader::fields(OpenOrder& open, HeaderWish& wish) {
  const Customer* who = open.editor().customer();
  const bool needs_po = who != nullptr && who->po_number == PoNumberRule::required;
  const auto customer_field = [&] { customer(open, wish); };
  const auto ship_to_field = [&] { ship_to(open, wish); };
  const auto po = [&] {
    draw_header_text(open, HeaderField::po_number, "PO number", {.required = needs_po});
  };
  const auto date = [&] {
    draw_header_text(open, HeaderField::requested_date, "Requested date",
                     {.placeholder = "2026-03-31", .icon = ui::Icon::calendar});
  };
  const auto freight = [&] {
    draw_header_text(open, HeaderField::freight, "Freight", {.placeholder = "none"});
  };
  const auto coupons = [&] {
    draw_header_text(open, HeaderField::coupons, "Coupons", {.placeholder = "none"});
  };
  const auto note = [&] {
    draw_header_text(open, HeaderField::note, "Note",
                     {.placeholder = "For the company, with the order"});
  };
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
}

}  // namespace tally::app
