// Promotions: what takes something off for a while, of which goods, for whom and under which terms.
// Plain values read from the company document; promote/ applies them after the lines were priced.
// A promotion belongs to one stage: goods (line by line), order (what the lines then come to), or
// freight. What it gives stands in tiers, so "10 % from 50" and "5 units for 4.00" are one form.
// It holds no prices: those are in price_list.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"
#include "shared/data/order.hpp"
#include "shared/data/product.hpp"

namespace tally {

enum class PromotionStage : std::uint8_t { goods, order, freight };

/// percent: so much of each line. amount_each: so much off a unit. amount: so much off the goods
/// together. fixed_price: a unit costs so much. buy_get: whoever buys some gets some for less, the
/// cheapest first. bundle: some products together cost so much.
enum class PromotionKind : std::uint8_t {
  percent, amount_each, amount, fixed_price, buy_get, bundle
};

/// What a threshold counts: units of the goods together, or what they cost.
enum class PromotionMeasure : std::uint8_t { quantity, amount };
/// stacks: works on what others leave. alone: takes its lines for itself where it gives more.
enum class Combining : std::uint8_t { stacks, alone };
enum class AgreedPrices : std::uint8_t { left_alone, included };

/// Products, families and tax classes; empty: everything.
struct GoodsSelection {
  std::vector<Sku> skus = {};
  std::vector<std::string> families = {};
  std::vector<TaxClass> tax_classes = {};
  bool empty() const { return skus.empty() && families.empty() && tax_classes.empty(); }
  friend bool operator==(const GoodsSelection&, const GoodsSelection&) = default;
};

/// From so much on (thousandths of units, or minor units of money) it gives `value`: ppm for
/// percent and buy_get, ten-thousandths for amount_each and fixed_price, minor units otherwise.
struct PromotionTier {
  std::int64_t from = 0;
  std::int64_t value = 0;
  friend bool operator==(const PromotionTier&, const PromotionTier&) = default;
};

struct BundlePart {
  Sku sku;
  Quantity quantity;
  friend bool operator==(const BundlePart&, const BundlePart&) = default;
};

struct Promotion {
  PromotionCode code;
  std::string name = {};
  PromotionStage stage = PromotionStage::goods;
  PromotionKind kind = PromotionKind::percent;
  /// Where an amount is named: it holds for orders in this currency only.
  std::optional<Currency> currency = {};
  std::optional<Date> valid_from = {};
  std::optional<Date> valid_until = {};
  /// Whom and where; each empty: everyone.
  std::vector<CustomerCode> customers = {};
  std::vector<CustomerGroup> groups = {};
  std::vector<Channel> channels = {};
  GoodsSelection goods = {};
  GoodsSelection excluded = {};
  AgreedPrices agreed_prices = AgreedPrices::left_alone;
  PromotionMeasure measure = PromotionMeasure::quantity;
  /// By `from`, at least one.
  std::vector<PromotionTier> tiers = {};
  /// buy_get: `tiers[0].value` off `get` units for each full `buy` of the goods, or once where
  /// `buy` is zero and the threshold of the tier is reached.
  Quantity buy = {};
  Quantity get = {};
  /// What may be got; empty: the same goods, which then have to be bought beside.
  GoodsSelection get_goods = {};
  std::vector<BundlePart> bundle = {};
  /// How often buy_get or a bundle counts in one order; 0: as often as it fits.
  std::int64_t times_max = 0;
  /// It takes at most so much off one order, in minor units.
  std::optional<std::int64_t> discount_max = {};
  std::optional<CouponCode> coupon = {};
  /// The company counts these; 0: no limit.
  std::int64_t uses_max = 0;
  std::int64_t uses_per_customer_max = 0;
  Combining combining = Combining::stacks;
  /// Of those with the same name only the best for the customer applies.
  std::string exclusive_group = {};
  /// The smaller one works first.
  std::int64_t rank = 0;
  friend bool operator==(const Promotion&, const Promotion&) = default;
};

/// All of a snapshot, by rank, then by code.
using PromotionBook = std::vector<Promotion>;

/// What a product is to a promotion of the book.
enum class PromotionRole : std::uint8_t { goods, get };
struct PromotionUse {
  std::int32_t promotion = 0;
  PromotionRole role = PromotionRole::goods;
};

bool selects(const GoodsSelection& goods, const Product& product);
/// The promotions that a product may meet, in the order of the book.
std::vector<PromotionUse> promotion_uses(const PromotionBook& book, const Product& product);

std::string_view promotion_stage_name(PromotionStage stage);
std::string_view promotion_kind_name(PromotionKind kind);

}  // namespace tally
