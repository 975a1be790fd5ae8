// What a device may promise by itself.
#include "shared/device_log/allotment.hpp"

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

namespace tally::device_log {

namespace {

constexpr Instant now{1'000'000};
constexpr std::int64_t cursor = 10;

AllottedGoods goods(const std::string& id, std::int64_t left, std::int64_t minutes,
                    bool is_hold = false) {
  return {id, is_hold, "AB-1", units(left), Instant{now.unix_ms + minutes * 60'000}};
}

Promised ask(const std::vector<AllottedGoods>& all, const std::vector<AllotmentUse>& uses,
             std::int64_t wanted) {
  return promise(all, uses, cursor, {"AB-1", units(wanted), now});
}

}  // namespace

TEST_CASE("what is set aside is promised, no more of it, and nothing else") {
  const std::vector<AllottedGoods> all{goods("a", 5, 600)};
  CHECK(ask(all, {}, 5).kind == PromiseKind::allotted);
  CHECK(ask(all, {}, 6).kind == PromiseKind::hint);
  CHECK(ask(all, {}, 0).kind == PromiseKind::hint);
  CHECK(ask({}, {}, 1).kind == PromiseKind::hint);
  CHECK(promise(all, {}, cursor, {"AB-2", units(1), now}).kind == PromiseKind::hint);
}

TEST_CASE("a hold is said to be one, and to end when it ends") {
  const std::vector<AllottedGoods> all{goods("a", 5, 600), goods("b", 2, 15, true)};
  CHECK(ask(all, {}, 2).kind == PromiseKind::held);
  CHECK(ask(all, {}, 2).until == Instant{now.unix_ms + 900'000});
  CHECK(ask(all, {{"AB-1", units(2), std::nullopt}}, 2).kind == PromiseKind::allotted);
  CHECK(ask(all, {}, 7).left == units(7));
}

TEST_CASE("orders that wait, and those the feed has not told of, have taken their part") {
  const std::vector<AllottedGoods> all{goods("a", 5, 600)};
  CHECK(ask(all, {{"AB-1", units(3), std::nullopt}}, 3).kind == PromiseKind::hint);
  CHECK(ask(all, {{"AB-1", units(3), std::nullopt}}, 2).kind == PromiseKind::allotted);
  CHECK(ask(all, {{"AB-1", units(3), cursor + 1}}, 3).kind == PromiseKind::hint);
  CHECK(ask(all, {{"AB-1", units(3), cursor}}, 5).kind == PromiseKind::allotted);
  CHECK(ask(all, {{"AB-2", units(3), std::nullopt}}, 5).kind == PromiseKind::allotted);
}

TEST_CASE("what ends within the margin of the estimated clock is not promised") {
  CHECK(ask({goods("a", 5, 1)}, {}, 1).kind == PromiseKind::hint);
  CHECK(ask({goods("a", 5, 2)}, {}, 1).kind == PromiseKind::allotted);
  CHECK(ask({goods("a", 5, -2)}, {}, 1).kind == PromiseKind::hint);
}

TEST_CASE("promising one after the other never promises more than is set aside") {
  tests::Random random(7);
  for (int round = 0; round < 2'000; ++round) {
    std::vector<AllottedGoods> all;
    std::int64_t aside = 0;
    for (std::uint64_t count = random.below(4); count > 0; --count) {
      all.push_back(goods(std::to_string(count), random.between(1, 9), random.between(5, 99),
                          random.happens(300)));
      aside += all.back().left.thousandths;
    }
    std::vector<AllotmentUse> uses;
    std::int64_t promised = 0;
    for (int order = 0; order < 10; ++order) {
      const std::int64_t wanted = random.between(1, 6);
      if (ask(all, uses, wanted).kind == PromiseKind::hint) continue;
      promised += wanted * 1'000;
      uses.push_back({"AB-1", units(wanted), std::nullopt});
    }
    REQUIRE(promised <= aside);
  }
}

TEST_CASE("a row of the feed is read, and anything else is refused") {
  const auto read = read_allotted_goods(
      R"({"expires_ms":5,"holder":"login:kim","id":"a1","kind":"hold","left":2000,)"
      R"("quantity":3000,"sku":"AB-1","warehouse":"MAIN"})");
  REQUIRE(read.has_value());
  CHECK(read->is_hold);
  CHECK(read->left == units(2));
  CHECK_FALSE(read_allotted_goods("{}").has_value());
  CHECK_FALSE(read_allotted_goods("<html>").has_value());
}

}  // namespace tally::device_log
