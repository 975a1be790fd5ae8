// Conditions: whether an order may have a promotion at all, before anybody counts goods.
// In go a promotion, the draft, its facts and the day; out comes the first condition that fails, or
// none. The order of the conditions is that of the enum, so the same order always says the same.
// It counts no goods and takes nothing off: effect.hpp does.
#pragma once

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally::promote {

/// PromotionReason::none where every condition holds.
PromotionReason failed_condition(const Promotion& promotion, const Draft& draft,
                                 const Facts& facts, AsOf as_of);

}  // namespace tally::promote
