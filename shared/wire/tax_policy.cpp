#include "shared/wire/tax_policy.hpp"

#include <vector>

#include "shared/base/decimal.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::wire {

namespace {

std::vector<std::string_view> split_at_bars(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t bar = text.find('|');
    parts.push_back(text.substr(0, bar));
    if (bar == std::string_view::npos) return parts;
    text.remove_prefix(bar + 1);
  }
}

// The state stands last: it may hold any character but a line end.
bool take_rule(std::string_view value, Policy& policy) {
  const auto parts = split_at_bars(value);
  if (parts.size() < 6) return false;
  RoundingRule rule;
  const auto mode = parse_rounding(parts[2]);
  const auto level = parse_tax_rounding_level(parts[3]);
  const auto authorities = parse_word<AuthorityRounding>(authority_rounding_words, parts[4]);
  rule.channel = parse_channel(parts[0]);
  if (!mode || !level || !authorities || (!parts[0].empty() && !rule.channel)) return false;
  rule.mode = *mode;
  rule.level = *level;
  rule.authorities = *authorities;
  rule.country = parts[1];
  rule.admin_area = value.substr(static_cast<std::size_t>(parts[5].data() - value.data()));
  policy.rounding_rules.push_back(std::move(rule));
  return true;
}

bool take_coin(std::string_view value, Policy& policy) {
  const auto parts = split_at_bars(value);
  if (parts.size() != 3) return false;
  const auto currency = Currency::parse(parts[0]);
  const auto minor = parse_decimal(parts[1], 0);
  const auto mode = parse_rounding(parts[2]);
  if (!currency || !minor || !mode) return false;
  policy.cash_increments.push_back({Money{*minor, *currency}, *mode});
  return true;
}

bool take_origin(std::string_view value, Policy& policy) {
  const auto parts = split_at_bars(value);
  if (parts.size() < 3) return false;
  const std::size_t area = static_cast<std::size_t>(parts[2].data() - value.data());
  policy.tax_origin = TaxOrigin{std::string(parts[0]), std::string(value.substr(area)),
                                std::string(parts[1])};
  return true;
}

void add_validity(JsonWriter& json, const TaxRate& rate) {
  if (rate.valid_from) json.key("valid_from").value(rate.valid_from->print());
  if (rate.valid_until) json.key("valid_until").value(rate.valid_until->print());
}

void add_postal(JsonWriter& json, const PostalRange& postal) {
  json.text_field("postal_from", postal.from);
  if (postal.until != postal.from) json.text_field("postal_until", postal.until);
}

template <typename Enum, std::size_t count>
void add_word(JsonWriter& json, std::string_view key,
              const std::array<std::string_view, count>& words, Enum value) {
  if (value != Enum{}) json.key(key).value(word_of(words, value));
}

}  // namespace

std::string print_tax_policy(const Policy& policy) {
  std::string out;
  if (policy.authority_rounding == AuthorityRounding::together) {
    out += "authority_rounding=together\n";
  }
  for (const RoundingRule& rule : policy.rounding_rules) {
    out.append("rounding_rule=").append(rule.channel ? channel_name(*rule.channel) : "");
    out.append("|").append(rule.country).append("|").append(rounding_name(rule.mode));
    out.append("|").append(tax_rounding_level_name(rule.level)).append("|");
    out.append(word_of(authority_rounding_words, rule.authorities)).append("|");
    out.append(rule.admin_area).append("\n");
  }
  for (const CashIncrement& coin : policy.cash_increments) {
    out.append("cash_increment=").append(coin.increment.currency.code()).append("|");
    out.append(std::to_string(coin.increment.minor)).append("|");
    out.append(rounding_name(coin.mode)).append("\n");
  }
  if (policy.tax_origin) {
    out.append("tax_origin=").append(policy.tax_origin->country).append("|");
    out.append(policy.tax_origin->postal_code).append("|");
    out.append(policy.tax_origin->admin_area).append("\n");
  }
  return out;
}

std::optional<bool> take_tax_entry(std::string_view name, std::string_view value,
                                   Policy& policy) {
  if (name == "rounding_rule") return take_rule(value, policy);
  if (name == "cash_increment") return take_coin(value, policy);
  if (name == "tax_origin") return take_origin(value, policy);
  if (name != "authority_rounding") return std::nullopt;
  const auto word = parse_word<AuthorityRounding>(authority_rounding_words, value);
  if (word) policy.authority_rounding = *word;
  return word.has_value();
}

void write_rounding_rule(JsonWriter& json, const RoundingRule& rule) {
  json.open('{').text_field("admin_area", rule.admin_area);
  add_word(json, "authorities", authority_rounding_words, rule.authorities);
  if (rule.channel) json.key("channel").value(channel_name(*rule.channel));
  json.text_field("country", rule.country);
  json.key("level").value(tax_rounding_level_name(rule.level));
  json.key("rounding").value(rounding_name(rule.mode)).close('}');
}

void write_tax_policy(JsonWriter& json, const Policy& policy) {
  add_word(json, "authority_rounding", authority_rounding_words, policy.authority_rounding);
  if (!policy.rounding_rules.empty()) {
    json.key("rounding_rules").open('[');
    for (const RoundingRule& rule : policy.rounding_rules) write_rounding_rule(json, rule);
    json.close(']');
  }
  if (!policy.cash_increments.empty()) {
    json.key("cash_increments").open('[');
    for (const CashIncrement& coin : policy.cash_increments) {
      json.open('{').key("currency").value(coin.increment.currency.code());
      json.key("amount").value(print_amount(coin.increment));
      json.key("rounding").value(rounding_name(coin.mode)).close('}');
    }
    json.close(']');
  }
  if (!policy.tax_origin) return;
  json.key("tax_origin").open('{').key("country").value(policy.tax_origin->country);
  json.text_field("admin_area", policy.tax_origin->admin_area);
  json.text_field("postal_code", policy.tax_origin->postal_code).close('}');
}

std::string tax_rate_json(const TaxRate& rate) {
  JsonWriter json;
  json.open('{').key("country").value(rate.country).text_field("admin_area", rate.admin_area);
  add_postal(json, rate.postal);
  json.key("tax_class").value(rate.tax_class.text());
  json.text_field("authority", rate.authority).key("percent").value(print_rate(rate.rate));
  add_word(json, "base", base_words, rate.base);
  add_word(json, "supply", supply_words, rate.supply);
  add_word(json, "treatment", treatment_words, rate.treatment);
  json.text_field("law", rate.law);
  if (rate.table == TaxTable::demo) json.key("demo").raw("true");
  add_validity(json, rate);
  return json.close('}').take();
}

std::string tax_place_json(const TaxPlace& place) {
  JsonWriter json;
  json.open('{').key("country").value(place.country).text_field("admin_area", place.admin_area);
  add_postal(json, place.postal);
  json.text_field("territory", place.territory).text_field("union", place.union_code);
  json.text_field("vat_prefix", place.vat_prefix);
  add_word(json, "sourcing", sourcing_words, place.sourcing);
  add_word(json, "union_supply", union_supply_words, place.union_supply);
  add_word(json, "exports", export_words, place.exports);
  add_word(json, "freight", freight_words, place.freight);
  if (place.freight_class) json.key("freight_class").value(place.freight_class->text());
  return json.close('}').take();
}

}  // namespace tally::wire
