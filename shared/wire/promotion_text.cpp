#include "shared/wire/promotion_text.hpp"

#include <algorithm>
#include <array>

#include "shared/wire/company_reader.hpp"

namespace tally::wire {

namespace {

template <typename Enum, std::size_t count>
Enum read_named(FieldReader& read, std::string_view field,
                const std::array<std::string_view, count>& names, const char* expected) {
  const std::string text = read.text(field);
  for (std::size_t i = 0; i < count; ++i) {
    if (text == names[i] || (text.empty() && i == 0)) return static_cast<Enum>(i);
  }
  read.refuse(field, text, expected);
  return static_cast<Enum>(0);
}

/// The names of its three fields must live as long as the reader: it remembers them.
GoodsSelection read_goods(FieldReader& read, const char* skus, const char* families,
                          const char* tax_classes) {
  return {read_codes<Sku>(read, skus), read_texts(read, families, Blank::refused),
          read_codes<TaxClass>(read, tax_classes)};
}

std::int64_t read_minor(FieldReader& read, std::string_view field, const Promotion& promotion,
                        const std::string& text) {
  const auto money = parse_money(text, promotion.currency.value_or(Currency{}));
  if (money && money->minor >= 0) return money->minor;
  read.refuse(field, text, "an amount of 0 or more in the promotion's currency");
  return 0;
}

/// What a tier gives, in the promotion's own terms.
std::int64_t read_value(FieldReader& read, const Promotion& promotion) {
  const bool is_got = promotion.kind == PromotionKind::buy_get;
  const std::string text =
      read.figure("value", is_got ? Presence::optional : Presence::required);
  if (text.empty()) return is_got ? 1'000'000 : 0;
  switch (promotion.kind) {
    case PromotionKind::percent:
    case PromotionKind::buy_get: {
      const auto rate = parse_rate(text);
      if (rate && rate->parts_per_million >= 0 && rate->parts_per_million <= 1'000'000) {
        return rate->parts_per_million;
      }
      read.refuse("value", text, "a percentage of 0 to 100");
      return 0;
    }
    case PromotionKind::amount_each:
    case PromotionKind::fixed_price:
      return read_unit_price(read, "value", promotion.currency.value_or(Currency{}))
          .ten_thousandths;
    case PromotionKind::amount:
    case PromotionKind::bundle: break;
  }
  return read_minor(read, "value", promotion, text);
}

PromotionTier read_tier(FieldReader& read, const Promotion& promotion) {
  PromotionTier tier;
  if (promotion.measure == PromotionMeasure::quantity) {
    tier.from = read_quantity(read, "from").value_or(Quantity{}).thousandths;
  } else if (const std::string text = read.figure("from"); !text.empty()) {
    tier.from = read_minor(read, "from", promotion, text);
  }
  tier.value = read_value(read, promotion);
  return tier;
}

void read_tiers(FieldReader& read, Promotion& promotion) {
  std::size_t index = 0;
  for (const Json& item : read.array("tiers")) {
    FieldReader one(item, read.path("tiers") + "[" + std::to_string(index++) + "]",
                    read.issues());
    promotion.tiers.push_back(read_tier(one, promotion));
    one.finish();
  }
  if (promotion.tiers.empty()) promotion.tiers.push_back(read_tier(read, promotion));
  std::ranges::stable_sort(promotion.tiers, {}, &PromotionTier::from);
}

void read_bundle(FieldReader& read, Promotion& promotion) {
  std::size_t index = 0;
  for (const Json& item : read.array("bundle")) {
    FieldReader one(item, read.path("bundle") + "[" + std::to_string(index++) + "]",
                    read.issues());
    BundlePart part;
    part.sku = read_code<Sku>(one, "sku", Presence::required).value_or(Sku{});
    part.quantity = read_quantity(one, "quantity").value_or(units(1));
    one.finish();
    promotion.bundle.push_back(std::move(part));
  }
}

void read_whom(FieldReader& read, Promotion& promotion) {
  const Validity validity = read_validity(read);
  promotion.valid_from = validity.from;
  promotion.valid_until = validity.until;
  promotion.customers = read_codes<CustomerCode>(read, "customers");
  promotion.groups = read_codes<CustomerGroup>(read, "groups");
  promotion.channels = read_channels(read, "channels");
  promotion.coupon = read_code<CouponCode>(read, "coupon", Presence::optional);
  promotion.uses_max = read_count(read, "uses_max");
  promotion.uses_per_customer_max = read_count(read, "uses_per_customer_max");
}

void read_terms(FieldReader& read, Promotion& promotion) {
  promotion.combining = read_named<Combining, 2>(read, "combining", {"stacks", "alone"},
                                                 "stacks or alone");
  promotion.exclusive_group = read.text("exclusive_group");
  promotion.rank = read_count(read, "rank");
  promotion.times_max = read_count(read, "times_max");
  promotion.agreed_prices = read_named<AgreedPrices, 2>(
      read, "agreed_prices", {"left_alone", "included"}, "left_alone or included");
  const std::string most = read.figure("discount_max");
  if (!most.empty()) promotion.discount_max = read_minor(read, "discount_max", promotion, most);
}

}  // namespace

Promotion read_promotion_fields(const Json& json, const std::string& path, Issues& issues) {
  FieldReader read(json, path, issues);
  Promotion promotion;
  promotion.code =
      read_code<PromotionCode>(read, "code", Presence::required).value_or(PromotionCode{});
  promotion.name = read.text("name");
  promotion.kind = read_named<PromotionKind, 6>(
      read, "kind", {"percent", "amount_each", "amount", "fixed_price", "buy_get", "bundle"},
      "percent, amount_each, amount, fixed_price, buy_get or bundle");
  promotion.stage = read_named<PromotionStage, 3>(read, "stage", {"goods", "order", "freight"},
                                                  "goods, order or freight");
  promotion.measure = read_named<PromotionMeasure, 2>(read, "measure", {"quantity", "amount"},
                                                      "quantity or amount");
  const std::string currency = read.text("currency");
  promotion.currency = Currency::parse(currency);
  if (!promotion.currency && !currency.empty()) {
    read.refuse("currency", currency, "an ISO 4217 currency such as USD");
  }
  read_whom(read, promotion);
  promotion.goods = read_goods(read, "skus", "families", "tax_classes");
  promotion.excluded = read_goods(read, "not_skus", "not_families", "not_tax_classes");
  promotion.get_goods = read_goods(read, "get_skus", "get_families", "get_tax_classes");
  promotion.buy = read_quantity(read, "buy").value_or(Quantity{});
  promotion.get = read_quantity(read, "get").value_or(Quantity{});
  read_bundle(read, promotion);
  read_tiers(read, promotion);
  read_terms(read, promotion);
  read.finish();
  return promotion;
}

std::optional<Promotion> parse_promotion(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  Issues issues;
  Promotion promotion = read_promotion_fields(json, "", issues);
  if (!issues.empty()) return std::nullopt;
  return promotion;
}

}  // namespace tally::wire
