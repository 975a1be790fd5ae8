#include "shared/wire/outcome_reader.hpp"

#include "shared/wire/json_reader.hpp"
#include "shared/wire/outcome_names.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::wire {

namespace {

std::string text(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> integer(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

const Json& part(const Json& json, const char* name) {
  static const Json none;
  const auto found = json.find(name);
  return found == json.end() ? none : *found;
}

std::optional<Quantity> quantity(const Json& json, const char* name) {
  const auto thousandths = integer(json, name);
  return thousandths ? std::optional(Quantity{*thousandths}) : std::nullopt;
}

struct In {
  Currency currency;
  std::optional<Money> money(const Json& json, const char* name) const {
    const auto minor = integer(json, name);
    return minor ? std::optional(Money{*minor, currency}) : std::nullopt;
  }
  std::optional<UnitPrice> price(const Json& json, const char* name) const {
    const auto amount = integer(json, name);
    return amount ? std::optional(UnitPrice{*amount, currency}) : std::nullopt;
  }
};

std::optional<Argument::Value> argument_value(const Json& json) {
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_object()) return std::nullopt;
  const auto currency = Currency::parse(text(json, "currency"));
  if (currency && integer(json, "minor")) return Money{*integer(json, "minor"), *currency};
  if (currency && integer(json, "ten_thousandths")) {
    return UnitPrice{*integer(json, "ten_thousandths"), *currency};
  }
  if (const auto thousandths = quantity(json, "thousandths")) return *thousandths;
  if (const auto ppm = integer(json, "ppm")) return Rate{*ppm};
  if (const auto date = Date::parse(text(json, "date"))) return *date;
  return std::nullopt;
}

std::optional<Issue> read_issue(const Json& json) {
  const auto code = json.is_object() ? find_code(text(json, "code")) : std::nullopt;
  if (!code) return std::nullopt;
  Issue issue = make_issue(*code, text(json, "path"));
  for (const Severity severity : {Severity::error, Severity::review, Severity::note}) {
    if (severity_name(severity) == text(json, "severity")) issue.severity = severity;
  }
  const Json& arguments = part(json, "arguments");
  if (!arguments.is_object()) return issue;
  for (const auto& [name, value] : arguments.items()) {
    if (auto read = argument_value(value)) issue.arguments.push_back({name, *std::move(read)});
  }
  return issue;
}

std::vector<std::int64_t> read_shares(const Json& json, const char* name) {
  std::vector<std::int64_t> shares;
  for (const Json& each : part(json, name)) {
    if (each.is_number_integer()) shares.push_back(each.get<std::int64_t>());
  }
  return shares;
}

/// "90210 to 90215" and "90210", as say_postal writes them.
PostalRange read_postal(const std::string& said) {
  const std::size_t to = said.find(" to ");
  if (to == std::string::npos) return {said, said};
  return {said.substr(0, to), said.substr(to + 4)};
}

TaxWhy read_tax_why(const Json& json) {
  TaxWhy why{.reason = parse_tax_reason(text(json, "reason")).value_or(TaxReason::standard),
             .country = text(json, "country"),
             .admin_area = text(json, "admin_area"),
             .tax_class = TaxClass::parse(text(json, "tax_class")).value_or(TaxClass{}),
             .rate = Rate{integer(json, "rate").value_or(0)},
             .certificate = text(json, "certificate"),
             .postal = read_postal(text(json, "postal")),
             .law = text(json, "law"),
             .vat_id = text(json, "vat_id"),
             .authorities = {}};
  for (const Json& each : part(json, "authorities")) {
    if (!each.is_object()) continue;
    const bool on_tax = text(each, "base") == "net_and_tax";
    why.authorities.push_back({text(each, "name"), Rate{integer(each, "rate").value_or(0)},
                               on_tax ? TaxBase::net_and_tax : TaxBase::net});
  }
  return why;
}

/// What stands in a price's why only where the list is no plain one.
void read_price_terms(const Json& json, const In& in, PriceWhy& why) {
  why.level = parse_word<PriceLevel>(price_level_words, text(json, "level"))
                  .value_or(PriceLevel::standard);
  if (text(json, "unit") == order_unit_name(OrderUnit::case_pack)) why.unit = OrderUnit::case_pack;
  why.family_quantity = quantity(json, "family_quantity");
  if (const auto percent = integer(json, "percent_off")) why.percent_off = Rate{*percent};
  why.base_list = PriceListCode::parse(text(json, "base_list"));
  why.base_price = in.price(json, "base_price");
  why.exchange_billionths = integer(json, "exchange_billionths");
  why.exchange_from = Date::parse(text(json, "exchange_from"));
  const auto foreign = Currency::parse(text(json, "foreign_currency"));
  const auto price = integer(json, "foreign_price");
  if (foreign && price) why.foreign_price = UnitPrice{*price, *foreign};
}

PriceWhy read_price_why(const Json& json, const In& in) {
  PriceWhy why;
  why.source = text(json, "source") == "agreed" ? PriceSource::agreed : PriceSource::list;
  why.list = PriceListCode::parse(text(json, "list"));
  why.list_price = in.price(json, "list_price");
  why.quantity_from = quantity(json, "quantity_from").value_or(Quantity{});
  why.next_break = quantity(json, "next_break");
  why.next_price = in.price(json, "next_price");
  read_price_terms(json, in, why);
  return why;
}

std::vector<LineDiscount> read_discounts(const Json& json, const In& in) {
  std::vector<LineDiscount> discounts;
  for (const Json& each : part(json, "discounts")) {
    const auto promotion = PromotionCode::parse(text(each, "promotion"));
    const auto amount = in.money(each, "amount");
    if (promotion && amount) discounts.push_back({*promotion, *amount});
  }
  return discounts;
}

LineOutcome read_line(const Json& json, const In& in) {
  LineOutcome line;
  line.id = text(json, "id");
  line.sku = Sku::parse(text(json, "sku"));
  const bool cases = text(json, "unit") == order_unit_name(OrderUnit::case_pack);
  line.unit = cases ? OrderUnit::case_pack : OrderUnit::each;
  line.ordered = quantity(json, "ordered");
  line.quantity = quantity(json, "quantity");
  line.price = in.price(json, "price");
  line.net = in.money(json, "net");
  line.rule_discount = in.money(json, "rule_discount");
  line.extended = in.money(json, "extended");
  line.discounts = read_discounts(json, in);
  line.tax = in.money(json, "tax");
  line.gross = in.money(json, "gross");
  line.tax_shares = read_shares(json, "tax_shares");
  if (part(json, "price_why").is_object()) {
    line.price_why = read_price_why(part(json, "price_why"), in);
  }
  if (part(json, "tax_why").is_object()) line.tax_why = read_tax_why(part(json, "tax_why"));
  line.ship_to = ShipToCode::parse(text(json, "ship_to"));
  line.requested_date = Date::parse(text(json, "requested_date"));
  return line;
}

FreightLeg read_leg(const Json& json, const In& in) {
  const Money none{0, in.currency};
  FreightLeg leg;
  leg.ship_to = ShipToCode::parse(text(json, "ship_to")).value_or(ShipToCode{});
  leg.card = RateCardCode::parse(text(json, "card")).value_or(RateCardCode{});
  leg.zone = text(json, "zone");
  leg.weight_g = integer(json, "weight_g").value_or(0);
  leg.charged_weight_g = integer(json, "charged_weight_g").value_or(0);
  leg.volume_cm3 = integer(json, "volume_cm3").value_or(0);
  leg.pieces = integer(json, "pieces").value_or(0);
  leg.base = in.money(json, "base").value_or(none);
  leg.charge = in.money(json, "charge").value_or(none);
  leg.free_from = in.money(json, "free_from");
  for (const Json& each : part(json, "surcharges")) {
    if (!each.is_object()) continue;
    leg.surcharges.push_back({text(each, "name"), in.money(each, "amount").value_or(none)});
  }
  return leg;
}

std::optional<FreightOutcome> read_freight(const Json& json, const In& in) {
  if (!json.is_object()) return std::nullopt;
  const Money none{0, in.currency};
  FreightOutcome freight{in.money(json, "charge").value_or(none),
                         in.money(json, "discount").value_or(none),
                         in.money(json, "net").value_or(none), in.money(json, "tax"), {}, {}};
  for (const Json& each : part(json, "legs")) {
    if (each.is_object()) freight.legs.push_back(read_leg(each, in));
  }
  for (const Json& each : part(json, "parts")) {
    freight.parts.push_back({read_tax_why(part(each, "why")),
                             in.money(each, "net").value_or(none),
                             in.money(each, "tax").value_or(none), read_shares(each, "shares")});
  }
  return freight;
}

std::optional<PromotionOutcome> read_promotion(const Json& json, const In& in) {
  const auto code = PromotionCode::parse(text(json, "promotion"));
  if (!code) return std::nullopt;
  PromotionOutcome promotion{.promotion = *code,
                             .discount = in.money(json, "discount").value_or(
                                 Money{0, in.currency})};
  promotion.state = parse_word<PromotionState>(promotion_state_words, text(json, "state"))
                        .value_or(PromotionState::applied);
  promotion.reason = parse_word<PromotionReason>(promotion_reason_words, text(json, "reason"))
                         .value_or(PromotionReason::none);
  promotion.missing_quantity = quantity(json, "missing_quantity");
  promotion.missing_amount = in.money(json, "missing_amount");
  if (const auto percent = integer(json, "next_percent")) promotion.next_percent = Rate{*percent};
  promotion.outdone_by = PromotionCode::parse(text(json, "outdone_by"));
  promotion.coupon = CouponCode::parse(text(json, "coupon"));
  return promotion;
}

AuthorityRounding read_authorities(const Json& json) {
  return parse_word<AuthorityRounding>(authority_rounding_words, text(json, "authorities"))
      .value_or(AuthorityRounding::each);
}

void read_rounding(const Json& json, Outcome& outcome) {
  outcome.rounding = parse_rounding(text(json, "mode")).value_or(outcome.rounding);
  outcome.tax_rounding_level =
      parse_tax_rounding_level(text(json, "level")).value_or(outcome.tax_rounding_level);
  outcome.authority_rounding = read_authorities(json);
  const Json& rule = part(json, "rule");
  if (!rule.is_object()) return;
  outcome.rounding_rule =
      RoundingRule{.channel = parse_channel(text(rule, "channel")),
                   .country = text(rule, "country"),
                   .admin_area = text(rule, "admin_area"),
                   .mode = parse_rounding(text(rule, "rounding")).value_or(Rounding::half_up),
                   .level = parse_tax_rounding_level(text(rule, "level"))
                                .value_or(TaxRoundingLevel::document),
                   .authorities = read_authorities(rule)};
}

void read_lists(const Json& json, const In& in, Outcome& outcome) {
  for (const Json& each : part(json, "issues")) {
    if (auto issue = read_issue(each)) outcome.issues.push_back(*std::move(issue));
  }
  for (const Json& each : part(json, "lines")) {
    if (each.is_object()) outcome.lines.push_back(read_line(each, in));
  }
  for (const Json& each : part(json, "tax_groups")) {
    if (!each.is_object()) continue;
    outcome.tax_groups.push_back({read_tax_why(part(each, "why")),
                                  in.money(each, "taxable").value_or(Money{0, in.currency}),
                                  in.money(each, "tax").value_or(Money{0, in.currency}),
                                  read_shares(each, "shares")});
  }
  for (const Json& each : part(json, "overrides")) {
    if (!each.is_object()) continue;
    const auto code = find_code(text(each, "code"));
    if (code) outcome.overrides.push_back({*code, text(each, "path"), text(each, "reason")});
  }
  for (const Json& each : part(json, "promotions")) {
    if (!each.is_object()) continue;
    if (auto promotion = read_promotion(each, in)) {
      outcome.promotions.push_back(*std::move(promotion));
    }
  }
}

std::vector<std::string> read_words(const Json& json, const char* name) {
  std::vector<std::string> words;
  for (const Json& each : part(json, name)) {
    if (each.is_string()) words.push_back(each.get<std::string>());
  }
  return words;
}

std::vector<FiredRule> read_fired(const Json& json) {
  std::vector<FiredRule> fired;
  for (const Json& each : part(json, "fired")) {
    if (each.is_object()) fired.push_back({text(each, "rule"), text(each, "answer")});
  }
  return fired;
}

Ruling read_ruling(const Json& json) {
  return {.decision = text(json, "decision"),
          .status = parse_word<RulingStatus>(ruling_status_words, text(json, "status"))
                        .value_or(RulingStatus::inputs_wrong),
          .mode = parse_word<RuleMode>(rule_mode_words, text(json, "mode"))
                      .value_or(RuleMode::automatic),
          .by_otherwise = integer(json, "otherwise").has_value(),
          .answers = read_words(json, "answers"),
          .number = integer(json, "number"),
          .fired = read_fired(json),
          .fields = read_words(json, "fields"),
          .left_to_server = read_words(json, "left_to_server")};
}

std::optional<RulesOutcome> read_rules(const Json& json) {
  const auto digest = json.is_object() ? Digest::parse(text(json, "digest")) : std::nullopt;
  if (!digest) return std::nullopt;
  RulesOutcome rules{text(json, "set"), *digest, {}, {}};
  for (const Json& each : part(json, "decisions")) {
    if (each.is_object()) rules.rulings.push_back(read_ruling(each));
  }
  for (const Json& each : part(json, "inputs")) {
    if (!each.is_object()) continue;
    rules.inputs.push_back(
        {text(each, "field"), integer(each, "value").value_or(0), text(each, "word")});
  }
  return rules;
}

}  // namespace

std::optional<RulesOutcome> read_rules_outcome(std::string_view bytes) {
  return read_rules(Json::parse(bytes, nullptr, false));
}

std::optional<Outcome> read_outcome(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object() || !part(json, "lines").is_array()) return std::nullopt;
  const auto as_of = Date::parse(text(json, "as_of"));
  const auto snapshot = Digest::parse(text(json, "snapshot"));
  if (!as_of || !snapshot) return std::nullopt;
  Outcome outcome;
  outcome.core_version = text(json, "core_version");
  outcome.snapshot = *snapshot;
  outcome.as_of = *as_of;
  outcome.order_id = OrderId::parse(text(json, "order_id")).value_or(OrderId{});
  outcome.channel = parse_channel(text(json, "channel")).value_or(outcome.channel);
  outcome.customer = CustomerCode::parse(text(json, "customer"));
  outcome.ship_to = ShipToCode::parse(text(json, "ship_to"));
  outcome.po_number = text(json, "po_number");
  outcome.requested_date = Date::parse(text(json, "requested_date"));
  for (const Verdict verdict : {Verdict::accept, Verdict::review, Verdict::refuse}) {
    if (verdict_name(verdict) == text(json, "verdict")) outcome.verdict = verdict;
  }
  read_rounding(part(json, "rounding"), outcome);
  outcome.currency = Currency::parse(text(json, "currency"));
  const In in{outcome.currency.value_or(Currency{})};
  read_lists(json, in, outcome);
  outcome.freight = read_freight(part(json, "freight"), in);
  outcome.net = in.money(json, "net");
  outcome.tax = in.money(json, "tax");
  outcome.total = in.money(json, "total");
  outcome.payable = in.money(json, "payable");
  outcome.cash_rounding = in.money(json, "cash_rounding");
  if (text(json, "tax_table") == "demo") outcome.tax_table = TaxTable::demo;
  outcome.rules = read_rules(part(json, "rules"));
  outcome.ship_from = Date::parse(text(json, "ship_from"));
  outcome.ship_until = Date::parse(text(json, "ship_until"));
  outcome.incoterm = text(json, "incoterm");
  if (text(json, "delivery") == "complete") outcome.delivery = DeliveryRule::complete;
  return outcome;
}

}  // namespace tally::wire
