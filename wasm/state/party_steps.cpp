// How a captured party gets into the order and out of it: each one step of the sheet.
#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/state/party_form.hpp"

namespace tally::app {

namespace {

constexpr std::size_t proposed_bytes_max = 24;

Change to_header(HeaderField field, std::string text) {
  return {.header = field, .text = std::move(text)};
}

/// Wherever the order names a ship-to by this code it gets another one.
void rename_ship_to(const RawOrder& order, const std::string& from, const std::string& to,
                    SheetStep& step) {
  if (from.empty() || from == to) return;
  if (order.ship_to == from) step.changes.push_back(to_header(HeaderField::ship_to, to));
  for (std::size_t at = 0; at < order.lines.size(); ++at) {
    if (order.lines[at].ship_to != from) continue;
    RawLine line = order.lines[at];
    line.ship_to = to;
    step.changes.push_back({.at = at, .removed = 1, .inserted = {std::move(line)}});
  }
}

/// The overrides that speak of ship-tos behind it move up with them; its own go.
void forget_overrides_of(std::size_t index, std::vector<RawOverride>& overrides) {
  const auto prefix = [](std::size_t place) {
    return "new_ship_tos[" + std::to_string(place) + "]";
  };
  std::erase_if(overrides, [&](const RawOverride& each) {
    return each.path.starts_with(prefix(index));
  });
  for (RawOverride& each : overrides) {
    for (std::size_t place = index + 1; place < order_extras_max; ++place) {
      const std::string from = prefix(place);
      if (!each.path.starts_with(from)) continue;
      each.path.replace(0, from.size(), prefix(place - 1));
      break;
    }
  }
}

std::string normal_code(std::string_view typed) {
  const auto read = ShipToCode::parse(typed);
  return read ? read->text() : std::string(trim(typed));
}

}  // namespace

std::string proposed_code(std::string_view locality, const std::vector<std::string>& taken) {
  std::string base;
  for (const char each : ascii_upper(trim(locality))) {
    const bool joins = each == ' ' || each == ',' || each == '/' || each == '.';
    if (!joins) base += each;
    else if (!base.empty() && base.back() != '-') base += '-';
  }
  if (base.size() > proposed_bytes_max) base.resize(proposed_bytes_max);
  while (!base.empty() && (base.back() == '-' || !is_utf8(base))) base.pop_back();
  if (base.empty()) base = "NEW";
  std::string code = base;
  for (int number = 2; std::ranges::find(taken, code) != taken.end(); ++number) {
    code = base + "-" + std::to_string(number);
  }
  return code;
}

// --- into the order -----------------------------------------------------------------------------

void PartyForm::add_ship_to_changes(const RawOrder& order, SheetStep& step, Extras& extras) const {
  RawShipTo made = ship_to_;
  made.code = normal_code(code_);
  step.place = {.header = HeaderField::ship_to};
  if (!is_new_) {
    extras.new_ship_tos[index_] = made;
    rename_ship_to(order, was_code_, made.code, step);
    return;
  }
  extras.new_ship_tos.push_back(made);
  if (!line_) {
    step.changes.push_back(to_header(HeaderField::ship_to, made.code));
    return;
  }
  step.place = {.line = *line_, .field = LineField::ship_to};
  const bool is_line = *line_ < order.lines.size();
  RawLine line = is_line ? order.lines[*line_] : RawLine{};
  line.ship_to = made.code;
  step.changes.push_back(
      {.at = *line_, .removed = is_line ? 1U : 0U, .inserted = {std::move(line)}});
}

void PartyForm::add_customer_changes(const RawOrder&, SheetStep& step, Extras& extras) const {
  step.place = {.header = HeaderField::customer};
  extras.new_customer = customer_;
  step.changes.push_back(to_header(HeaderField::customer, normal_code(code_)));
  if (!is_new_) return;
  std::string ship_to;
  if (ships_there_) {
    std::vector<std::string> codes;
    for (const RawShipTo& each : extras.new_ship_tos) codes.push_back(each.code);
    RawShipTo there{.code = proposed_code(customer_.billing.locality, codes),
                    .address = customer_.billing};
    if (there.address.recipient.empty()) there.address.recipient = customer_.name;
    ship_to = there.code;
    extras.new_ship_tos.push_back(std::move(there));
  }
  step.changes.push_back(to_header(HeaderField::ship_to, std::move(ship_to)));
}

SheetStep PartyForm::step(const RawOrder& order) const {
  SheetStep step{.name = kind_ == PartyKind::customer ? "new customer" : "new ship-to",
                 .place = {},
                 .changes = {}};
  Extras extras = extras_of(order);
  if (kind_ == PartyKind::customer) {
    add_customer_changes(order, step, extras);
  } else if (is_new_ || index_ < extras.new_ship_tos.size()) {
    add_ship_to_changes(order, step, extras);
  }
  step.changes.push_back({.extras = std::move(extras)});
  return step;
}

SheetStep PartyForm::take_out(const RawOrder& order) const {
  return kind_ == PartyKind::customer ? without_customer(order) : without_ship_to(order, index_);
}

// --- and out of it ------------------------------------------------------------------------------

SheetStep without_ship_to(const RawOrder& order, std::size_t index) {
  SheetStep step{.name = "new ship-to taken out",
                 .place = {.header = HeaderField::ship_to},
                 .changes = {}};
  Extras extras = extras_of(order);
  if (index >= extras.new_ship_tos.size()) return step;
  rename_ship_to(order, extras.new_ship_tos[index].code, "", step);
  extras.new_ship_tos.erase(extras.new_ship_tos.begin() + static_cast<std::ptrdiff_t>(index));
  forget_overrides_of(index, extras.overrides);
  step.changes.push_back({.extras = std::move(extras)});
  return step;
}

SheetStep without_customer(const RawOrder& order) {
  Extras extras = extras_of(order);
  extras.new_customer.reset();
  return {.name = "new customer taken out",
          .place = {.header = HeaderField::customer},
          .changes = {to_header(HeaderField::customer, ""), {.extras = std::move(extras)}}};
}

// --- how a form begins --------------------------------------------------------------------------

PartyForm PartyForm::new_ship_to(const RawOrder& order, const Customer* customer,
                                 std::string_view country, std::optional<std::size_t> line) {
  PartyForm form;
  form.line_ = line;
  form.ship_to_.address.country = country;
  if (customer != nullptr) form.ship_to_.address.recipient = customer->name;
  std::vector<std::string> codes;
  if (customer != nullptr) {
    for (const ShipTo& each : customer->ship_tos) codes.push_back(each.code.text());
  }
  for (const RawShipTo& each : order.new_ship_tos) codes.push_back(normal_code(each.code));
  form.use_codes(std::move(codes));
  return form;
}

PartyForm PartyForm::new_customer(const RawOrder& order, std::string_view name,
                                  std::string_view country) {
  PartyForm form;
  form.kind_ = PartyKind::customer;
  form.ships_there_ = true;
  form.customer_.name = name;
  form.customer_.billing.country = country;
  form.code_ = "NEW-" + ascii_upper(std::string_view(order.order_id).substr(0, 6));
  form.look();
  return form;
}

PartyForm PartyForm::of_ship_to(const RawOrder& order, const Customer* customer,
                                std::size_t index) {
  PartyForm form;
  form.is_new_ = false;
  form.shows_all_ = true;
  form.index_ = index;
  if (index < order.new_ship_tos.size()) form.ship_to_ = order.new_ship_tos[index];
  form.code_ = form.was_code_ = form.ship_to_.code;
  std::vector<std::string> codes;
  if (customer != nullptr) {
    for (const ShipTo& each : customer->ship_tos) codes.push_back(each.code.text());
  }
  for (std::size_t other = 0; other < order.new_ship_tos.size(); ++other) {
    if (other != index) codes.push_back(normal_code(order.new_ship_tos[other].code));
  }
  form.use_codes(std::move(codes));
  return form;
}

PartyForm PartyForm::of_customer(const RawOrder& order) {
  PartyForm form;
  form.kind_ = PartyKind::customer;
  form.is_new_ = false;
  form.shows_all_ = true;
  if (order.new_customer) form.customer_ = *order.new_customer;
  form.code_ = form.was_code_ = order.customer;
  form.look();
  return form;
}

}  // namespace tally::app
