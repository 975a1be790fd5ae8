// Reads the promotions of a company, and holds them against its products and prices: what could
// give goods away, or says two things at once, is an issue when it is loaded.
#include <set>

#include "shared/wire/company_reader.hpp"
#include "shared/wire/promotion_text.hpp"

namespace tally::wire {

namespace {

class PromotionCheck {
 public:
  PromotionCheck(CompanyReader& reader, const Promotion& promotion, std::string path)
      : reader_(reader), promotion_(promotion), path_(std::move(path)) {}

  void check() {
    check_form();
    if (promotion_.stage == PromotionStage::freight) return;
    check_values();
    if (promotion_.kind == PromotionKind::amount_each) check_prices_against_amount();
    if (promotion_.kind == PromotionKind::buy_get) check_gifts();
  }

 private:
  void report(IssueCode code, const char* name, std::string text) {
    if (reader_.issues.size() >= reader_.issue_count_max) return;
    reader_.issues.push_back(make_issue(
        code, path_, {{"promotion", promotion_.code.text()}, {name, std::move(text)}}));
  }
  void unclear(std::string why) { report(IssueCode::promotion_unclear, "why", std::move(why)); }
  void free(std::string how) { report(IssueCode::promotion_makes_free, "how", std::move(how)); }

  bool is_kind(PromotionKind kind) const { return promotion_.kind == kind; }

  void check_form() {
    const bool is_wide = is_kind(PromotionKind::percent) || is_kind(PromotionKind::amount);
    if (promotion_.stage != PromotionStage::goods && !is_wide) {
      unclear("the order or its freight takes a percent or an amount");
    }
    const bool has_amounts = promotion_.measure == PromotionMeasure::amount ||
                             promotion_.discount_max ||
                             !(is_kind(PromotionKind::percent) || is_kind(PromotionKind::buy_get));
    if (has_amounts && !promotion_.currency) unclear("amounts need a currency");
    for (std::size_t i = 1; i < promotion_.tiers.size(); ++i) {
      if (promotion_.tiers[i].from == promotion_.tiers[i - 1].from) {
        unclear("two tiers begin at the same threshold");
      }
    }
    if (promotion_.uses_max + promotion_.uses_per_customer_max > 0 && !promotion_.coupon) {
      unclear("only a coupon can be counted");
    }
    std::set<Sku> parts;
    for (const BundlePart& part : promotion_.bundle) parts.insert(part.sku);
    const bool is_bundle = is_kind(PromotionKind::bundle);
    if (is_bundle != !promotion_.bundle.empty()) unclear("a bundle and its products go together");
    if (is_bundle && (parts.size() < 2 || parts.size() != promotion_.bundle.size())) {
      unclear("a bundle has two products or more, each once");
    }
    if (is_kind(PromotionKind::buy_get) && promotion_.get == Quantity{}) {
      unclear("it does not say how many are got");
    }
  }

  void check_values() {
    for (const PromotionTier& tier : promotion_.tiers) {
      if (is_kind(PromotionKind::percent) && tier.value >= 1'000'000) free("it takes 100 % off");
      const bool is_price = is_kind(PromotionKind::fixed_price) || is_kind(PromotionKind::bundle);
      if (is_price && tier.value == 0) free("its price is zero");
      const bool covers_all = is_kind(PromotionKind::amount) &&
                              (promotion_.measure == PromotionMeasure::quantity ||
                               tier.from <= tier.value);
      if (covers_all) free("it takes an amount off and asks for no larger amount of goods");
    }
  }

  void check_prices_against_amount() {
    std::set<Sku> touched;
    for (const Product& product : reader_.company.products) {
      const bool meets = selects(promotion_.goods, product) &&
                         (promotion_.excluded.empty() || !selects(promotion_.excluded, product));
      if (meets) touched.insert(product.sku);
    }
    for (const Price& price : reader_.company.prices) {
      const bool is_met = price.kind == PriceKind::net && price.unit == OrderUnit::each &&
                          price.price.currency == promotion_.currency &&
                          touched.contains(price.sku);
      if (!is_met || promotion_.tiers.back().value < price.price.ten_thousandths) continue;
      const UnitPrice off{promotion_.tiers.back().value, price.price.currency};
      free("it takes " + print_amount(off) + " off each " + price.sku.text() + ", which costs " +
           print_amount(price.price) + " on " + price.list.text());
      return;
    }
  }

  void check_gifts() {
    const bool all_free = promotion_.tiers.front().value >= 1'000'000;
    if (!all_free) return;
    const bool needs_nothing =
        promotion_.buy == Quantity{} && promotion_.tiers.front().from == 0;
    if (needs_nothing) free("nothing has to be bought");
    const bool same = promotion_.get_goods.empty() && promotion_.buy == Quantity{};
    if (same && !needs_nothing) free("what is got is what is bought");
    if (promotion_.get_goods.empty()) return;
    for (const Product& product : reader_.company.products) {
      const bool both = selects(promotion_.goods, product) &&
                        selects(promotion_.get_goods, product) && !promotion_.goods.empty();
      if (!both) continue;
      free(product.sku.text() + " can be bought and got at once");
      return;
    }
  }

  CompanyReader& reader_;
  const Promotion& promotion_;
  std::string path_;
};

}  // namespace

Promotion read_promotion(CompanyReader& reader, const Json& json, const std::string& path) {
  return read_promotion_fields(json, path, reader.issues);
}

void enter(CompanyReader& reader, Promotion promotion, const std::string& path) {
  reader.note_code(reader.promotions, promotion.code.text(), "promotion", path + ".code");
  if (promotion.coupon) {
    reader.note_code(reader.coupons, promotion.coupon->text(), "coupon", path + ".coupon");
  }
  const auto expect_skus = [&](const std::vector<Sku>& skus, const char* field) {
    for (const Sku& sku : skus) {
      reader.expect(reader.skus, sku.text(), "product", path + "." + field);
    }
  };
  expect_skus(promotion.goods.skus, "skus");
  expect_skus(promotion.excluded.skus, "not_skus");
  expect_skus(promotion.get_goods.skus, "get_skus");
  for (const BundlePart& part : promotion.bundle) {
    reader.expect(reader.skus, part.sku.text(), "product", path + ".bundle");
  }
  for (const CustomerCode& customer : promotion.customers) {
    reader.expect(reader.customers, customer.text(), "customer", path + ".customers");
  }
  reader.company.promotions.push_back(std::move(promotion));
}

void check_promotions(CompanyReader& reader) {
  for (std::size_t i = 0; i < reader.company.promotions.size(); ++i) {
    PromotionCheck(reader, reader.company.promotions[i], "promotions[" + std::to_string(i) + "]")
        .check();
  }
}

}  // namespace tally::wire
