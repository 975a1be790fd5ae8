#include "shared/wire/outcome_bytes.hpp"

#include "shared/wire/json_writer.hpp"
#include "shared/wire/outcome_names.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/tax_names.hpp"
#include "shared/wire/tax_policy.hpp"

namespace tally::wire {

namespace {

/// One argument: its type is its key, so two types never look alike.
void write_value(JsonWriter& json, const Argument::Value& value) {
  struct Visitor {
    JsonWriter& json;
    void operator()(std::int64_t number) const { json.value(number); }
    void operator()(const std::string& text) const { json.value(text); }
    void operator()(const Money& money) const {
      json.open('{').key("currency").value(money.currency.code());
      json.key("minor").value(money.minor).close('}');
    }
    void operator()(const UnitPrice& price) const {
      json.open('{').key("currency").value(price.currency.code());
      json.key("ten_thousandths").value(price.ten_thousandths).close('}');
    }
    void operator()(Quantity quantity) const {
      json.open('{').key("thousandths").value(quantity.thousandths).close('}');
    }
    void operator()(Rate rate) const {
      json.open('{').key("ppm").value(rate.parts_per_million).close('}');
    }
    void operator()(Date date) const {
      json.open('{').key("date").value(date.print()).close('}');
    }
  };
  std::visit(Visitor{json}, value);
}

void write_issue(JsonWriter& json, const Issue& issue) {
  json.open('{');
  if (!issue.arguments.empty()) {
    // Few and written by hand: taken in the order of their names, smallest first.
    json.key("arguments").open('{');
    const Argument* last = nullptr;
    for (std::size_t written = 0; written < issue.arguments.size(); ++written) {
      const Argument* next = nullptr;
      for (const Argument& argument : issue.arguments) {
        const bool later = last == nullptr || argument.name > last->name;
        if (later && (next == nullptr || argument.name < next->name)) next = &argument;
      }
      if (next == nullptr) break;
      json.key(next->name);
      write_value(json, next->value);
      last = next;
    }
    json.close('}');
  }
  json.key("code").value(code_row(issue.code).name);
  json.text_field("path", issue.path);
  json.key("severity").value(severity_name(issue.severity)).close('}');
}

void write_price_why(JsonWriter& json, const PriceWhy& why) {
  json.key("price_why").open('{');
  if (why.base_list) json.key("base_list").value(why.base_list->text());
  if (why.base_price) json.key("base_price").value(why.base_price->ten_thousandths);
  if (why.exchange_billionths) json.key("exchange_billionths").value(*why.exchange_billionths);
  if (why.exchange_from) json.key("exchange_from").value(why.exchange_from->print());
  if (why.family_quantity) json.key("family_quantity").value(why.family_quantity->thousandths);
  if (why.foreign_price) {
    json.key("foreign_currency").value(why.foreign_price->currency.code());
    json.key("foreign_price").value(why.foreign_price->ten_thousandths);
  }
  const bool is_special = why.list && why.level < PriceLevel::standard;
  if (is_special) json.key("level").value(word_of(price_level_words, why.level));
  if (why.list) json.key("list").value(why.list->text());
  if (why.list_price) json.key("list_price").value(why.list_price->ten_thousandths);
  if (why.next_break) json.key("next_break").value(why.next_break->thousandths);
  if (why.next_price) json.key("next_price").value(why.next_price->ten_thousandths);
  if (why.percent_off) json.key("percent_off").value(why.percent_off->parts_per_million);
  if (why.list) json.key("quantity_from").value(why.quantity_from.thousandths);
  json.key("source").value(why.source == PriceSource::list ? "list" : "agreed");
  if (why.unit == OrderUnit::case_pack) json.key("unit").value(order_unit_name(why.unit));
  json.close('}');
}

void write_tax_why(JsonWriter& json, std::string_view key, const TaxWhy& why) {
  json.key(key).open('{').text_field("admin_area", why.admin_area);
  if (!why.authorities.empty()) {
    json.key("authorities").open('[');
    for (const TaxAuthority& authority : why.authorities) {
      json.open('{').key("base").value(word_of(base_words, authority.base));
      json.text_field("name", authority.name);
      json.key("rate").value(authority.rate.parts_per_million).close('}');
    }
    json.close(']');
  }
  json.text_field("certificate", why.certificate).text_field("country", why.country);
  json.text_field("law", why.law).text_field("postal", say_postal(why.postal));
  json.key("rate").value(why.rate.parts_per_million);
  json.key("reason").value(tax_reason_name(why.reason));
  json.text_field("tax_class", why.tax_class.text()).text_field("vat_id", why.vat_id).close('}');
}

void write_shares(JsonWriter& json, std::string_view key,
                  const std::vector<std::int64_t>& shares) {
  if (shares.empty()) return;
  json.key(key).open('[');
  for (const std::int64_t share : shares) json.value(share);
  json.close(']');
}

void write_promotion(JsonWriter& json, const PromotionOutcome& promotion) {
  json.open('{');
  if (promotion.coupon) json.key("coupon").value(promotion.coupon->text());
  json.key("discount").value(promotion.discount.minor);
  if (promotion.missing_amount) json.key("missing_amount").value(promotion.missing_amount->minor);
  if (promotion.missing_quantity) {
    json.key("missing_quantity").value(promotion.missing_quantity->thousandths);
  }
  if (promotion.next_percent) {
    json.key("next_percent").value(promotion.next_percent->parts_per_million);
  }
  if (promotion.outdone_by) json.key("outdone_by").value(promotion.outdone_by->text());
  json.key("promotion").value(promotion.promotion.text());
  if (promotion.reason != PromotionReason::none) {
    json.key("reason").value(word_of(promotion_reason_words, promotion.reason));
  }
  json.key("state").value(word_of(promotion_state_words, promotion.state)).close('}');
}

void write_discounts(JsonWriter& json, const LineOutcome& line) {
  if (!line.discounts.empty()) {
    json.key("discounts").open('[');
    for (const LineDiscount& discount : line.discounts) {
      json.open('{').key("amount").value(discount.amount.minor);
      json.key("promotion").value(discount.promotion.text()).close('}');
    }
    json.close(']');
  }
  if (line.extended) json.key("extended").value(line.extended->minor);
}

void write_line(JsonWriter& json, const LineOutcome& line) {
  json.open('{');
  write_discounts(json, line);
  if (line.gross) json.key("gross").value(line.gross->minor);
  json.key("id").value(line.id);
  if (line.net) json.key("net").value(line.net->minor);
  if (line.ordered) json.key("ordered").value(line.ordered->thousandths);
  if (line.price) json.key("price").value(line.price->ten_thousandths);
  if (line.price_why) write_price_why(json, *line.price_why);
  if (line.quantity) json.key("quantity").value(line.quantity->thousandths);
  if (line.requested_date) json.key("requested_date").value(line.requested_date->print());
  if (line.rule_discount) json.key("rule_discount").value(line.rule_discount->minor);
  if (line.ship_to) json.key("ship_to").value(line.ship_to->text());
  if (line.sku) json.key("sku").value(line.sku->text());
  if (line.tax) json.key("tax").value(line.tax->minor);
  write_shares(json, "tax_shares", line.tax_shares);
  if (line.tax_why) write_tax_why(json, "tax_why", *line.tax_why);
  json.key("unit").value(order_unit_name(line.unit)).close('}');
}

void write_leg(JsonWriter& json, const FreightLeg& leg) {
  json.open('{').key("base").value(leg.base.minor).key("card").value(leg.card.text());
  json.key("charge").value(leg.charge.minor).key("charged_weight_g").value(leg.charged_weight_g);
  if (leg.free_from) json.key("free_from").value(leg.free_from->minor);
  json.key("pieces").value(leg.pieces).key("ship_to").value(leg.ship_to.text());
  if (!leg.surcharges.empty()) {
    json.key("surcharges").open('[');
    for (const FreightSurcharge& surcharge : leg.surcharges) {
      json.open('{').key("amount").value(surcharge.amount.minor);
      json.key("name").value(surcharge.name).close('}');
    }
    json.close(']');
  }
  json.key("volume_cm3").value(leg.volume_cm3).key("weight_g").value(leg.weight_g);
  json.text_field("zone", leg.zone).close('}');
}

void write_freight(JsonWriter& json, const FreightOutcome& freight) {
  json.key("freight").open('{').key("charge").value(freight.charge.minor);
  if (freight.discount.minor != 0) json.key("discount").value(freight.discount.minor);
  if (!freight.legs.empty()) {
    json.key("legs").open('[');
    for (const FreightLeg& leg : freight.legs) write_leg(json, leg);
    json.close(']');
  }
  json.key("net").value(freight.net.minor).key("parts").open('[');
  for (const FreightPart& part : freight.parts) {
    json.open('{').key("net").value(part.net.minor);
    write_shares(json, "shares", part.shares);
    json.key("tax").value(part.tax.minor);
    write_tax_why(json, "why", part.why);
    json.close('}');
  }
  json.close(']');
  if (freight.tax) json.key("tax").value(freight.tax->minor);
  json.close('}');
}

void write_tax_groups(JsonWriter& json, const std::vector<TaxGroup>& groups) {
  json.open('[');
  for (const TaxGroup& group : groups) {
    json.open('{');
    write_shares(json, "shares", group.shares);
    json.key("tax").value(group.tax.minor).key("taxable").value(group.taxable.minor);
    write_tax_why(json, "why", group.why);
    json.close('}');
  }
  json.close(']');
}

void write_silenced(JsonWriter& json, const std::vector<Override>& overrides) {
  if (overrides.empty()) return;
  json.key("overrides").open('[');
  for (const Override& each : overrides) {
    json.open('{').key("code").value(code_row(each.code).name);
    json.text_field("path", each.path).key("reason").value(each.reason).close('}');
  }
  json.close(']');
}

void write_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
  if (words.empty()) return;
  json.key(key).open('[');
  for (const std::string& word : words) json.value(word);
  json.close(']');
}

void write_ruling(JsonWriter& json, const Ruling& ruling) {
  json.open('{');
  write_words(json, "answers", ruling.answers);
  json.key("decision").value(ruling.decision);
  write_words(json, "fields", ruling.fields);
  if (!ruling.fired.empty()) {
    json.key("fired").open('[');
    for (const FiredRule& each : ruling.fired) {
      json.open('{').key("answer").value(each.answer).key("rule").value(each.rule).close('}');
    }
    json.close(']');
  }
  write_words(json, "left_to_server", ruling.left_to_server);
  if (ruling.mode != RuleMode::automatic) {
    json.key("mode").value(word_of(rule_mode_words, ruling.mode));
  }
  if (ruling.number) json.key("number").value(*ruling.number);
  if (ruling.by_otherwise) json.key("otherwise").value(std::int64_t{1});
  json.key("status").value(word_of(ruling_status_words, ruling.status)).close('}');
}

void write_rules(JsonWriter& json, const RulesOutcome& rules) {
  json.open('{').key("decisions").open('[');
  for (const Ruling& ruling : rules.rulings) write_ruling(json, ruling);
  json.close(']').key("digest").value(rules.digest.text()).key("inputs").open('[');
  for (const RuleInput& input : rules.inputs) {
    json.open('{').key("field").value(input.field);
    if (input.word.empty()) json.key("value").value(input.value);
    json.text_field("word", input.word).close('}');
  }
  json.close(']').key("set").value(rules.set).close('}');
}

}  // namespace

