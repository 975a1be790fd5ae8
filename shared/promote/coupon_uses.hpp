// Coupon uses: whether a coupon may be used once more.
// In go the promotion and how often its coupon was used, in all and by this customer; out comes an
// issue, or nothing. Only the company knows the counts: on a device the outcome says that they are
// counted later, and this stands outside what both sides have to agree on.
// It counts nothing itself.
#pragma once

#include <cstdint>
#include <optional>

#include "shared/base/issue.hpp"
#include "shared/data/promotion.hpp"

namespace tally::promote {

struct CouponUses {
  std::int64_t in_all = 0;
  std::int64_t by_customer = 0;
};

/// Issue coupon_used_up, at `path`.
inline std::optional<Issue> check_coupon_uses(const Promotion& promotion, const CouponUses& uses,
                                              std::string path) {
  const bool all_used = promotion.uses_max > 0 && uses.in_all >= promotion.uses_max;
  const bool own_used = promotion.uses_per_customer_max > 0 &&
                        uses.by_customer >= promotion.uses_per_customer_max;
  if (!all_used && !own_used) return std::nullopt;
  const std::int64_t limit = all_used ? promotion.uses_max : promotion.uses_per_customer_max;
  return make_issue(IssueCode::coupon_used_up, std::move(path),
                    {{"coupon", promotion.coupon ? promotion.coupon->text() : ""},
                     {"limit", limit}});
}

}  // namespace tally::promote
