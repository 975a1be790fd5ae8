// The lines of a case about taxes: rates, places, the seller, rounding; and what comes of them.
#include <algorithm>
#include <utility>

#include "shared/data/lookups.hpp"
#include "shared/wire/policy_text.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/case_values.hpp"

namespace tally::tests {

namespace {

/// "10000" or "10000 to 10999".
PostalRange read_postal(Words& words) {
  PostalRange range;
  range.from = normal_postal(words.next());
  range.until = words.take("to") ? normal_postal(words.next()) : range.from;
  return range;
}

void read_rate_part(Words& words, TaxRate& rate) {
  if (words.take("since")) rate.valid_from = read_date(words);
  else if (words.take("until")) rate.valid_until = read_date(words);
  else if (words.take("by")) rate.authority = words.part();
  else if (words.take("postal")) rate.postal = read_postal(words);
  else if (words.take("on net and tax")) rate.base = TaxBase::net_and_tax;
  else if (words.take("within one state")) rate.supply = TaxSupply::same_area;
  else if (words.take("between states")) rate.supply = TaxSupply::other_area;
  else if (words.take("reduced")) rate.treatment = TaxTreatment::reduced;
  else if (words.take("zero")) rate.treatment = TaxTreatment::zero;
  else if (words.take("exempt")) rate.treatment = TaxTreatment::exempt;
  else if (words.take("outside")) rate.treatment = TaxTreatment::outside;
  else if (words.take("law")) rate.law = words.part();
  else if (words.take("demo")) rate.table = TaxTable::demo;
  else complain(words.line(), "since, until, by, postal, on net and tax, within one state, …");
}

void read_tax(Words& words, CaseCompany& into) {
  TaxRate rate;
  rate.country = words.next();
  std::string second = words.next();
  std::string third = words.next();
  if (!parse_rate(third)) {
    rate.admin_area = std::exchange(second, std::exchange(third, words.next()));
  }
  const auto percent = parse_rate(third);
  const auto tax_class = TaxClass::parse(second);
  if (!percent || !tax_class) complain(words.line(), "a tax class and a percentage");
  words.take("%");
  rate.rate = *percent;
  rate.tax_class = *tax_class;
  while (words.take(",")) read_rate_part(words, rate);
  auto& rates = into.company.tax_rates;
  for (std::size_t place = into.inherited_rates; place-- > 0;) {
    const TaxRate& old = rates[place];
    const bool same = old.country == rate.country && old.admin_area == rate.admin_area &&
                      old.tax_class == rate.tax_class && old.postal == rate.postal;
    if (!same) continue;
    rates.erase(rates.begin() + static_cast<std::ptrdiff_t>(place));
    --into.inherited_rates;
  }
  rates.push_back(rate);
}

void read_place(Words& words, CaseCompany& into) {
  TaxPlace place;
  place.country = words.next();
  if (!words.at_part_end()) place.admin_area = words.next();
  while (words.take(",")) {
    if (words.take("postal")) place.postal = read_postal(words);
    else if (words.take("territory")) place.territory = words.next();
    else if (words.take("union")) place.union_code = words.next();
    else if (words.take("VAT prefix")) place.vat_prefix = words.next();
    else if (words.take("taxed at the origin")) place.sourcing = TaxSourcing::origin;
    else if (words.take("without number taxed at the destination"))
      place.union_supply = UnionSupply::charge_destination;
    else if (words.take("exports untaxed")) place.exports = ExportRule::untaxed;
    else if (words.take("freight untaxed")) place.freight = FreightTax::untaxed;
    else if (words.take("freight as")) {
      place.freight = FreightTax::by_class;
      place.freight_class = TaxClass::parse(words.next());
    } else complain(words.line(), "postal, territory, union, VAT prefix, freight untaxed, …");
  }
  into.company.tax_places.push_back(std::move(place));
}

/// "half_up per line", then ", authorities together", ", channel web", ", in US CA".
void read_rounding(Words& words, CaseCompany& into) {
  RoundingRule rule;
  const auto mode = wire::parse_rounding(words.next());
  words.expect("per");
  const auto level = wire::parse_tax_rounding_level(words.next());
  if (!mode || !level) complain(words.line(), "half_up, half_even, down or up per line, …");
  rule.mode = *mode;
  rule.level = *level;
  bool for_some = false;
  while (words.take(",")) {
    if (words.take("authorities together")) {
      rule.authorities = AuthorityRounding::together;
      continue;
    }
    for_some = true;
    if (words.take("channel")) {
      rule.channel = read_channel(words);
    } else {
      words.expect("in");
      rule.country = words.next();
      if (!words.at_part_end()) rule.admin_area = words.next();
    }
  }
  Policy& policy = into.company.policy;
  if (for_some) {
    policy.rounding_rules.push_back(std::move(rule));
    return;
  }
  policy.rounding = rule.mode;
  policy.tax_rounding_level = rule.level;
  policy.authority_rounding = rule.authorities;
}

void read_coins(Words& words, CaseCompany& into) {
  const auto currency = Currency::parse(words.next());
  if (!currency) complain(words.line(), "a currency such as CHF");
  const auto money = parse_money(words.next(), *currency);
  if (!money) complain(words.line(), "an amount");
  CashIncrement coin{*money, Rounding::half_up};
  if (!words.at_end()) coin.mode = wire::parse_rounding(words.next()).value_or(coin.mode);
  into.company.policy.cash_increments.push_back(coin);
}

std::string place_of(const TaxWhy& why) {
  std::string place = say_place(why.country, why.admin_area);
  if (!why.postal.from.empty()) place += " " + say_postal(why.postal);
  return place;
}

/// "6.00 California + 0.25 Alameda County".
std::string print_shares(const TaxWhy& why, const std::vector<std::int64_t>& shares,
                         Currency currency) {
  std::string out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (i > 0) out += " + ";
    out += print_amount(Money{shares[i], currency}) + " " + why.authorities[i].name;
  }
  return out;
}

std::string print_reason(const TaxWhy& why) {
  if (why.reason == TaxReason::exempt) return "exempt by " + why.certificate;
  const bool rated = why.reason == TaxReason::standard || why.reason == TaxReason::reduced ||
                     why.reason == TaxReason::zero;
  if (!rated) return std::string(tax_reason_name(why.reason));
  return print_rate(why.rate) + " %";
}

}  // namespace

