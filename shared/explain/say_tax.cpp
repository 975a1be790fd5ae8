// How tax and its rounding are said.
#include "shared/data/lookups.hpp"
#include "shared/explain/explain.hpp"

namespace tally::explain {

namespace {

std::string by_law(const TaxWhy& why) { return why.law.empty() ? "" : " (" + why.law + ")"; }

/// "6 % State of California and 0.25 % Los Angeles County", the tax on a tax with its word.
std::string say_authorities(const TaxWhy& why) {
  std::string said;
  for (std::size_t i = 0; i < why.authorities.size(); ++i) {
    const TaxAuthority& authority = why.authorities[i];
    if (i > 0) said += i + 1 == why.authorities.size() ? " and " : ", ";
    said += print_rate(authority.rate) + " %";
    if (!authority.name.empty()) said += " " + authority.name;
    if (authority.base == TaxBase::net_and_tax) said += " on net and tax";
  }
  return said;
}

std::string say_rated(const TaxWhy& why, const std::string& place) {
  std::string said = print_rate(why.rate) + " %";
  if (why.reason == TaxReason::reduced) said += " reduced";
  said += " tax of " + place;
  if (!why.postal.from.empty()) said += ", postal code " + say_postal(why.postal);
  if (!why.tax_class.text().empty()) said += " on class " + why.tax_class.text();
  if (!why.authorities.empty()) said += ": " + say_authorities(why);
  return said + by_law(why) + ".";
}

std::string say_level(TaxRoundingLevel level) {
  switch (level) {
    case TaxRoundingLevel::line: return "on each line, ";
    case TaxRoundingLevel::document: return "once per rate on the whole order, ";
    case TaxRoundingLevel::unit: return "on each unit, ";
  }
  return {};
}

std::string say_mode(Rounding mode) {
  switch (mode) {
    case Rounding::half_up: return "halves up";
    case Rounding::half_even: return "halves to the even cent";
    case Rounding::down: return "always down";
    case Rounding::up: return "always up";
  }
  return {};
}

std::string say_rule(const RoundingRule& rule) {
  std::string said = ", as set for";
  if (rule.channel) said += " channel " + std::string(channel_name(*rule.channel));
  if (!rule.country.empty()) said += " " + say_place(rule.country, rule.admin_area);
  return rule.channel || !rule.country.empty() ? said : said + " all orders";
}

}  // namespace

std::string say_tax(const TaxWhy& why) {
  const std::string place = say_place(why.country, why.admin_area);
  switch (why.reason) {
    case TaxReason::exempt:
      return "Exempt in " + place + " by certificate " + why.certificate + ".";
    case TaxReason::exempt_goods: return "Exempt in " + place + " by law" + by_law(why) + ".";
    case TaxReason::outside: return "No tax of " + place + by_law(why) + ".";
    case TaxReason::reverse_charge:
      return "Reverse charge: the buyer with VAT number " + why.vat_id + " owes the tax in " +
             place + ".";
    case TaxReason::exported: return "Export to " + place + ": no tax is charged.";
    case TaxReason::standard:
    case TaxReason::reduced:
    case TaxReason::zero: break;
  }
  return say_rated(why, place);
}

std::string say_rounding(const Outcome& outcome) {
  std::string said = "Tax is rounded " + say_level(outcome.tax_rounding_level) +
                     say_mode(outcome.rounding);
  if (outcome.rounding_rule) said += say_rule(*outcome.rounding_rule);
  return said + ".";
}

std::string say_tax_table(const Outcome& outcome) {
  if (outcome.tax_table == TaxTable::own) return {};
  return "The tax rates are made up for trying out: this is no invoice.";
}

}  // namespace tally::explain
