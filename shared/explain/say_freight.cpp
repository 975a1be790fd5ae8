// What a rate card charged, step by step.
#include "shared/explain/explain.hpp"

namespace tally::explain {

namespace {

std::string say_kilograms(std::int64_t grams) {
  return print_decimal_grouped(grams, 3, 0) + " kg";
}

}  // namespace

std::vector<std::string> say_freight(const FreightLeg& leg) {
  std::vector<std::string> said;
  std::string goods = "Rate card " + leg.card.text() + ", zone " + leg.zone + ": " +
                      say_kilograms(leg.weight_g);
  if (leg.volume_cm3 > 0) goods += ", " + print_decimal_grouped(leg.volume_cm3, 6, 0) + " m3";
  goods += ", " + print_decimal_grouped(leg.pieces, 0, 0) +
           (leg.pieces == 1 ? " piece" : " pieces");
  if (leg.charged_weight_g != leg.weight_g) {
    goods += "; counted as " + say_kilograms(leg.charged_weight_g);
  }
  said.push_back(goods + ".");
  said.push_back("Base " + say_money(leg.base) + ".");
  for (const FreightSurcharge& each : leg.surcharges) {
    said.push_back("Plus " + say_money(each.amount) + " for " + each.name + ".");
  }
  const bool costs = leg.base.minor > 0 || !leg.surcharges.empty();
  const bool is_free = leg.free_from && leg.charge.minor == 0 && costs;
  if (is_free) {
    said.push_back("Free, because the goods come to " + say_money(*leg.free_from) + " or more.");
  } else if (leg.free_from) {
    said.push_back("Free from " + say_money(*leg.free_from) + " on.");
  }
  said.push_back("Charge " + say_money(leg.charge) + ".");
  return said;
}

}  // namespace tally::explain
