// What holds of promotions whatever the order: sums, the order of lines, never below zero.
#include "shared/promote/promote.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "shared/promote/coupon_uses.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::promote;
using tally::tests::Random;

namespace {

const Currency usd = Currency::parse("USD").value();
const AsOf today{Date::parse("2026-03-02").value()};

/// Some products of two families, and lines of them that own what they point at.
struct Order {
  Facts facts;
  Draft draft;
  std::vector<PromotableLine> lines;
  PromotionBook book;

  Order() { facts.currency = usd; }

  void add_line(int product, std::int64_t thousandths, std::int64_t minor) {
    const Sku sku = Sku::parse("P-" + std::to_string(product)).value();
    auto made = std::make_shared<ProductFacts>();
    made->product.sku = sku;
    made->product.family = product % 2 == 0 ? "EVEN" : "ODD";
    made->promotions = promotion_uses(book, made->product);
    facts.products.push_back(made);
    lines.push_back({made.get(), Quantity{thousandths}, Money{minor, usd}, PriceSource::list});
  }

  Promoted promoted(const std::optional<Money>& freight = std::nullopt) {
    facts.promotions = std::make_shared<const PromotionBook>(book);
    return promote_lines(draft, facts, today, lines, freight);
  }
};

Promotion make(const std::string& code, PromotionKind kind, std::int64_t value,
               std::int64_t from = 0) {
  Promotion promotion;
  promotion.code = PromotionCode::parse(code).value();
  promotion.kind = kind;
  promotion.currency = usd;
  promotion.tiers = {{from, value}};
  return promotion;
}

/// A promotion of any kind and terms.
Promotion random_promotion(Random& random, int number) {
  Promotion promotion = make("R-" + std::to_string(number), PromotionKind::percent,
                             random.between(1, 900'000), random.between(0, 9) * 1000);
  const auto kind = static_cast<PromotionKind>(random.below(5));
  promotion.kind = kind;
  if (kind == PromotionKind::buy_get) {
    promotion.buy = units(random.between(1, 4));
    promotion.get = units(random.between(1, 2));
    if (random.happens(300)) promotion.get_goods.families = {"EVEN"};
  } else if (kind == PromotionKind::percent || kind == PromotionKind::amount) {
    if (random.happens(400)) promotion.stage = PromotionStage::order;
  }
  if (random.happens(300)) promotion.measure = PromotionMeasure::amount;
  if (random.happens(400)) promotion.goods.families = {random.happens(500) ? "EVEN" : "ODD"};
  if (random.happens(300)) promotion.combining = Combining::alone;
  if (random.happens(300)) promotion.exclusive_group = "G";
  if (random.happens(200)) promotion.discount_max = random.between(0, 5'000);
  promotion.rank = random.between(0, 3);
  return promotion;
}

Order random_order(Random& random) {
  Order order;
  for (int i = 0; i < 6; ++i) order.book.push_back(random_promotion(random, i));
  std::ranges::stable_sort(order.book, {}, &Promotion::rank);
  for (std::uint64_t lines = 1 + random.below(8); lines > 0; --lines) {
    order.add_line(static_cast<int>(random.below(5)), random.between(1, 20) * 1000,
                   random.any_size(20));
  }
  return order;
}

std::int64_t net_of(const Promoted& promoted) {
  std::int64_t net = 0;
  for (const PromotedLine& line : promoted.lines) net += line.net->minor;
  return net;
}

}  // namespace

TEST_CASE("every step of every line sums to what was taken off, and nothing is below zero") {
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Order order = random_order(random);
    const Promoted promoted = order.promoted();
    std::int64_t steps = 0;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      std::int64_t left = order.lines[i].net->minor;
      for (const LineDiscount& step : promoted.lines[i].discounts) {
        CHECK(step.amount.minor > 0);
        left -= step.amount.minor;
        steps += step.amount.minor;
      }
      CHECK(left >= 0);
      CHECK(left == promoted.lines[i].net->minor);
    }
    std::int64_t told = 0;
    for (const PromotionOutcome& promotion : promoted.promotions) told += promotion.discount.minor;
    CHECK(told == steps);
  }
}

TEST_CASE("the order of the lines changes nothing but the order of the lines") {
  for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Order order = random_order(random);
    const Promoted before = order.promoted();
    random.shuffle(order.lines);
    const Promoted after = order.promoted();
    CHECK(net_of(before) == net_of(after));
    CHECK((before.promotions == after.promotions));
    // Line by line too: the same goods at the same price have the same nets among them.
    const auto nets = [](const Promoted& promoted) {
      std::vector<std::int64_t> all;
      for (const PromotedLine& line : promoted.lines) all.push_back(line.net->minor);
      std::ranges::sort(all);
      return all;
    };
    CHECK(nets(before) == nets(after));
  }
}

