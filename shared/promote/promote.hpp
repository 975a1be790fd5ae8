// Promote: takes off what promotions give, says what each did, and what was nearly reached.
// In go the draft, its facts, the day, the priced lines and, where it is known, the freight charge;
// out come each line's net with the steps that led there, what became of each promotion, and issues
// about coupons. First the goods line by line, then the order as a whole, shared out so that the
// parts sum exactly, then the freight. Stacking multiplies what is left: nothing is below zero.
// It will not count coupons: how often one was used only the company knows (coupon_uses.hpp).
//   Promoted promoted = promote_lines(draft, facts, as_of, lines);
#pragma once

#include <optional>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally::promote {

struct PromotableLine {
  /// nullptr where the product is unknown.
  const ProductFacts* product = nullptr;
  /// In units of measure.
  std::optional<Quantity> quantity;
  std::optional<Money> net;
  PriceSource source = PriceSource::list;
};

struct PromotedLine {
  std::optional<Money> net;
  std::vector<LineDiscount> discounts;
};

struct Promoted {
  /// As many as went in.
  std::vector<PromotedLine> lines;
  std::vector<PromotionOutcome> promotions;
  /// What is left of the freight charge; nullopt where none went in.
  std::optional<Money> freight;
  std::vector<LineDiscount> freight_discounts;
  Issues issues;
};

/// worth_saying: what was applied, outdone or nearly reached, and every coupon of the order.
/// all: also each promotion for goods of this order, or for all goods, of which a condition failed.
enum class Telling : std::uint8_t { worth_saying, all };

Promoted promote_lines(const Draft& draft, const Facts& facts, AsOf as_of,
                       const std::vector<PromotableLine>& lines,
                       const std::optional<Money>& freight = std::nullopt,
                       Telling telling = Telling::worth_saying);

}  // namespace tally::promote
