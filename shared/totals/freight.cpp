#include "shared/totals/freight.hpp"

namespace tally::totals {

ChargedFreight charge_freight(const Draft& draft, std::optional<Currency> currency) {
  ChargedFreight charged;
  if (!draft.freight_ten_thousandths || !currency) return charged;
  const UnitPrice entered{*draft.freight_ten_thousandths, *currency};
  const std::int64_t part = power_of_ten(UnitPrice::decimals - currency->decimals());
  if (entered.ten_thousandths % part != 0) {
    charged.issues.push_back(
        make_issue(IssueCode::freight_too_fine, "freight",
                   {{"currency", std::string(currency->code())}, {"freight", entered}}));
    return charged;
  }
  const Money charge{entered.ten_thousandths / part, *currency};
  charged.freight = FreightOutcome{charge, Money{0, *currency}, charge, std::nullopt, {}, {}};
  return charged;
}

}  // namespace tally::totals
