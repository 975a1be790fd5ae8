// A promotion is read back as it was written, whatever it holds.
#include "shared/wire/promotion_text.hpp"

#include <doctest/doctest.h>

#include "shared/wire/company_document.hpp"

using namespace tally;
using namespace tally::wire;

namespace {

Promotion full_promotion() {
  Promotion promotion;
  promotion.code = PromotionCode::parse("ALL-OF-IT").value();
  promotion.name = "Everything \"at once\"";
  promotion.kind = PromotionKind::buy_get;
  promotion.currency = Currency::parse("EUR");
  promotion.valid_from = Date::parse("2026-01-01");
  promotion.valid_until = Date::parse("2026-12-31");
  promotion.customers = {CustomerCode::parse("C-1").value()};
  promotion.groups = {CustomerGroup::parse("GOLD").value(), CustomerGroup::parse("B C").value()};
  promotion.channels = {Channel::desk, Channel::web};
  promotion.goods = {{Sku::parse("A-1").value()}, {"Oak"}, {TaxClass::parse("FOOD").value()}};
  promotion.excluded.skus = {Sku::parse("A-2").value()};
  promotion.get_goods.families = {"Cups"};
  promotion.agreed_prices = AgreedPrices::included;
  promotion.measure = PromotionMeasure::amount;
  promotion.tiers = {{5'000, 250'000}, {9'900, 1'000'000}};
  promotion.buy = units(3);
  promotion.get = Quantity{1'500};
  promotion.times_max = 2;
  promotion.discount_max = 12'345;
  promotion.coupon = CouponCode::parse("FAIR");
  promotion.uses_max = 100;
  promotion.uses_per_customer_max = 1;
  promotion.combining = Combining::alone;
  promotion.exclusive_group = "deals";
  promotion.rank = 7;
  return promotion;
}

}  // namespace

TEST_CASE("a promotion with every field is read back as it was written") {
  const Promotion promotion = full_promotion();
  const auto read = parse_promotion(promotion_record(promotion));
  REQUIRE(read.has_value());
  CHECK((*read == promotion));
}

TEST_CASE("every kind of promotion keeps the value of its tiers") {
  for (const PromotionKind kind :
       {PromotionKind::percent, PromotionKind::amount_each, PromotionKind::amount,
        PromotionKind::fixed_price, PromotionKind::bundle}) {
    CAPTURE(promotion_kind_name(kind));
    Promotion promotion;
    promotion.code = PromotionCode::parse("P").value();
    promotion.kind = kind;
    promotion.currency = Currency::parse("KWD");
    promotion.tiers = {{0, 123'456}};
    if (kind == PromotionKind::bundle) {
      promotion.bundle = {{Sku::parse("A").value(), units(1)}, {Sku::parse("B").value(), units(2)}};
    }
    const auto read = parse_promotion(promotion_record(promotion));
    REQUIRE(read.has_value());
    CHECK((*read == promotion));
  }
}

TEST_CASE("a text that is no promotion is not read") {
  for (const char* text : {"", "{}", "[]", "{\"code\":\"A\",\"value\":\"5\",\"colour\":\"red\"}",
                           "{\"code\":\"A\",\"kind\":\"gift\",\"value\":\"5\"}"}) {
    CHECK_FALSE(parse_promotion(text).has_value());
  }
}

TEST_CASE("a company with lists, special prices, rates, costs and promotions is read back") {
  Company company;
  company.name = "Harbour";
  const Currency usd = Currency::parse("USD").value();
  Product product;
  product.sku = Sku::parse("A-1").value();
  product.name = "Cup";
  product.family = "Oak";
  product.tax_class = TaxClass::parse("STANDARD").value();
  company.products = {product};
  PriceList list{PriceListCode::parse("GOLD").value(), "Gold", usd, std::nullopt};
  list.valid_from = Date::parse("2026-01-01");
  list.breaks = BreakCount::family;
  list.groups = {CustomerGroup::parse("G").value()};
  list.channels = {Channel::web};
  company.price_lists = {list};
  const auto add = [&](PriceKind kind, OrderUnit unit, std::int64_t percent) {
    Price price{list.code, product.sku, units(2), UnitPrice{0, usd}, {}, {}, unit, kind,
                Rate{percent}};
    if (kind == PriceKind::net) price.price.ten_thousandths = 99'000;
    company.prices.push_back(price);
    return &company.prices.back();
  };
  add(PriceKind::net, OrderUnit::case_pack, 0);
  add(PriceKind::on_request, OrderUnit::each, 0)->quantity_from = units(90);
  add(PriceKind::cost_plus, OrderUnit::each, 250'000);
  Price* wide = add(PriceKind::percent_off, OrderUnit::each, 50'000);
  wide->sku = Sku{};
  wide->family = "Oak";
  company.costs = {{product.sku, UnitPrice{72'000, usd}}};
  company.exchange_rates = {{Currency::parse("EUR").value(), usd, 1'082'500'000,
                             Date::parse("2026-03-01"), std::nullopt}};
  company.promotions = {full_promotion()};
  company.promotions[0].customers.clear();
  company.promotions[0].excluded = {};
  const auto read = read_company(write_company(company));
  REQUIRE(read.has_value());
  CHECK((read->price_lists == company.price_lists));
  CHECK((read->prices == company.prices));
  CHECK((read->costs == company.costs));
  CHECK((read->exchange_rates == company.exchange_rates));
  CHECK((read->promotions == company.promotions));
}
