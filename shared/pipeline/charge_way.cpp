#include "shared/pipeline/charge_way.hpp"

#include <algorithm>

#include "shared/data/lookups.hpp"
#include "shared/freight/freight.hpp"

namespace tally::pipeline {

namespace {

freight::Consignment consignment_of(const PlaceFacts& place, Currency currency) {
  const Address& address = place.ship_to.address;
  freight::Consignment consignment;
  consignment.destination = {place.ship_to.code, address.country, address.admin_area,
                             address.postal_code,
                             place.po_box ? freight::DeliveryPoint::po_box
                                          : freight::DeliveryPoint::street};
  consignment.goods = Money{0, currency};
  return consignment;
}

/// Nothing where a line could not be priced: what is not known cannot go free.
std::vector<freight::Consignment> consignments_of(const Facts& facts, const Outcome& outcome) {
  std::vector<freight::Consignment> consignments;
  for (const auto& place : facts.places) {
    consignments.push_back(consignment_of(*place, *outcome.currency));
  }
  for (std::size_t i = 0; i < outcome.lines.size(); ++i) {
    const LineOutcome& line = outcome.lines[i];
    const ProductFacts* found = product_of_line(facts, i);
    const std::int32_t place = facts.place_of_line.empty() ? -1 : facts.place_of_line[i];
    if (found == nullptr || place < 0 || !line.quantity || !line.net) return {};
    freight::Consignment& to = consignments[static_cast<std::size_t>(place)];
    to.lines.push_back({&found->product, *line.quantity});
    // A sum that does not fit is said by totals/; it is far above any amount that goes free.
    to.goods = add(to.goods, *line.net).value_or(Money{INT64_MAX, to.goods.currency});
  }
  return consignments;
}

std::string path_of_place(const Facts& facts, std::size_t place) {
  const auto line = place == 0 ? std::nullopt : first_line_to(facts, place);
  return line ? line_path(*line, "ship_to") : "freight";
}

void take_leg_issues(Issues& issues, Issues more, const std::string& path) {
  for (Issue& issue : more) {
    issue.path = path;
    if (std::ranges::find(issues, issue) == issues.end()) issues.push_back(std::move(issue));
  }
}

totals::ChargedFreight charge_by_card(const Facts& facts, const Outcome& outcome) {
  totals::ChargedFreight charged;
  const auto consignments = consignments_of(facts, outcome);
  std::optional<Money> sum = Money{0, *outcome.currency};
  std::vector<FreightLeg> legs;
  for (std::size_t i = 0; i < consignments.size(); ++i) {
    if (consignments[i].lines.empty()) continue;
    auto leg = freight::charge_freight(*facts.rate_card, consignments[i], outcome.as_of);
    take_leg_issues(charged.issues, std::move(leg.issues), path_of_place(facts, i));
    if (!leg.leg) sum = std::nullopt;
    if (sum) sum = add(*sum, leg.leg->charge);
    if (leg.leg) legs.push_back(*std::move(leg.leg));
  }
  if (!sum || legs.empty()) return charged;
  std::ranges::sort(legs, {}, &FreightLeg::ship_to);  // total order: each ship-to once
  charged.freight =
      FreightOutcome{*sum, Money{0, sum->currency}, *sum, std::nullopt, {}, std::move(legs)};
  return charged;
}

}  // namespace

totals::ChargedFreight charge_way(const Draft& draft, const Facts& facts,
                                  const Outcome& outcome) {
  const bool by_card = !draft.freight_ten_thousandths && facts.rate_card && outcome.currency &&
                       freight::charges_way(outcome.incoterm);
  if (!by_card) return totals::charge_freight(draft, outcome.currency);
  return charge_by_card(facts, outcome);
}

std::vector<Money> freight_to_places(const Outcome& outcome, const Facts& facts) {
  const FreightOutcome& freight = *outcome.freight;
  const std::size_t places = facts.places.size();
  if (places == 1) return {freight.net};
  std::vector<std::int64_t> weights(places, 0);
  for (std::size_t i = 0; i < places && !freight.legs.empty(); ++i) {
    const auto leg = std::ranges::find(freight.legs, facts.places[i]->ship_to.code,
                                       &FreightLeg::ship_to);
    if (leg != freight.legs.end()) weights[i] = leg->charge.minor;
  }
  for (std::size_t i = 0; i < outcome.lines.size() && freight.legs.empty(); ++i) {
    const std::int32_t place = facts.place_of_line[i];
    if (place < 0 || !outcome.lines[i].net) continue;
    std::int64_t& weight = weights[static_cast<std::size_t>(place)];
    weight = checked_add(weight, outcome.lines[i].net->minor).value_or(INT64_MAX);
  }
  auto parts = allocate(freight.net, weights);
  if (!parts) parts = allocate(freight.net, std::vector<std::int64_t>(places, 1));
  return *std::move(parts);
}

}  // namespace tally::pipeline