bool read_tax_company_line(Words& words, CaseCompany& into) {
  if (words.take("tax")) read_tax(words, into);
  else if (words.take("place")) read_place(words, into);
  else if (words.take("rounding")) read_rounding(words, into);
  else if (words.take("coins")) read_coins(words, into);
  else if (words.take("seller in")) {
    TaxOrigin origin;
    origin.country = words.next();
    if (!words.at_part_end()) origin.admin_area = words.next();
    if (words.take(", postal")) origin.postal_code = normal_postal(words.part());
    into.company.policy.tax_origin = std::move(origin);
  } else return false;
  return true;
}

std::string print_group(const TaxGroup& group) {
  std::string out = place_of(group.why) + " " + print_reason(group.why) + " on " +
                    print_amount(group.taxable) + " = " + print_amount(group.tax);
  const std::string shares = print_shares(group.why, group.shares, group.tax.currency);
  return shares.empty() ? out : out + " (" + shares + ")";
}

void put_line_taxes(const std::string& line, const LineOutcome& outcome,
                    std::map<std::string, std::string>& into) {
  if (outcome.gross) into[line + "gross"] = print_amount(*outcome.gross);
  if (!outcome.tax_why) return;
  const TaxWhy& why = *outcome.tax_why;
  into[line + "place"] = place_of(why);
  into[line + "rate"] = print_rate(why.rate);
  into[line + "reason"] = tax_reason_name(why.reason);
  into[line + "exempt"] = why.reason == TaxReason::exempt ? why.certificate : "no";
  if (outcome.tax && !outcome.tax_shares.empty()) {
    into[line + "shares"] = print_shares(why, outcome.tax_shares, outcome.tax->currency);
  }
}

void put_taxes(const Outcome& outcome, std::map<std::string, std::string>& into) {
  into["rounding"] = std::string(wire::rounding_name(outcome.rounding)) + " per " +
                     std::string(wire::tax_rounding_level_name(outcome.tax_rounding_level));
  if (outcome.tax_table == TaxTable::demo) into["table"] = "demo";
  if (outcome.payable) into["payable"] = print_amount(*outcome.payable);
  if (outcome.cash_rounding) into["cash-rounding"] = print_amount(*outcome.cash_rounding);
  if (!outcome.freight) return;
  const FreightOutcome& freight = *outcome.freight;
  into["freight"] = print_amount(freight.net);
  into["freight-charge"] = print_amount(freight.charge);
  into["freight-discount"] = print_amount(freight.discount);
  into["freight-tax"] = freight.tax ? print_amount(*freight.tax) : "none";
}

}  // namespace tally::tests
