#include "shared/promote/effect.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace tally::promote {

namespace {

constexpr int128 most = std::numeric_limits<std::int64_t>::max();

/// Less than all leaves a minor unit at least: a rounding makes nothing free.
std::int64_t share(std::int64_t minor, std::int64_t ppm, Rounding rounding) {
  const std::int64_t part = round_div(int128{minor} * ppm, 1'000'000, rounding).value_or(0);
  return ppm < 1'000'000 && minor > 0 ? std::min(part, minor - 1) : part;
}

void put(Effect& effect, std::int32_t line, std::int64_t minor) {
  if (minor <= 0) return;
  effect.parts.push_back({line, minor});
  effect.figures.total += minor;
}

class TakeOff {
 public:
  TakeOff(const Promotion& promotion, std::span<const Touch> touches, const OpenLines& open,
          Rounding rounding, Workspace& room, Asked asked)
      : promotion_(promotion), open_(open), rounding_(rounding), asked_(asked),
        goods_(room.goods), got_(room.got), weights_(room.weights) {
    goods_.clear();
    got_.clear();
    for (const Touch& touch : touches) {
      if (open_.owner[place(touch.line)] != nullptr) continue;
      (touch.role == PromotionRole::goods ? goods_ : got_).push_back(touch.line);
    }
  }

  Effect effect() {
    int128 all = 0;
    for (const Lines* lines : {&goods_, &got_}) {
      for (const std::int32_t line : *lines) all += left(line);
    }
    // More than an amount can hold: totals/ says so, and nothing is taken off it.
    if (all > most) return std::move(effect_);
    if (goods_.empty()) {
      effect_.figures.reason = PromotionReason::goods;
      return std::move(effect_);
    }
    if (promotion_.kind == PromotionKind::bundle) {
      take_bundle();
    } else if (const PromotionTier* tier = reached_tier()) {
      take_tier(*tier);
    }
    hold_to_most();
    return std::move(effect_);
  }

 private:
  using Lines = std::vector<std::int32_t>;

  static std::size_t place(std::int32_t line) { return static_cast<std::size_t>(line); }
  std::int64_t left(std::int32_t line) const { return open_.left[place(line)]; }
  Quantity quantity(std::int32_t line) const { return open_.lines[place(line)].quantity; }
  const Sku& sku(std::int32_t line) const { return *open_.lines[place(line)].sku; }

  /// Whether a unit of one line costs less than one of the other.
  bool is_cheaper(std::int32_t a, std::int32_t b) const {
    return int128{left(a)} * quantity(b).thousandths < int128{left(b)} * quantity(a).thousandths;
  }

  /// `whole` over lines in proportion to the weights; none gets more than its weight.
  void spread(const Lines& lines, const std::vector<std::int64_t>& weights, std::int64_t whole) {
    int128 sum = 0;
    for (const std::int64_t weight : weights) sum += weight;
    if (sum <= 0) return;
    const auto limit = static_cast<std::int64_t>(std::min(sum, most));
    if (asked_ == Asked::figures) {
      effect_.figures.total += std::max<std::int64_t>(std::min(whole, limit), 0);
      return;
    }
    const auto parts = allocate_minor(std::min(whole, limit), weights);
    if (!parts) return;
    effect_.parts.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) put(effect_, lines[i], (*parts)[i]);
  }

  void spread_over_goods(std::int64_t whole) {
    weights_.clear();
    for (const std::int32_t line : goods_) weights_.push_back(left(line));
    spread(goods_, weights_, whole);
  }

  int128 have() const {
    int128 sum = 0;
    const bool counts = promotion_.measure == PromotionMeasure::quantity;
    for (const std::int32_t line : goods_) {
      sum += counts ? quantity(line).thousandths : open_.lines[place(line)].base;
    }
    return sum;
  }

  const PromotionTier* reached_tier() {
    const int128 here = have();
    const PromotionTier* reached = nullptr;
    for (const PromotionTier& tier : promotion_.tiers) {
      if (int128{tier.from} <= here) {
        reached = &tier;
        continue;
      }
      miss(tier.from, here, tier.value);
      break;
    }
    if (reached == nullptr) {
      const bool counts = promotion_.measure == PromotionMeasure::quantity;
      effect_.figures.reason = counts ? PromotionReason::quantity : PromotionReason::amount;
    }
    return reached;
  }

  void miss(std::int64_t wanted, int128 here, std::int64_t value) {
    const auto missing = static_cast<std::int64_t>(int128{wanted} - here);
    effect_.figures.missing = missing;
    effect_.figures.next_value = value;
    effect_.figures.is_near = int128{missing} <= here;
  }

  void take_tier(const PromotionTier& tier) {
    switch (promotion_.kind) {
      case PromotionKind::percent: take_percent(tier.value); break;
      case PromotionKind::amount: spread_over_goods(tier.value); break;
      case PromotionKind::amount_each:
      case PromotionKind::fixed_price: take_each(tier.value); break;
      case PromotionKind::buy_get: take_got(tier.value); break;
      case PromotionKind::bundle: break;
    }
  }

  void take_percent(std::int64_t ppm) {
    if (promotion_.stage == PromotionStage::goods) {
      effect_.parts.reserve(goods_.size());
      for (const std::int32_t line : goods_) put(effect_, line, share(left(line), ppm, rounding_));
      return;
    }
    // Of the order: rounded once, then shared out.
    int128 sum = 0;
    for (const std::int32_t line : goods_) sum += left(line);
    if (sum > most) return;
    spread_over_goods(share(static_cast<std::int64_t>(sum), ppm, rounding_));
  }

