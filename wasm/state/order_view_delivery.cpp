// The part of an order's view about where it goes, when, on which terms, and what is new in it.
#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/state/decision.hpp"
#include "wasm/state/delivery_words.hpp"
#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

std::string ship_to_text(const OrderView& view, const Customer& customer,
                         const std::string& code) {
  for (const ShipTo& each : customer.ship_tos) {
    if (each.code.text() == code) return ship_to_words(each, customer);
  }
  for (const RawShipTo& each : view.order.new_ship_tos) {
    const auto read = ShipToCode::parse(each.code);
    if (read && read->text() == code) return ship_to_words({*read, each.address}, customer);
  }
  return {};
}

void add_ship_to(OrderView& view, Catalogue* catalogue) {
  const Customer* known = catalogue ? catalogue->find_customer(view.detail.row.customer) : nullptr;
  if (known == nullptr && !view.order.new_customer) return;
  Customer captured;
  if (view.order.new_customer) captured.name = view.order.new_customer->name;
  std::string code = view.order.ship_to;
  if (view.outcome && view.outcome->ship_to) code = view.outcome->ship_to->text();
  view.ship_to = ship_to_text(view, known ? *known : captured, code);
}

void add_captured(OrderView& view) {
  if (const auto& made = view.order.new_customer) {
    CapturedView shown{"New customer " + made->name, address_lines(made->billing)};
    for (const auto& [label, text] :
         {std::pair{"VAT or tax number ", &made->vat_id}, std::pair{"E-mail ", &made->email},
          std::pair{"Telephone ", &made->phone}}) {
      if (!text->empty()) shown.words.push_back(label + *text);
    }
    view.captured.push_back(std::move(shown));
  }
  for (const RawShipTo& made : view.order.new_ship_tos) {
    CapturedView shown{"New ship-to " + made.code, address_lines(made.address)};
    if (!made.delivery_note.empty()) {
      shown.words.push_back("For the warehouse: " + made.delivery_note);
    }
    view.captured.push_back(std::move(shown));
  }
}

/// What the warning said, in the words in which it was met.
std::string warning_words(const Override& passed, const Issues& issues) {
  for (const Issue& issue : issues) {
    const bool meant = passed.path.empty() || passed.path == issue.path;
    if (issue.code == passed.code && meant) return say(issue).sentence;
  }
  std::string name(code_row(passed.code).name);
  std::ranges::replace(name, '_', ' ');
  return capital(std::move(name));
}

std::string day_text(const std::optional<Date>& day) { return day ? day->print() : ""; }

}  // namespace

std::vector<std::string> places_of(const Outcome& outcome) {
  std::vector<std::string> said;
  const auto has_own = [](const LineOutcome& line) { return line.ship_to.has_value(); };
  if (std::ranges::none_of(outcome.lines, has_own)) return said;
  const std::vector<PlaceTotal> totals = totals_by_ship_to(outcome);
  if (totals.size() < 2) return said;
  for (const PlaceTotal& each : totals) {
    std::string words = each.ship_to.empty() ? "No ship-to" : each.ship_to;
    words += ": " + count_of(each.lines, "line");
    if (each.net) words += ", " + money_text(*each.net);
    if (each.tax) words += ", tax " + money_text(*each.tax);
    std::string taxes;
    for (const std::string& tax : each.taxes) taxes += (taxes.empty() ? "" : ", ") + tax;
    if (!taxes.empty()) words += " (" + taxes + ")";
    said.push_back(std::move(words));
  }
  return said;
}

void add_delivery(OrderView& view, Catalogue* catalogue) {
  add_ship_to(view, catalogue);
  add_captured(view);
  if (!view.outcome) return;
  const Outcome& outcome = *view.outcome;
  view.window = window_words(day_text(outcome.ship_from), day_text(outcome.ship_until));
  const bool is_said = !view.order.delivery.empty() || outcome.delivery == DeliveryRule::complete;
  if (is_said) view.delivery = capital(delivery_words(outcome.delivery));
  if (!outcome.incoterm.empty()) view.incoterm = incoterm_words(outcome.incoterm);
  for (const Override& each : outcome.overrides) {
    view.overrides.emplace_back(warning_words(each, outcome.issues), each.reason);
  }
  if (outcome.freight) {
    for (const FreightLeg& leg : outcome.freight->legs) view.legs.push_back(leg_words(leg));
  }
  view.places = places_of(outcome);
}

std::string note_words(const DeliveryNote& note, const Clock& clock) {
  if (note.by.empty()) return "Not acknowledged yet.";
  const std::string who = note.by + ", " + moment_text(clock, read_instant(note.at));
  if (!note.is_open) return "Acknowledged by " + who + ".";
  return "Changed since it was acknowledged by " + who + ": " + note.before;
}

}  // namespace tally::app
