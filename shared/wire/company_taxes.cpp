// The parts of a company that are tax: rates, places, how tax is rounded, certificates.
#include "shared/base/text.hpp"
#include "shared/data/lookups.hpp"
#include "shared/tax/exemption.hpp"
#include "shared/tax/table_check.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t postal_max = 16;

template <typename Enum, std::size_t count>
Enum read_word(FieldReader& read, std::string_view field,
               const std::array<std::string_view, count>& words) {
  const std::string text = read.text(field);
  if (text.empty()) return Enum{};
  const auto word = parse_word<Enum>(words, text);
  if (!word) read.refuse(field, text, say_words(words));
  return word.value_or(Enum{});
}

std::string read_line_of_text(FieldReader& read, std::string_view field) {
  std::string text = read.text(field);
  if (text.find('\n') == std::string::npos && !has_control_characters(text)) return text;
  read.refuse(field, quote_short(text), "a text on one line");
  return {};
}

PostalRange read_postal(FieldReader& read) {
  const std::string from = read.figure("postal_from");
  const std::string until = read.figure("postal_until");
  PostalRange range{normal_postal(from), normal_postal(until)};
  if (range.until.empty()) range.until = range.from;
  const bool right = range.from.size() == range.until.size() && range.from <= range.until &&
                     range.from.size() <= postal_max;
  if (!right) {
    read.refuse("postal_until", until,
                "a postal code as long as postal_from, and not before it");
    return {};
  }
  return range;
}

RoundingRule read_rounding_rule(CompanyReader& reader, const Json& json, std::string path) {
  FieldReader read(json, std::move(path), reader.issues);
  RoundingRule rule;
  const std::string channel = read.text("channel");
  rule.channel = parse_channel(channel);
  if (!channel.empty() && !rule.channel) {
    read.refuse("channel", channel, "rep, desk, web or import");
  }
  rule.country = read_country(read, "country", Presence::optional);
  rule.admin_area = read_line_of_text(read, "admin_area");
  const std::string mode = read.text("rounding");
  const auto rounding = parse_rounding(mode);
  if (!mode.empty() && !rounding) read.refuse("rounding", mode, "half_up, half_even, down or up");
  rule.mode = rounding.value_or(rule.mode);
  const std::string level = read.text("level");
  const auto parsed = parse_tax_rounding_level(level);
  if (!level.empty() && !parsed) read.refuse("level", level, "line, document or unit");
  rule.level = parsed.value_or(rule.level);
  rule.authorities = read_word<AuthorityRounding>(read, "authorities", authority_rounding_words);
  read.finish();
  return rule;
}

std::optional<CashIncrement> read_coin(CompanyReader& reader, const Json& json,
                                       std::string path) {
  FieldReader read(json, std::move(path), reader.issues);
  const auto currency = read_currency(read, "currency");
  const std::string text = read.figure("amount", Presence::required);
  const std::string mode = read.text("rounding");
  const auto rounding = parse_rounding(mode);
  if (!mode.empty() && !rounding) read.refuse("rounding", mode, "half_up, half_even, down or up");
  read.finish();
  if (!currency || text.empty()) return std::nullopt;
  const auto money = parse_money(text, *currency);
  if (money && money->minor > 0) return CashIncrement{*money, rounding.value_or(Rounding{})};
  read.refuse("amount", text, "an amount above zero such as \"0.05\" in that currency");
  return std::nullopt;
}

TaxOrigin read_origin(CompanyReader& reader, const Json& json, std::string path) {
  FieldReader read(json, std::move(path), reader.issues);
  TaxOrigin origin;
  origin.country = read_country(read, "country", Presence::required);
  origin.admin_area = read_line_of_text(read, "admin_area");
  origin.postal_code = normal_postal(read.figure("postal_code"));
  read.finish();
  return origin;
}

}  // namespace

void read_tax_policy(CompanyReader& reader, FieldReader& read, Policy& policy) {
  policy.authority_rounding =
      read_word<AuthorityRounding>(read, "authority_rounding", authority_rounding_words);
  std::size_t index = 0;
  for (const Json& item : read.array("rounding_rules")) {
    policy.rounding_rules.push_back(read_rounding_rule(
        reader, item, read.path("rounding_rules") + "[" + std::to_string(index++) + "]"));
  }
  index = 0;
  for (const Json& item : read.array("cash_increments")) {
    const std::string path = read.path("cash_increments") + "[" + std::to_string(index++) + "]";
    if (const auto coin = read_coin(reader, item, path)) policy.cash_increments.push_back(*coin);
  }
  if (const Json* origin = read.object("tax_origin")) {
    policy.tax_origin = read_origin(reader, *origin, read.path("tax_origin"));
  }
}