std::string rules_bytes(const RulesOutcome& rules) {
  JsonWriter json;
  write_rules(json, rules);
  return json.take();
}

std::string outcome_bytes(const Outcome& outcome) {
  JsonWriter json;
  json.reserve(512 + 320 * outcome.lines.size());
  json.open('{').key("as_of").value(outcome.as_of.print());
  if (outcome.cash_rounding) json.key("cash_rounding").value(outcome.cash_rounding->minor);
  json.key("channel").value(channel_name(outcome.channel));
  json.key("core_version").value(outcome.core_version);
  if (outcome.currency) json.key("currency").value(outcome.currency->code());
  if (outcome.customer) json.key("customer").value(outcome.customer->text());
  if (outcome.delivery == DeliveryRule::complete) json.key("delivery").value("complete");
  if (outcome.freight) write_freight(json, *outcome.freight);
  json.text_field("incoterm", outcome.incoterm);
  json.key("issues").open('[');
  for (const Issue& issue : outcome.issues) write_issue(json, issue);
  json.close(']').key("lines").open('[');
  for (const LineOutcome& line : outcome.lines) write_line(json, line);
  json.close(']');
  if (outcome.net) json.key("net").value(outcome.net->minor);
  json.key("order_id").value(outcome.order_id.text());
  write_silenced(json, outcome.overrides);
  if (outcome.payable) json.key("payable").value(outcome.payable->minor);
  json.text_field("po_number", outcome.po_number);
  if (!outcome.promotions.empty()) {
    json.key("promotions").open('[');
    for (const PromotionOutcome& promotion : outcome.promotions) write_promotion(json, promotion);
    json.close(']');
  }
  if (outcome.requested_date) json.key("requested_date").value(outcome.requested_date->print());
  json.key("rounding").open('{');
  if (outcome.authority_rounding == AuthorityRounding::together) {
    json.key("authorities").value("together");
  }
  json.key("level").value(tax_rounding_level_name(outcome.tax_rounding_level));
  json.key("mode").value(rounding_name(outcome.rounding));
  if (outcome.rounding_rule) {
    json.key("rule");
    write_rounding_rule(json, *outcome.rounding_rule);
  }
  json.close('}');
  if (outcome.rules) {
    json.key("rules");
    write_rules(json, *outcome.rules);
  }
  if (outcome.ship_from) json.key("ship_from").value(outcome.ship_from->print());
  if (outcome.ship_to) json.key("ship_to").value(outcome.ship_to->text());
  if (outcome.ship_until) json.key("ship_until").value(outcome.ship_until->print());
  json.key("snapshot").value(outcome.snapshot.text());
  if (outcome.tax) json.key("tax").value(outcome.tax->minor);
  json.key("tax_groups");
  write_tax_groups(json, outcome.tax_groups);
  if (outcome.tax_table == TaxTable::demo) json.key("tax_table").value("demo");
  if (outcome.total) json.key("total").value(outcome.total->minor);
  json.key("verdict").value(verdict_name(outcome.verdict)).close('}');
  return json.take();
}

std::string tax_groups_bytes(const std::vector<TaxGroup>& groups) {
  JsonWriter json;
  write_tax_groups(json, groups);
  return json.take();
}

std::string issue_bytes(const Issue& issue) {
  JsonWriter json;
  write_issue(json, issue);
  return json.take();
}

}  // namespace tally::wire
