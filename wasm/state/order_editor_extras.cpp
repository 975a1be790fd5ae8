// The order editor's part about what comes with the order beside its cells: ship-tos, a customer
// that is new, warnings that somebody passes over.
#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "shared/complete/override.hpp"
#include "wasm/state/order_editor.hpp"
#include "wasm/state/order_view.hpp"

namespace tally::app {

namespace {

/// As the rest of the app knows a customer, with what was captured of it.
std::optional<Customer> customer_captured(const RawOrder& order) {
  const auto code = CustomerCode::parse(order.customer);
  if (!order.new_customer || !code) return std::nullopt;
  Customer customer;
  customer.code = *code;
  customer.name = trim(order.new_customer->name);
  if (customer.name.empty()) customer.name = code->text();
  customer.billing = order.new_customer->billing;
  return customer;
}

bool begins_like(std::string_view word, std::string_view typed) {
  return ascii_upper(word.substr(0, typed.size())) == typed;
}

}  // namespace

const OrderEditor::Known& OrderEditor::known() const {
  if (known_.revision == sheet_.revision()) return known_;
  known_ = {.revision = sheet_.revision()};
  const Customer* customer = catalogue_->find_customer(order().customer);
  if (customer == nullptr) {
    known_.captured = customer_captured(order());
    customer = known_.captured ? &*known_.captured : nullptr;
  }
  if (customer != nullptr) {
    const auto add = [&](const ShipTo& ship_to, std::optional<std::size_t> captured) {
      known_.ship_tos.push_back(
          {ship_to.code.text(), ship_to_words(ship_to, *customer), captured});
    };
    for (const ShipTo& each : customer->ship_tos) add(each, std::nullopt);
    for (std::size_t at = 0; at < order().new_ship_tos.size(); ++at) {
      const RawShipTo& raw = order().new_ship_tos[at];
      const auto code = ShipToCode::parse(raw.code);
      if (code) add({*code, raw.address, raw.delivery_note}, at);
    }
  }
  for (const RawLine& line : order().lines) {
    known_.columns.agreed_price |= !line.agreed_price.empty() || !line.agreed_reason.empty();
    known_.columns.ship_to |= !line.ship_to.empty();
    known_.columns.requested_date |= !line.requested_date.empty();
  }
  return known_;
}

const Customer* OrderEditor::customer() const {
  const Customer* customer = catalogue_->find_customer(order().customer);
  if (customer != nullptr || !order().new_customer) return customer;
  const Known& now = known();
  return now.captured ? &*now.captured : nullptr;
}

const std::vector<ShipToChoice>& OrderEditor::ship_tos() const { return known().ship_tos; }
ColumnsInUse OrderEditor::columns_in_use() const { return known().columns; }

/// A code in either case, or what one ship-to alone begins with; else what was typed.
std::string OrderEditor::ship_to_meant(std::string_view typed) const {
  const std::string wanted = ascii_upper(trim(typed));
  const ShipToChoice* meant = nullptr;
  std::size_t begin = 0;
  for (const ShipToChoice& each : ship_tos()) {
    if (each.code == wanted) return each.code;
    if (!begins_like(each.code, wanted)) continue;
    meant = &each;
    ++begin;
  }
  return begin == 1 ? meant->code : std::string(typed);
}

// --- capturing ----------------------------------------------------------------------------------

std::string OrderEditor::no_new_customer_why() const {
  if (catalogue_->policy().new_customer) return {};
  return "The company takes no orders of customers that it does not know yet.";
}

std::string OrderEditor::home_country() const {
  const Customer* customer = this->customer();
  if (customer != nullptr && !customer->ship_tos.empty()) {
    return customer->ship_tos.front().address.country;
  }
  if (customer != nullptr && !customer->billing.country.empty()) return customer->billing.country;
  const auto& origin = catalogue_->policy().tax_origin;
  return origin ? origin->country : std::string();
}

PartyForm OrderEditor::begin_customer(std::string_view name) const {
  const auto& origin = catalogue_->policy().tax_origin;
  PartyForm form = PartyForm::new_customer(order(), name, origin ? origin->country : "");
  look_at_code(form);
  return form;
}

PartyForm OrderEditor::begin_ship_to(std::optional<std::size_t> line) const {
  return PartyForm::new_ship_to(order(), customer(), home_country(), line);
}

std::optional<PartyForm> OrderEditor::form_of(std::string_view path) const {
  if (const auto index = captured_ship_to(path)) {
    if (*index >= order().new_ship_tos.size()) return std::nullopt;
    return PartyForm::of_ship_to(order(), customer(), *index);
  }
  if (!path.starts_with("new_customer") || !order().new_customer) return std::nullopt;
  PartyForm form = PartyForm::of_customer(order());
  look_at_code(form);
  return form;
}

void OrderEditor::look_at_code(PartyForm& form) const {
  if (form.kind() != PartyKind::customer) return;
  const Customer* other = catalogue_->find_customer(trim(form.code()));
  form.refuse_code(other == nullptr ? ""
                                    : "The company has a customer " + other->code.text() +
                                          " already: " + other->name +
                                          ". Give the new one another number.");
}

void OrderEditor::take(const PartyForm& form) { sheet_.change(form.step(order())); }

// --- passing over -------------------------------------------------------------------------------

bool OrderEditor::pass_over(const Issue& issue, std::string_view reason) {
  const std::string_view words = trim(reason);
  if (words.empty() || !complete::can_pass_over(issue)) return false;
  Extras extras = extras_of(order());
  if (extras.overrides.size() >= order_extras_max) return false;
  extras.overrides.push_back(
      {std::string(code_row(issue.code).name), issue.path, std::string(words)});
  const Place place = place_of(issue).value_or(Place{.header = HeaderField::customer});
  sheet_.change({.name = "warning passed over",
                 .place = place,
                 .changes = {{.extras = std::move(extras)}}});
  return true;
}

void OrderEditor::take_back_override(std::size_t index) {
  Extras extras = extras_of(order());
  if (index >= extras.overrides.size()) return;
  extras.overrides.erase(extras.overrides.begin() + static_cast<std::ptrdiff_t>(index));
  sheet_.change({.name = "override taken back",
                 .place = {.header = HeaderField::customer},
                 .changes = {{.extras = std::move(extras)}}});
}

}  // namespace tally::app
