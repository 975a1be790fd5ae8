#include "shared/data/promotion.hpp"

#include <algorithm>
#include <array>

namespace tally {

namespace {

template <typename List, typename Value>
bool holds(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

bool names(const GoodsSelection& goods, const Product& product) {
  return holds(goods.skus, product.sku) || holds(goods.tax_classes, product.tax_class) ||
         (!product.family.empty() && holds(goods.families, product.family));
}

bool is_part(const Promotion& promotion, const Product& product) {
  return std::ranges::any_of(promotion.bundle, [&](const BundlePart& part) {
    return part.sku == product.sku;
  });
}

}  // namespace

bool selects(const GoodsSelection& goods, const Product& product) {
  return goods.empty() || names(goods, product);
}

std::vector<PromotionUse> promotion_uses(const PromotionBook& book, const Product& product) {
  std::vector<PromotionUse> uses;
  for (std::size_t i = 0; i < book.size(); ++i) {
    const Promotion& promotion = book[i];
    if (promotion.stage == PromotionStage::freight || names(promotion.excluded, product)) continue;
    const auto place = static_cast<std::int32_t>(i);
    const bool is_goods = promotion.kind == PromotionKind::bundle
                              ? is_part(promotion, product)
                              : selects(promotion.goods, product);
    if (is_goods) uses.push_back({place, PromotionRole::goods});
    const bool is_got = promotion.kind == PromotionKind::buy_get && !promotion.get_goods.empty() &&
                        names(promotion.get_goods, product);
    if (is_got) uses.push_back({place, PromotionRole::get});
  }
  return uses;
}

std::string_view promotion_stage_name(PromotionStage stage) {
  constexpr std::array<std::string_view, 3> names{"goods", "order", "freight"};
  return names[static_cast<std::size_t>(stage)];
}

std::string_view promotion_kind_name(PromotionKind kind) {
  constexpr std::array<std::string_view, 6> names{"percent",     "amount_each", "amount",
                                                  "fixed_price", "buy_get",     "bundle"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace tally
