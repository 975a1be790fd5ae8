#include "shared/tax/rate_choice.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace tally::tax {

namespace {

bool holds(const TaxRate& rate, const Address& place, const TaxClass& tax_class,
           TaxSupply relation, AsOf as_of) {
  if (rate.country != place.country || rate.tax_class != tax_class) return false;
  if (!rate.admin_area.empty() && rate.admin_area != place.admin_area) return false;
  if (rate.supply != TaxSupply::any && rate.supply != relation) return false;
  return holds_postal(rate.postal, place.postal_code) &&
         is_valid_on(as_of.date, rate.valid_from, rate.valid_until);
}

/// The greater one holds. A rate for one kind of sale stands before one for any.
auto specificity(const TaxRate& rate) {
  return std::tuple(rate.postal.from.size(), rate.admin_area.empty() ? 0 : 1,
                    rate.supply == TaxSupply::any ? 0 : 1, first_day(rate));
}

auto breadth(const TaxRate* rate) {
  return std::tuple(rate->base, rate->admin_area.empty() ? 0 : 1, rate->postal.from.size(),
                    std::string_view(rate->authority));
}

}  // namespace

std::vector<const TaxRate*> choose_rates(const std::vector<TaxRate>& rates, const Address& place,
                                         const TaxClass& tax_class, TaxSupply relation,
                                         AsOf as_of) {
  std::map<std::string_view, const TaxRate*> of_authority;
  for (const TaxRate& rate : rates) {
    if (!holds(rate, place, tax_class, relation, as_of)) continue;
    const TaxRate*& best = of_authority[rate.authority];
    if (best == nullptr || specificity(rate) > specificity(*best)) best = &rate;
  }
  std::vector<const TaxRate*> chosen;
  for (const auto& [authority, rate] : of_authority) chosen.push_back(rate);
  std::ranges::stable_sort(chosen, {}, breadth);
  return chosen;
}

}  // namespace tally::tax
