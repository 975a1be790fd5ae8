#include "wasm/state/delivery_words.hpp"

#include <algorithm>
#include <array>

#include "shared/base/decimal.hpp"
#include "shared/data/incoterm.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// In the order of the terms (ICC publication 723).
constexpr std::array<std::string_view, incoterms.size()> incoterm_names{
    "Ex Works",
    "Free Carrier",
    "Free Alongside Ship",
    "Free on Board",
    "Cost and Freight",
    "Cost, Insurance and Freight",
    "Carriage Paid To",
    "Carriage and Insurance Paid To",
    "Delivered at Place",
    "Delivered at Place Unloaded",
    "Delivered Duty Paid"};

std::string tax_words(const TaxWhy& why) {
  std::string words = why.country;
  if (!why.admin_area.empty()) words += " " + why.admin_area;
  return words + (why.reason == TaxReason::exempt ? " exempt" : " " + print_rate(why.rate) + " %");
}

void add_money(std::optional<Money>& sum, const std::optional<Money>& more) {
  if (!more) return;
  sum = sum ? add(*sum, *more) : more;
}

void add_tax_words(std::vector<std::string>& all, std::string words) {
  if (std::ranges::find(all, words) == all.end()) all.push_back(std::move(words));
}

}  // namespace

std::string incoterm_words(std::string_view code) {
  const auto found = std::ranges::find(incoterms, code);
  std::string words(code);
  if (found == incoterms.end()) return words;
  return words + ", " +
         std::string(incoterm_names[static_cast<std::size_t>(found - incoterms.begin())]);
}

std::string delivery_words(DeliveryRule rule) {
  return rule == DeliveryRule::complete ? "complete" : "in parts";
}

std::string window_words(std::string_view from, std::string_view until) {
  std::string words;
  if (!from.empty()) words = "from " + date_text(from);
  if (!until.empty()) words += (words.empty() ? "until " : " until ") + date_text(until);
  return words;
}

std::vector<PlaceTotal> totals_by_ship_to(const Outcome& outcome) {
  std::vector<PlaceTotal> all;
  const std::string own = outcome.ship_to ? outcome.ship_to->text() : std::string();
  for (const LineOutcome& line : outcome.lines) {
    const std::string& code = line.ship_to ? line.ship_to->text() : own;
    auto found = std::ranges::find(all, code, &PlaceTotal::ship_to);
    if (found == all.end()) {
      // The order's own stands first, also where its lines come later.
      found = all.insert(code == own ? all.begin() : all.end(), PlaceTotal{.ship_to = code});
    }
    ++found->lines;
    add_money(found->net, line.net);
    add_money(found->tax, line.tax);
    if (line.tax_why) add_tax_words(found->taxes, tax_words(*line.tax_why));
  }
  return all;
}

std::string weight_text(std::int64_t grams) {
  std::string kilograms = print_decimal_grouped(grams, 3, 0);
  return kilograms + " kg";
}

std::string leg_words(const FreightLeg& leg) {
  std::string words = "To " + leg.ship_to.text() + " by rate card " + leg.card.text();
  if (!leg.zone.empty()) words += ", zone " + leg.zone;
  words += ": " + weight_text(leg.weight_g);
  if (leg.charged_weight_g != leg.weight_g) {
    words += " charged as " + weight_text(leg.charged_weight_g);
  }
  words += ", " + count_of(leg.pieces, "piece") + ", " + money_text(leg.base);
  for (const FreightSurcharge& each : leg.surcharges) {
    words += "; " + each.name + " " + money_text(each.amount);
  }
  words += "; in all " + money_text(leg.charge);
  if (leg.charge.minor == 0 && leg.free_from) {
    words += ", free from " + money_text(*leg.free_from) + " on";
  }
  return words + ".";
}

}  // namespace tally::app