TaxRate read_tax_rate(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  TaxRate rate;
  rate.country = read_country(read, "country", Presence::required);
  rate.admin_area = read_line_of_text(read, "admin_area");
  rate.postal = read_postal(read);
  rate.tax_class = read_code<TaxClass>(read, "tax_class", Presence::required).value_or(TaxClass{});
  const auto percent = read_rate(read, "percent");
  if (percent) {
    rate.rate = *percent;
  } else if (json.is_object() && !json.contains("percent")) {
    reader.issues.push_back(make_issue(IssueCode::document_field_missing, read.path("percent"),
                                       {{"field", "percent"}}));
  }
  rate.authority = read_line_of_text(read, "authority");
  rate.base = read_word<TaxBase>(read, "base", base_words);
  rate.supply = read_word<TaxSupply>(read, "supply", supply_words);
  rate.treatment = read_word<TaxTreatment>(read, "treatment", treatment_words);
  rate.law = read_line_of_text(read, "law");
  if (read.boolean("demo", false)) rate.table = TaxTable::demo;
  const Validity validity = read_validity(read);
  rate.valid_from = validity.from;
  rate.valid_until = validity.until;
  read.finish();
  if (tax::is_above_whole(rate)) {
    reader.issues.push_back(make_issue(IssueCode::tax_rate_above_whole, read.path("percent"),
                                       {{"percent", rate.rate}}));
  }
  return rate;
}

std::string say_key(const TaxRate& rate) {
  std::string key = tax::say_rate_key(rate);
  if (rate.supply != TaxSupply::any) key += " " + std::string(word_of(supply_words, rate.supply));
  return key + (rate.valid_from ? " from " + rate.valid_from->print() : "");
}

void enter(CompanyReader& reader, TaxRate rate, const std::string& path) {
  reader.note_code(reader.rates, say_key(rate), "tax rate", path);
  reader.company.tax_rates.push_back(std::move(rate));
}

TaxPlace read_tax_place(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  TaxPlace place;
  place.country = read_country(read, "country", Presence::required);
  place.admin_area = read_line_of_text(read, "admin_area");
  place.postal = read_postal(read);
  place.territory = read_line_of_text(read, "territory");
  place.union_code = read_line_of_text(read, "union");
  place.vat_prefix = read_country(read, "vat_prefix", Presence::optional);
  place.sourcing = read_word<TaxSourcing>(read, "sourcing", sourcing_words);
  place.union_supply = read_word<UnionSupply>(read, "union_supply", union_supply_words);
  place.exports = read_word<ExportRule>(read, "exports", export_words);
  place.freight = read_word<FreightTax>(read, "freight", freight_words);
  place.freight_class = read_code<TaxClass>(read, "freight_class", Presence::optional);
  if (place.freight == FreightTax::by_class && !place.freight_class) {
    read.refuse("freight_class", "", "a tax class, since freight is taxed by_class");
  }
  read.finish();
  return place;
}

std::string say_key(const TaxPlace& place) {
  return say_place(place.country, place.admin_area) +
         (place.postal.from.empty() ? "" : " " + say_postal(place.postal));
}

void enter(CompanyReader& reader, TaxPlace place, const std::string& path) {
  reader.note_code(reader.tax_places, say_key(place), "tax place", path);
  reader.company.tax_places.push_back(std::move(place));
}

void check_tax_rates(CompanyReader& reader) {
  for (const tax::TableFault& fault : tax::check_tax_table(reader.company.tax_rates)) {
    if (reader.issues.size() >= reader.issue_count_max) return;
    Issue issue = fault.issue;
    issue.path = "tax_rates[" + std::to_string(fault.row) + "]";
    reader.issues.push_back(std::move(issue));
  }
}

void read_customer_tax(FieldReader& read, Customer& customer) {
  customer.vat_verified_on = read_date(read, "vat_verified_on");
}

ExemptionKind read_exemption_kind(FieldReader& read) {
  return read_word<ExemptionKind>(read, "kind", exemption_words);
}

void check_exemptions(CompanyReader& reader, const Customer& customer, const std::string& path) {
  for (std::size_t i = 0; i < customer.exemptions.size(); ++i) {
    const Exemption& exemption = customer.exemptions[i];
    if (tax::is_of_use(exemption, customer)) continue;
    reader.issues.push_back(
        make_issue(IssueCode::exemption_unused,
                   path + ".exemptions[" + std::to_string(i) + "]",
                   {{"certificate", exemption.certificate},
                    {"customer", customer.name},
                    {"place", say_place(exemption.country, exemption.admin_area)}}));
  }
}

}  // namespace tally::wire
