#include "shared/tax/supply.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::tax {

namespace {

/// The most specific row for an address; a country without rows is its own plain territory.
TaxPlace place_of(const std::vector<TaxPlace>& places, const Address& address) {
  const TaxPlace* best = nullptr;
  for (const TaxPlace& place : places) {
    if (place.country != address.country) continue;
    if (!place.admin_area.empty() && place.admin_area != address.admin_area) continue;
    if (!holds_postal(place.postal, address.postal_code)) continue;
    const auto weight = [](const TaxPlace& row) {
      return std::pair(row.postal.from.size(), row.admin_area.empty() ? 0 : 1);
    };
    if (best == nullptr || weight(place) > weight(*best)) best = &place;
  }
  TaxPlace plain;
  plain.country = address.country;
  if (best != nullptr) plain = *best;
  if (plain.territory.empty()) plain.territory = plain.country;
  if (plain.vat_prefix.empty()) plain.vat_prefix = plain.country;
  return plain;
}

/// Two letters of a member state, then 2 to 13 letters or digits, one of them a digit (EN 16931,
/// BR-CO-09; Council Regulation 904/2010 as VIES reads it).
bool has_vat_form(std::string_view number) {
  if (number.size() < 4 || number.size() > 15 || !is_capital(number[0]) || !is_capital(number[1])) {
    return false;
  }
  return std::ranges::any_of(number, is_digit) &&
         std::ranges::all_of(number, [](char c) { return is_capital(c) || is_digit(c); });
}

/// Why a VAT number does not free a sale to another member state; nullopt where it does.
std::optional<Issue> doubt_vat_number(const Facts& facts, const TaxPlace& origin) {
  const std::string number = normal_postal(facts.customer->vat_id);
  const std::string& shown = facts.customer->vat_id;
  const std::string& customer = facts.customer->name;
  if (!has_vat_form(number)) {
    return make_issue(IssueCode::vat_number_malformed, "customer",
                      {{"customer", customer}, {"number", shown}});
  }
  const std::string prefix = number.substr(0, 2);
  const auto is_member = [&](const TaxPlace& place) {
    const std::string& own = place.vat_prefix.empty() ? place.country : place.vat_prefix;
    return own == prefix && place.union_code == origin.union_code;
  };
  if (prefix == origin.vat_prefix || std::ranges::none_of(facts.tax_places, is_member)) {
    return make_issue(IssueCode::vat_number_elsewhere, "customer",
                      {{"number", shown}, {"union", origin.union_code}});
  }
  if (!facts.customer->vat_verified_on) {
    return make_issue(IssueCode::vat_number_unverified, "customer",
                      {{"customer", customer}, {"number", shown}});
  }
  return std::nullopt;
}

Address origin_address(const TaxOrigin& origin) {
  Address address;
  address.country = origin.country;
  address.admin_area = origin.admin_area;
  address.postal_code = normal_postal(origin.postal_code);
  return address;
}

/// A sale to another member state of one union: without tax only with a number that is verified.
void decide_union(const Facts& facts, const TaxPlace& origin, const Address& from,
                  Supply& supply) {
  if (!facts.customer->vat_id.empty()) {
    auto doubt = doubt_vat_number(facts, origin);
    if (!doubt) {
      supply.reason = TaxReason::reverse_charge;
      return;
    }
    supply.issues.push_back(*std::move(doubt));
  }
  if (origin.union_supply == UnionSupply::charge_origin) supply.rates_at = from;
}

}  // namespace

Supply decide_supply(const Facts& facts, const Address& ship_to) {
  Supply supply;
  supply.rates_at = ship_to;
  supply.rates_at.postal_code = normal_postal(ship_to.postal_code);
  const TaxPlace goes_to = place_of(facts.tax_places, supply.rates_at);
  if (facts.policy.tax_origin) {
    const Address from = origin_address(*facts.policy.tax_origin);
    const TaxPlace origin = place_of(facts.tax_places, from);
    const bool same_area =
        from.country == ship_to.country && from.admin_area == ship_to.admin_area;
    supply.relation = same_area ? TaxSupply::same_area : TaxSupply::other_area;
    if (origin.territory == goes_to.territory) {
      const bool at_origin = origin.sourcing == TaxSourcing::origin && same_area;
      if (at_origin) supply.rates_at = from;
    } else if (!origin.union_code.empty() && origin.union_code == goes_to.union_code) {
      decide_union(facts, origin, from, supply);
    } else if (origin.exports == ExportRule::untaxed) {
      supply.reason = TaxReason::exported;
    }
  }
  const TaxPlace rates_at = place_of(facts.tax_places, supply.rates_at);
  supply.freight = rates_at.freight;
  supply.freight_class = rates_at.freight_class;
  return supply;
}

}  // namespace tally::tax
