#include "shared/promote/promote.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "shared/promote/conditions.hpp"
#include "shared/promote/stage.hpp"

namespace tally::promote {

namespace {

class Promoter {
 public:
  Promoter(const Draft& draft, const Facts& facts, AsOf as_of,
           const std::vector<PromotableLine>& lines, Telling telling)
      : draft_(draft), facts_(facts), as_of_(as_of), lines_(lines), telling_(telling) {}

  Promoted promote(const std::optional<Money>& freight) {
    for (const PromotableLine& line : lines_) promoted_.lines.push_back({line.net, {}});
    promoted_.freight = freight;
    const bool has_promotions = facts_.promotions != nullptr && !facts_.promotions->empty();
    if (has_promotions && facts_.currency) {
      find_candidates();
      if (!candidates_.empty()) {
        run_stage(PromotionStage::goods);
        run_stage(PromotionStage::order);
      }
      if (freight) run_freight();
    }
    check_coupons();
    return std::move(promoted_);
  }

 private:
  bool can_be_touched(const PromotableLine& line, std::size_t index) const {
    const bool is_priced = line.product != nullptr && line.quantity && line.net &&
                           line.quantity->thousandths > 0 && line.net->minor > 0;
    return is_priced && index < promoted_.lines.size();
  }

  /// Each promotion with the lines it touches, in the order of the book: two walks over the lines,
  /// never promotions times lines.
  void find_candidates() {
    const std::vector<std::int32_t> walk = walk_by_goods();
    const PromotionBook& book = *facts_.promotions;
    // How many touches each has room for at most; -1: the order may not have it.
    std::vector<std::int32_t> room(book.size(), 0);
    for_each_use(walk, [&](std::int32_t, const PromotionUse& use) {
      ++room[static_cast<std::size_t>(use.promotion)];
    });
    std::vector<Touch*> ends(book.size(), nullptr);
    std::size_t all = 0;
    for (std::size_t i = 0; i < book.size(); ++i) {
      if (room[i] > 0 && !meets_conditions(book[i])) room[i] = -1;
      if (room[i] > 0) all += static_cast<std::size_t>(room[i]);
    }
    touches_.resize(all);
    Touch* next = touches_.data();
    for (std::size_t i = 0; i < book.size(); ++i) {
      if (room[i] <= 0) continue;
      ends[i] = next;
      next += room[i];
    }
    for_each_use(walk, [&](std::int32_t line, const PromotionUse& use) {
      const auto at = static_cast<std::size_t>(use.promotion);
      const bool is_left_alone =
          lines_[static_cast<std::size_t>(line)].source == PriceSource::agreed &&
          book[at].agreed_prices == AgreedPrices::left_alone;
      if (ends[at] != nullptr && !is_left_alone) *ends[at]++ = {line, use.role};
    });
    const Touch* begin = touches_.data();
    for (std::size_t i = 0; i < book.size(); ++i) {
      if (ends[i] == nullptr) continue;
      candidates_.push_back({&book[i], {begin, ends[i]}});
      begin += room[i];
    }
  }

  /// By product, quantity and price, so that no order of lines matters.
  std::vector<std::int32_t> walk_by_goods() const {
    std::vector<std::int32_t> walk;
    walk.reserve(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool meets_any = can_be_touched(lines_[i], i) && !lines_[i].product->promotions.empty();
      if (meets_any) walk.push_back(static_cast<std::int32_t>(i));
    }
    const auto goods = [&](std::int32_t i) {
      const PromotableLine& line = lines_[static_cast<std::size_t>(i)];
      return std::tie(line.product->product.sku, *line.quantity, line.net->minor, line.source);
    };
    std::ranges::stable_sort(
        walk, [&](std::int32_t a, std::int32_t b) { return goods(a) < goods(b); });
    return walk;
  }

  template <typename Use>
  void for_each_use(const std::vector<std::int32_t>& walk, Use&& take) const {
    for (const std::int32_t line : walk) {
      for (const PromotionUse& use : lines_[static_cast<std::size_t>(line)].product->promotions) {
        take(line, use);
      }
    }
  }

  bool meets_conditions(const Promotion& promotion) {
    const PromotionReason reason = failed_condition(promotion, draft_, facts_, as_of_);
    if (reason != PromotionReason::none && telling_ == Telling::all) {
      promoted_.promotions.push_back(
          {promotion.code, PromotionState::failed, reason, money(0)});
      promoted_.promotions.back().coupon = promotion.coupon;
    }
    return reason == PromotionReason::none;
  }

  void run_stage(PromotionStage kind) {
    std::vector<Candidate> mine;
    for (const Candidate& candidate : candidates_) {
      if (candidate.promotion->stage == kind) mine.push_back(candidate);
    }
    if (mine.empty()) return;
    std::vector<StageLine> lines(lines_.size());
    std::vector<std::int64_t> left(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      left[i] = promoted_.lines[i].net ? promoted_.lines[i].net->minor : 0;
      const Sku* sku = lines_[i].product == nullptr ? nullptr : &lines_[i].product->product.sku;
      lines[i] = {sku, lines_[i].quantity.value_or(Quantity{}), left[i]};
    }
    Stage stage(std::move(mine), std::move(lines), std::move(left), facts_.policy.rounding);
    stage.run();
    for (const Step& step : stage.steps()) {
      PromotedLine& line = promoted_.lines[static_cast<std::size_t>(step.line)];
      line.net->minor -= step.minor;
      line.discounts.push_back({step.promotion->code, money(step.minor)});
    }
    promoted_.promotions.reserve(promoted_.promotions.size() + stage.verdicts().size());
    for (const Verdicts& verdict : stage.verdicts()) tell(verdict);
  }

