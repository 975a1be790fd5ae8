// The lines of a case about promotions.
#include "tests/support/case_values.hpp"

namespace tally::tests {

namespace {

/// "AB-103", "family OAK", "class FOOD".
void read_goods(Words& words, GoodsSelection& goods) {
  if (words.take("family")) goods.families.push_back(words.next());
  else if (words.take("class")) goods.tax_classes.push_back(read_code<TaxClass>(words, "a class"));
  else goods.skus.push_back(read_code<Sku>(words, "a SKU, \"family …\" or \"class …\""));
}

std::int64_t read_unit_value(Words& words, Promotion& promotion) {
  promotion.currency = read_currency(words);
  const auto price = parse_unit_price(words.next(), *promotion.currency);
  if (!price) complain(words.line(), "a price");
  return price->ten_thousandths;
}

std::int64_t read_amount(Words& words, Promotion& promotion) {
  const Money money = read_money(words);
  promotion.currency = money.currency;
  return money.minor;
}

/// "from 50" counts goods, "from USD 100.00" counts what they cost.
void read_from(Words& words, Promotion& promotion, PromotionTier& tier) {
  if (words.take("amount")) {
    promotion.measure = PromotionMeasure::amount;
    tier.from = read_amount(words, promotion);
  } else {
    tier.from = read_quantity(words).thousandths;
  }
}

/// 10 % [from 50] | less USD 1.00 each | less USD 20.00 | price USD 9.00
void read_tier(Words& words, Promotion& promotion) {
  PromotionTier tier;
  if (words.take("price")) {
    promotion.kind = PromotionKind::fixed_price;
    tier.value = read_unit_value(words, promotion);
  } else if (words.take("each less")) {
    promotion.kind = PromotionKind::amount_each;
    tier.value = read_unit_value(words, promotion);
  } else if (words.take("less")) {
    promotion.kind = PromotionKind::amount;
    tier.value = read_amount(words, promotion);
  } else {
    tier.value = read_rate(words).parts_per_million;
    words.take("off");
  }
  if (words.take("from")) read_from(words, promotion, tier);
  promotion.tiers.push_back(tier);
}

/// buy 3 get 1 [at 50 %] | get 1 [at 50 %] from amount USD 100.00
void read_buy_get(Words& words, Promotion& promotion) {
  promotion.kind = PromotionKind::buy_get;
  PromotionTier tier{0, 1'000'000};
  if (words.take("buy")) promotion.buy = read_quantity(words);
  words.expect("get");
  promotion.get = read_quantity(words);
  if (words.take("at")) tier.value = read_rate(words).parts_per_million;
  words.take("off");
  if (words.take("from")) read_from(words, promotion, tier);
  promotion.tiers.push_back(tier);
}

/// bundle USD 25.00 of 1 AB-103 and 2 AB-104
void read_bundle(Words& words, Promotion& promotion) {
  promotion.kind = PromotionKind::bundle;
  promotion.tiers.push_back({0, read_amount(words, promotion)});
  words.expect("of");
  do {
    const Quantity quantity = read_quantity(words);
    promotion.bundle.push_back({read_code<Sku>(words, "a SKU"), quantity});
  } while (words.take("and"));
}

bool read_whom(Words& words, Promotion& promotion) {
  if (words.take("for")) {
    promotion.customers.push_back(read_code<CustomerCode>(words, "a customer number"));
  } else if (words.take("group")) {
    promotion.groups.push_back(read_code<CustomerGroup>(words, "a customer group"));
  } else if (words.take("channel")) {
    promotion.channels.push_back(read_channel(words));
  } else if (words.take("coupon")) {
    promotion.coupon = read_code<CouponCode>(words, "a coupon");
  } else if (words.take("counted")) {
    promotion.uses_max = read_quantity(words).thousandths / 1000;
  } else if (words.take("since")) {
    promotion.valid_from = read_date(words);
  } else if (words.take("until")) {
    promotion.valid_until = read_date(words);
  } else {
    return false;
  }
  return true;
}

void read_part(Words& words, Promotion& promotion) {
  if (read_whom(words, promotion)) return;
  if (words.take("on")) read_goods(words, promotion.goods);
  else if (words.take("not on")) read_goods(words, promotion.excluded);
  else if (words.take("gives")) read_goods(words, promotion.get_goods);
  else if (words.take("order")) promotion.stage = PromotionStage::order;
  else if (words.take("freight")) promotion.stage = PromotionStage::freight;
  else if (words.take("at most")) promotion.discount_max = read_amount(words, promotion);
  else if (words.take("alone")) promotion.combining = Combining::alone;
  else if (words.take("one of")) promotion.exclusive_group = words.next();
  else if (words.take("rank")) promotion.rank = read_quantity(words).thousandths / 1000;
  else if (words.take("times")) promotion.times_max = read_quantity(words).thousandths / 1000;
  else if (words.take("agreed prices too")) promotion.agreed_prices = AgreedPrices::included;
  else complain(words.line(), "a word about a promotion (on, for, group, coupon, alone, …)");
}

}  // namespace

void read_promotion(Words& words, CaseCompany& into) {
  Promotion promotion;
  promotion.code = read_code<PromotionCode>(words, "a promotion's code");
  const bool is_gift = words.line().text.find(" get ") != std::string::npos;
  if (words.take("bundle")) {
    read_bundle(words, promotion);
  } else if (is_gift) {
    read_buy_get(words, promotion);
  } else {
    do read_tier(words, promotion);
    while (words.take(";"));
  }
  while (words.take(",")) read_part(words, promotion);
  auto& there = find_or_add(into.company.promotions, [&](const Promotion& other) {
    return other.code == promotion.code;
  });
  there = std::move(promotion);
}

}  // namespace tally::tests