  void take_each(std::int64_t ten_thousandths) {
    const UnitPrice price{ten_thousandths, promotion_.currency.value_or(Currency{})};
    for (const std::int32_t line : goods_) {
      const auto amount = extend(price, quantity(line), rounding_);
      const std::int64_t minor = amount ? amount->minor : std::numeric_limits<std::int64_t>::max();
      const bool is_target = promotion_.kind == PromotionKind::fixed_price;
      put(effect_, line, is_target ? left(line) - minor : std::min(minor, left(line)));
    }
  }

  /// How many units are got for less: whole ones.
  std::int64_t units_got(int128 bought) {
    const bool same_goods = promotion_.get_goods.empty();
    const std::int64_t buy = promotion_.buy.thousandths, get = promotion_.get.thousandths;
    std::int64_t times = 1;
    if (buy > 0) {
      const std::int64_t round = same_goods ? buy + get : buy;
      times = static_cast<std::int64_t>(bought / round);
      if (times == 0) {
        effect_.figures.reason = PromotionReason::quantity;
        miss(round, bought, promotion_.tiers.front().value);
      }
    }
    if (promotion_.times_max > 0) times = std::min(times, promotion_.times_max);
    return static_cast<std::int64_t>(std::min(int128{times} * get, most));
  }

  void take_got(std::int64_t ppm) {
    int128 bought = 0;
    for (const std::int32_t line : goods_) bought += quantity(line).thousandths;
    std::int64_t units_left = units_got(bought);
    if (units_left == 0) return;
    Lines lines = promotion_.get_goods.empty() ? goods_ : got_;
    if (lines.empty()) {
      effect_.figures.reason = PromotionReason::get_goods;
      effect_.figures.missing = units_left;
      effect_.figures.is_near = true;
      return;
    }
    // The cheapest first; the same price in the lines' own order.
    std::ranges::stable_sort(
        lines, [this](std::int32_t a, std::int32_t b) { return is_cheaper(a, b); });
    for (const std::int32_t line : lines) {
      const std::int64_t units = std::min(units_left, quantity(line).thousandths);
      units_left -= units;
      const auto worth =
          round_div(int128{left(line)} * units, quantity(line).thousandths, rounding_);
      put(effect_, line, share(worth.value_or(0), ppm, rounding_));
      if (units_left == 0) break;
    }
  }

  void take_bundle() {
    std::map<Sku, int128> there;
    for (const std::int32_t line : goods_) there[sku(line)] += quantity(line).thousandths;
    int128 times = promotion_.times_max > 0 ? promotion_.times_max : most;
    for (const BundlePart& part : promotion_.bundle) {
      const auto found = there.find(part.sku);
      const int128 have = found == there.end() ? 0 : found->second;
      times = std::min(times, have / part.quantity.thousandths);
      if (have >= part.quantity.thousandths || effect_.figures.missing) continue;
      effect_.figures.reason = PromotionReason::bundle;
      effect_.figures.missing = static_cast<std::int64_t>(part.quantity.thousandths - have);
      effect_.figures.is_near = true;
    }
    if (times <= 0) return;
    const auto [lines, weights] = bundled_lines(times);
    int128 worth = 0;
    for (const std::int64_t weight : weights) worth += weight;
    const int128 price = times * promotion_.tiers.front().value;
    if (worth > most || price >= worth) return;
    spread(lines, weights, static_cast<std::int64_t>(worth - price));
  }

  /// The lines with what is left of that part of them which stands in the bundles: the dearest of a
  /// product first.
  std::pair<Lines, std::vector<std::int64_t>> bundled_lines(int128 times) const {
    std::map<Sku, int128> needed;
    for (const BundlePart& part : promotion_.bundle) {
      needed[part.sku] += times * part.quantity.thousandths;
    }
    Lines dearest = goods_;
    std::ranges::stable_sort(
        dearest, [this](std::int32_t a, std::int32_t b) { return is_cheaper(b, a); });
    std::pair<Lines, std::vector<std::int64_t>> in_bundle;
    for (const std::int32_t line : dearest) {
      int128& wanted = needed[sku(line)];
      const auto units =
          static_cast<std::int64_t>(std::min(wanted, int128{quantity(line).thousandths}));
      if (units <= 0) continue;
      wanted -= units;
      in_bundle.first.push_back(line);
      in_bundle.second.push_back(
          round_div(int128{left(line)} * units, quantity(line).thousandths, Rounding::down)
              .value_or(0));
    }
    return in_bundle;
  }

  void hold_to_most() {
    if (!promotion_.discount_max || effect_.figures.total <= *promotion_.discount_max) return;
    effect_.figures.total = *promotion_.discount_max;
    if (asked_ == Asked::figures) return;
    weights_.clear();
    for (const Part& part : effect_.parts) weights_.push_back(part.minor);
    const auto parts = allocate_minor(effect_.figures.total, weights_);
    if (!parts) return;
    for (std::size_t i = 0; i < effect_.parts.size(); ++i) {
      effect_.parts[i].minor = (*parts)[i];
    }
    std::erase_if(effect_.parts, [](const Part& part) { return part.minor == 0; });
  }

  const Promotion& promotion_;
  const OpenLines& open_;
  Rounding rounding_;
  Asked asked_;
  Lines& goods_;
  Lines& got_;
  std::vector<std::int64_t>& weights_;
  Effect effect_;
};

}  // namespace

Effect take_off(const Promotion& promotion, std::span<const Touch> touches, const OpenLines& open,
                Rounding rounding, Workspace& room, Asked asked) {
  return TakeOff(promotion, touches, open, rounding, room, asked).effect();
}

}  // namespace tally::promote
