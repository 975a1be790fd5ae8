#include "shared/tax/exemption.hpp"

#include <algorithm>

#include "shared/data/lookups.hpp"

namespace tally::tax {

namespace {

bool holds_in(const Exemption& exemption, const Address& place) {
  if (exemption.country != place.country) return false;
  return exemption.admin_area.empty() || exemption.admin_area == place.admin_area;
}

}  // namespace

bool is_of_use(const Exemption& exemption, const Customer& customer) {
  return std::ranges::any_of(customer.ship_tos, [&](const ShipTo& ship_to) {
    return holds_in(exemption, ship_to.address);
  });
}

ChosenExemption choose_exemption(const Customer& customer, const Address& place, AsOf as_of) {
  const Exemption* lapsed = nullptr;
  const Exemption* elsewhere = nullptr;
  for (const Exemption& exemption : customer.exemptions) {
    if (!holds_in(exemption, place)) {
      if (!is_of_use(exemption, customer)) elsewhere = &exemption;
      continue;
    }
    if (is_valid_on(as_of.date, exemption.valid_from, exemption.valid_until)) {
      return {&exemption, {}};
    }
    if (exemption.valid_until && *exemption.valid_until < as_of.date) lapsed = &exemption;
  }
  ChosenExemption chosen;
  if (lapsed != nullptr) {
    chosen.issues.push_back(
        make_issue(IssueCode::exemption_lapsed, "ship_to",
                   {{"certificate", lapsed->certificate},
                    {"date", *lapsed->valid_until},
                    {"place", say_place(lapsed->country, lapsed->admin_area)}}));
  } else if (elsewhere != nullptr) {
    chosen.issues.push_back(
        make_issue(IssueCode::exemption_elsewhere, "ship_to",
                   {{"certificate", elsewhere->certificate},
                    {"place", say_place(elsewhere->country, elsewhere->admin_area)},
                    {"ship_to", say_place(place.country, place.admin_area)}}));
  }
  return chosen;
}

}  // namespace tally::tax
