#include "shared/promote/conditions.hpp"

#include <algorithm>

namespace tally::promote {

namespace {

template <typename List, typename Value>
bool holds(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

bool is_for(const Promotion& promotion, const std::optional<Customer>& customer) {
  if (promotion.customers.empty() && promotion.groups.empty()) return true;
  if (!customer) return false;
  if (holds(promotion.customers, customer->code)) return true;
  return std::ranges::any_of(customer->groups, [&](const CustomerGroup& group) {
    return holds(promotion.groups, group);
  });
}

}  // namespace

PromotionReason failed_condition(const Promotion& promotion, const Draft& draft,
                                 const Facts& facts, AsOf as_of) {
  if (promotion.coupon && !holds(draft.coupons, *promotion.coupon)) return PromotionReason::coupon;
  if (!is_valid_on(as_of.date, promotion.valid_from, promotion.valid_until)) {
    return PromotionReason::days;
  }
  if (!promotion.channels.empty() && !holds(promotion.channels, draft.channel)) {
    return PromotionReason::channel;
  }
  if (!is_for(promotion, facts.customer)) return PromotionReason::customer;
  if (promotion.currency && promotion.currency != facts.currency) return PromotionReason::currency;
  return PromotionReason::none;
}

}  // namespace tally::promote
