#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "shared/base/money.hpp"
#include "tests/support/random.hpp"
#include "tests/support/usd.hpp"

using namespace tally;
using tally::tests::usd;

namespace {

std::vector<std::int64_t> parts_of(std::int64_t whole, const std::vector<std::int64_t>& weights) {
  std::vector<std::int64_t> minors;
  const auto parts = allocate(usd(whole), weights);
  REQUIRE(parts);
  for (const Money& part : *parts) minors.push_back(part.minor);
  return minors;
}

using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;
Pairs sorted_pairs(const std::vector<std::int64_t>& weights,
                   const std::vector<std::int64_t>& parts) {
  Pairs pairs;
  for (std::size_t i = 0; i < weights.size(); ++i) pairs.emplace_back(weights[i], parts[i]);
  std::ranges::sort(pairs);
  return pairs;
}

std::vector<std::int64_t> random_weights(tests::Random& random) {
  std::vector<std::int64_t> weights(1 + random.below(30));
  const unsigned bits = static_cast<unsigned>(1 + random.below(60));
  for (std::int64_t& weight : weights) weight = random.any_size(bits);
  weights[random.below(weights.size())] += 1;
  return weights;
}

}  // namespace

TEST_CASE("shares of a discount sum to it (frappe/erpnext#58042)") {
  CHECK(parts_of(100, {1, 1, 1}) == std::vector<std::int64_t>{34, 33, 33});
  CHECK(parts_of(1000, {1, 2, 3}) == std::vector<std::int64_t>{167, 333, 500});
  CHECK(parts_of(1, {5, 5}) == std::vector<std::int64_t>{1, 0});
  CHECK(parts_of(0, {3, 4}) == std::vector<std::int64_t>{0, 0});
  CHECK(parts_of(7, {0, 9, 0}) == std::vector<std::int64_t>{0, 7, 0});
}

TEST_CASE("a tie goes to the larger weight") {
  // 10 over 3 and 1: 7.5 and 2.5.
  CHECK(parts_of(10, {1, 3}) == std::vector<std::int64_t>{2, 8});
  CHECK(parts_of(10, {3, 1}) == std::vector<std::int64_t>{8, 2});
}

TEST_CASE("a negative whole is the mirror of the positive one") {
  CHECK(parts_of(-100, {1, 1, 1}) == std::vector<std::int64_t>{-34, -33, -33});
  CHECK(parts_of(-10, {1, 3}) == std::vector<std::int64_t>{-2, -8});
}

TEST_CASE("parts sum to the whole, and none is a minor unit away from its share") {
  tests::Random random(58042);
  for (int i = 0; i < 20'000; ++i) {
    const auto weights = random_weights(random);
    const std::int64_t whole = random.any_size(62) * (random.happens(300) ? -1 : 1);
    const auto parts = parts_of(whole, weights);
    int128 weight_sum = 0;
    int128 part_sum = 0;
    for (const std::int64_t weight : weights) weight_sum += weight;
    for (std::size_t place = 0; place < parts.size(); ++place) {
      part_sum += parts[place];
      const int128 floor_share = int128{whole < 0 ? -whole : whole} * weights[place] / weight_sum;
      const int128 part = whole < 0 ? -parts[place] : parts[place];
      REQUIRE(part >= floor_share);
      REQUIRE(part <= floor_share + (weights[place] == 0 ? 0 : 1));
    }
    REQUIRE(part_sum == whole);
  }
}

TEST_CASE("the order of the lines changes no share (magento/magento2#10790, #38455)") {
  tests::Random random(38455);
  for (int i = 0; i < 20'000; ++i) {
    auto weights = random_weights(random);
    const std::int64_t whole = random.any_size(40);
    const Pairs before = sorted_pairs(weights, parts_of(whole, weights));
    random.shuffle(weights);
    REQUIRE(sorted_pairs(weights, parts_of(whole, weights)) == before);
  }
}

TEST_CASE("a larger weight never gets the smaller part") {
  tests::Random random(5);
  for (int i = 0; i < 5'000; ++i) {
    const auto weights = random_weights(random);
    Pairs pairs = sorted_pairs(weights, parts_of(random.any_size(30), weights));
    for (std::size_t place = 1; place < pairs.size(); ++place) {
      if (pairs[place - 1].first == pairs[place].first) continue;
      REQUIRE(pairs[place - 1].second <= pairs[place].second);
    }
  }
}

TEST_CASE("weights that cannot share anything out are refused") {
  const std::vector<std::int64_t> none;
  const std::vector<std::int64_t> zeros{0, 0};
  const std::vector<std::int64_t> negative{3, -1};
  CHECK_FALSE(allocate(usd(5), none));
  CHECK_FALSE(allocate(usd(5), zeros));
  CHECK_FALSE(allocate(usd(5), negative));
}

TEST_CASE("the largest amounts and weights share out without an overflow") {
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  CHECK(parts_of(top, {top}) == std::vector<std::int64_t>{top});
  CHECK(parts_of(top, {top, top}) == std::vector<std::int64_t>{top / 2 + 1, top / 2});
  CHECK(parts_of(-top, {top, top}) == std::vector<std::int64_t>{-(top / 2) - 1, -(top / 2)});
  constexpr std::int64_t bottom = std::numeric_limits<std::int64_t>::min();
  const std::vector<std::int64_t> one{1};
  CHECK_FALSE(allocate(usd(bottom), one));
}
