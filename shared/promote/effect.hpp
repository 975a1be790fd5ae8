// Effect: what one promotion takes off which lines, before it is held against others.
// In go a promotion, which lines it touches and what is left of each; out come the parts that it
// takes, or what is missing. No part is more than what is left of its line.
// Lines come in an order of their own (by product, quantity and price), never in that of the order:
// a cent that is left over falls on the same goods whatever line they stand on.
// It knows no customers, days or other promotions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "shared/base/rounding.hpp"
#include "shared/data/outcome.hpp"
#include "shared/data/promotion.hpp"

namespace tally::promote {

/// A line of the order as promotions see it.
struct StageLine {
  /// nullptr where no promotion touches the line.
  const Sku* sku = nullptr;
  Quantity quantity;
  /// What thresholds count: the net before this stage.
  std::int64_t base = 0;
};

/// A line that a promotion touches, and as what.
struct Touch {
  std::int32_t line = 0;
  PromotionRole role = PromotionRole::goods;
};

/// The lines as they stand when a promotion works: what earlier ones left of each, and which are
/// closed because another has them for itself. All by the line's place.
struct OpenLines {
  std::span<const StageLine> lines;
  std::span<const std::int64_t> left;
  std::span<const Promotion* const> owner;
};

struct Part {
  std::int32_t line = 0;
  std::int64_t minor = 0;
};

struct Figures {
  std::int64_t total = 0;
  PromotionReason reason = PromotionReason::none;
  /// To the threshold, or to the next tier; in the measure of the promotion.
  std::optional<std::int64_t> missing = {};
  std::optional<std::int64_t> next_value = {};
  /// What is missing is no more than what is there.
  bool is_near = false;
};

struct Effect {
  Figures figures;
  /// They sum to the total.
  std::vector<Part> parts;
};

/// What take_off() needs room for, kept from one promotion to the next.
struct Workspace {
  std::vector<std::int32_t> goods, got;
  std::vector<std::int64_t> weights;
};

/// figures: the parts are not asked for and stay empty where they need not be found.
enum class Asked : std::uint8_t { figures, parts };

Effect take_off(const Promotion& promotion, std::span<const Touch> touches, const OpenLines& open,
                Rounding rounding, Workspace& room, Asked asked);

}  // namespace tally::promote