TEST_CASE("a line more never lowers the total, where no promotion has a threshold") {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Order order;
    order.book = {make("A", PromotionKind::percent, random.between(1, 999'999)),
                  make("B", PromotionKind::fixed_price, random.between(1, 200'000)),
                  make("C", PromotionKind::percent, random.between(1, 999'999))};
    order.book[1].goods.families = {"EVEN"};
    order.book[2].stage = PromotionStage::order;
    std::int64_t before = 0;
    for (int line = 0; line < 6; ++line) {
      order.add_line(line, random.between(1, 20) * 1000, random.any_size(16));
      const std::int64_t now = net_of(order.promoted());
      CHECK(now >= before);
      before = now;
    }
  }
}

TEST_CASE("amounts that do not fit together are left as they are") {
  Order order;
  order.book = {make("TEN", PromotionKind::percent, 100'000)};
  order.add_line(1, 1000, std::numeric_limits<std::int64_t>::max() - 5);
  order.add_line(2, 1000, std::numeric_limits<std::int64_t>::max() - 5);
  const Promoted promoted = order.promoted();
  CHECK(promoted.lines[0].net == order.lines[0].net);
  CHECK(promoted.lines[1].discounts.empty());
}

TEST_CASE("freight is discounted by what the goods come to, and never below zero") {
  Order order;
  Promotion half = make("HALF", PromotionKind::percent, 500'000);
  half.stage = PromotionStage::freight;
  Promotion large = make("LARGE", PromotionKind::amount, 10'000, 5'000);
  large.stage = PromotionStage::freight;
  large.measure = PromotionMeasure::amount;
  order.book = {half, large};
  order.add_line(1, 1000, 4'999);
  const Promoted below = order.promoted(Money{800, usd});
  CHECK(below.freight == Money{400, usd});
  CHECK(below.promotions.back().missing_amount == Money{1, usd});
  order.add_line(2, 1000, 1);
  const Promoted above = order.promoted(Money{800, usd});
  CHECK(above.freight == Money{0, usd});
  CHECK(above.freight_discounts.size() == 2);
  CHECK(above.lines[0].net == order.lines[0].net);
}

TEST_CASE("who asks why is told of every promotion for these goods, and nothing else changes") {
  Order order;
  order.book = {make("ALL", PromotionKind::percent, 100'000),
                make("COUPON", PromotionKind::percent, 200'000),
                make("DAYS", PromotionKind::percent, 200'000),
                make("EVEN", PromotionKind::percent, 200'000),
                make("GROUP", PromotionKind::percent, 200'000),
                make("MANY", PromotionKind::percent, 200'000, 90'000),
                make("WEB", PromotionKind::percent, 200'000)};
  order.book[1].coupon = CouponCode::parse("FAIR");
  order.book[2].valid_until = today.date.plus_days(-1);
  order.book[3].goods.families = {"EVEN"};
  order.book[4].groups = {CustomerGroup::parse("GOLD").value()};
  order.book[6].channels = {Channel::web};
  order.add_line(1, 1000, 5'000);
  order.add_line(3, 2000, 7'000);
  const Promoted plain = order.promoted();
  const Promoted told =
      promote_lines(order.draft, order.facts, today, order.lines, std::nullopt, Telling::all);
  REQUIRE(plain.promotions.size() == 1);
  const auto reason_of = [&](std::string_view code) {
    const auto found = std::ranges::find_if(told.promotions, [&](const PromotionOutcome& each) {
      return each.promotion.text() == code;
    });
    REQUIRE(found != told.promotions.end());
    return found->reason;
  };
  // EVEN is for other goods, so nobody asks.
  CHECK(told.promotions.size() == order.book.size() - 1);
  CHECK(reason_of("ALL") == PromotionReason::none);
  CHECK(reason_of("COUPON") == PromotionReason::coupon);
  CHECK(reason_of("DAYS") == PromotionReason::days);
  CHECK(reason_of("GROUP") == PromotionReason::customer);
  CHECK(reason_of("MANY") == PromotionReason::quantity);
  CHECK(reason_of("WEB") == PromotionReason::channel);
  for (std::size_t i = 0; i < plain.lines.size(); ++i) {
    CHECK(told.lines[i].net == plain.lines[i].net);
    CHECK(told.lines[i].discounts == plain.lines[i].discounts);
  }
}

TEST_CASE("a coupon is used up in all, or by one customer") {
  Promotion promotion = make("FAIR", PromotionKind::percent, 100'000);
  promotion.coupon = CouponCode::parse("FAIR-26");
  CHECK_FALSE(check_coupon_uses(promotion, {1'000, 10}, "coupons[0]").has_value());
  promotion.uses_max = 100;
  promotion.uses_per_customer_max = 2;
  CHECK_FALSE(check_coupon_uses(promotion, {99, 1}, "coupons[0]").has_value());
  CHECK(check_coupon_uses(promotion, {100, 0}, "coupons[0]")->code == IssueCode::coupon_used_up);
  CHECK(check_coupon_uses(promotion, {5, 2}, "coupons[0]")->code == IssueCode::coupon_used_up);
}
