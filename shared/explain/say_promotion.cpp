// What promotions did, and what was nearly reached, in sentences.
#include "shared/explain/explain.hpp"

namespace tally::explain {

namespace {

std::string say_reason(PromotionReason reason) {
  switch (reason) {
    case PromotionReason::coupon: return "the order does not name its coupon";
    case PromotionReason::days: return "it does not hold on this day";
    case PromotionReason::channel: return "it is for other channels";
    case PromotionReason::customer: return "it is for other customers";
    case PromotionReason::currency: return "it is in another currency";
    case PromotionReason::goods: return "none of its goods are on the order";
    case PromotionReason::quantity: return "there are too few of its goods";
    case PromotionReason::amount: return "its goods come to too little";
    case PromotionReason::get_goods: return "the goods it gives are not on the order";
    case PromotionReason::bundle: return "a part of the bundle is missing";
    case PromotionReason::none: break;
  }
  return "there is nothing to take off";
}

std::string say_missing(const PromotionOutcome& promotion) {
  if (promotion.missing_amount) return "for " + say_money(*promotion.missing_amount) + " more";
  return say_quantity(promotion.missing_quantity.value_or(Quantity{})) + " more";
}

std::string say_nearly(const PromotionOutcome& promotion) {
  const std::string missing = say_missing(promotion);
  if (promotion.reason == PromotionReason::get_goods) {
    const Quantity got = promotion.missing_quantity.value_or(Quantity{});
    return "add " + say_quantity(got) + " of the goods it gives";
  }
  if (promotion.reason == PromotionReason::bundle) return missing + " and the bundle is whole";
  std::string said = missing + " and it applies";
  if (promotion.next_percent) said += " (" + print_rate(*promotion.next_percent) + " %)";
  return said;
}

}  // namespace

std::string say_promotion(const PromotionOutcome& promotion) {
  const std::string name = "Promotion " + promotion.promotion.text();
  switch (promotion.state) {
    case PromotionState::nearly: return name + ": " + say_nearly(promotion) + ".";
    case PromotionState::failed:
      return name + " does not apply: " + say_reason(promotion.reason) + ".";
    case PromotionState::outdone:
      return name + " does not apply: " +
             (promotion.outdone_by ? promotion.outdone_by->text() + " gives more."
                                   : "nothing is left to take off.");
    case PromotionState::applied: break;
  }
  std::string said = name + " takes " + say_money(promotion.discount) + " off.";
  if (promotion.next_percent) {
    said += " " + say_missing(promotion) + " and it is " + print_rate(*promotion.next_percent) +
            " %.";
  } else if (promotion.missing_quantity || promotion.missing_amount) {
    said += " " + say_missing(promotion) + " and its next step applies.";
  }
  return said;
}

std::vector<std::string> say_discounts(const LineOutcome& line) {
  std::vector<std::string> said;
  if (!line.extended) return said;
  Money left = *line.extended;
  for (const LineDiscount& discount : line.discounts) {
    left.minor -= discount.amount.minor;
    said.push_back("Less " + say_money(discount.amount) + " by promotion " +
                   discount.promotion.text() + ": " + say_money(left) + ".");
  }
  if (line.rule_discount) {
    left.minor -= line.rule_discount->minor;
    said.push_back("Less " + say_money(*line.rule_discount) + " by the rules: " +
                   say_money(left) + ".");
  }
  return said;
}

}  // namespace tally::explain