  Money money(std::int64_t minor) const { return Money{minor, *facts_.currency}; }

  void tell(const Verdicts& verdict) {
    const Figures& figures = verdict.figures;
    PromotionOutcome out;
    out.promotion = verdict.promotion->code;
    out.coupon = verdict.promotion->coupon;
    out.state = verdict.state;
    out.discount = money(verdict.state == PromotionState::applied ? figures.total : 0);
    if (verdict.outdone_by != nullptr) out.outdone_by = verdict.outdone_by->code;
    if (verdict.state == PromotionState::failed) {
      out.reason = figures.reason;
      const bool is_worth_saying =
          figures.is_near || out.coupon.has_value() || telling_ == Telling::all;
      if (!is_worth_saying) return;
      if (figures.is_near) out.state = PromotionState::nearly;
    }
    const bool says_missing = figures.is_near && out.state != PromotionState::outdone;
    if (says_missing) tell_missing(*verdict.promotion, figures, out);
    promoted_.promotions.push_back(std::move(out));
  }

  void tell_missing(const Promotion& promotion, const Figures& figures,
                    PromotionOutcome& out) const {
    const bool is_amount = promotion.measure == PromotionMeasure::amount &&
                           figures.reason != PromotionReason::get_goods &&
                           promotion.kind != PromotionKind::bundle;
    if (is_amount) out.missing_amount = money(*figures.missing);
    else out.missing_quantity = Quantity{*figures.missing};
    const bool gives_percent = promotion.kind == PromotionKind::percent && figures.next_value;
    if (gives_percent) out.next_percent = Rate{*figures.next_value};
  }

  /// Freight promotions work on the charge; their thresholds count what the goods come to.
  void run_freight() {
    int128 goods = 0, units = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& net = promoted_.lines[i].net;
      if (net) goods += net->minor;
      if (lines_[i].quantity) units += lines_[i].quantity->thousandths;
    }
    constexpr int128 most = std::numeric_limits<std::int64_t>::max();
    if (goods > most || units > most || promoted_.freight->minor <= 0) return;
    const std::array<Touch, 1> charge_touched{Touch{0, PromotionRole::goods}};
    std::vector<Candidate> mine;
    for (const Promotion& promotion : *facts_.promotions) {
      if (promotion.stage != PromotionStage::freight) continue;
      if (!meets_conditions(promotion)) continue;
      mine.push_back({&promotion, charge_touched});
    }
    if (mine.empty()) return;
    static const Sku no_goods;
    const StageLine charge{&no_goods, Quantity{static_cast<std::int64_t>(units)},
                           static_cast<std::int64_t>(goods)};
    Stage stage(std::move(mine), {charge}, {promoted_.freight->minor}, facts_.policy.rounding);
    stage.run();
    for (const Step& step : stage.steps()) {
      promoted_.freight->minor -= step.minor;
      promoted_.freight_discounts.push_back({step.promotion->code, money(step.minor)});
    }
    for (const Verdicts& verdict : stage.verdicts()) tell(verdict);
  }

  void check_coupons() {
    for (std::size_t i = 0; i < draft_.coupons.size(); ++i) check_coupon(draft_.coupons[i], i);
  }

  void check_coupon(const CouponCode& coupon, std::size_t index) {
    const Promotion* promotion = nullptr;
    if (facts_.promotions != nullptr) {
      const auto found = std::ranges::find_if(*facts_.promotions, [&](const Promotion& other) {
        return other.coupon == coupon;
      });
      if (found != facts_.promotions->end()) promotion = &*found;
    }
    const std::string path = "coupons[" + std::to_string(index) + "]";
    if (promotion == nullptr) {
      promoted_.issues.push_back(
          make_issue(IssueCode::coupon_unknown, path, {{"coupon", coupon.text()}}));
      return;
    }
    auto told = std::ranges::find(promoted_.promotions, promotion->code,
                                  &PromotionOutcome::promotion);
    if (told == promoted_.promotions.end()) {
      const PromotionReason reason = failed_condition(*promotion, draft_, facts_, as_of_);
      const bool no_goods = reason == PromotionReason::none;
      promoted_.promotions.push_back({promotion->code, PromotionState::failed,
                                      no_goods ? PromotionReason::goods : reason,
                                      Money{0, facts_.currency.value_or(Currency{})}});
      told = promoted_.promotions.end() - 1;
      told->coupon = coupon;
    }
    if (told->state != PromotionState::applied) {
      promoted_.issues.push_back(
          make_issue(IssueCode::coupon_without_effect, path,
                     {{"coupon", coupon.text()}, {"promotion", promotion->code.text()}}));
    } else if (promotion->uses_max > 0) {
      promoted_.issues.push_back(make_issue(
          IssueCode::coupon_counted, path,
          {{"coupon", coupon.text()}, {"limit", promotion->uses_max}}));
    }
  }

  const Draft& draft_;
  const Facts& facts_;
  AsOf as_of_;
  const std::vector<PromotableLine>& lines_;
  Telling telling_;
  std::vector<Candidate> candidates_;
  std::vector<Touch> touches_;
  Promoted promoted_;
};

}  // namespace

Promoted promote_lines(const Draft& draft, const Facts& facts, AsOf as_of,
                       const std::vector<PromotableLine>& lines,
                       const std::optional<Money>& freight, Telling telling) {
  return Promoter(draft, facts, as_of, lines, telling).promote(freight);
}

}  // namespace tally::promote
