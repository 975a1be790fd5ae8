// What only the company knows about an order's money: uses of coupons, costs and margins.
#include <doctest/doctest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

/// 10 % with the coupon FAIR: three times in all, twice for one customer.
ServerHouseOptions with_coupon() {
  ServerHouseOptions options;
  Promotion fair{.code = *PromotionCode::parse("FAIR-TEN")};
  fair.tiers.push_back({0, 100'000});
  fair.coupon = *CouponCode::parse("FAIR");
  fair.uses_max = 3;
  fair.uses_per_customer_max = 2;
  options.company.promotions.push_back(fair);
  return options;
}

std::string coupon_order(ServerHouse& house, int number, std::string_view customer) {
  RawOrder order = make_order(order_id(number), {{"AB-1", "5"}});
  order.customer = customer;
  order.coupons = "fair";
  return house.push(order);
}

/// AB-1 costs 8.00: 20 % of 10.00 is earned, 11.1 % of 9.00.
ServerHouseOptions with_costs() {
  ServerHouseOptions options;
  const Currency usd = *Currency::parse("USD");
  options.company.costs.push_back({*Sku::parse("AB-1"), UnitPrice{80'000, usd}});
  return options;
}

}  // namespace

TEST_CASE("a coupon is counted in all and by customer; one use too many goes to a person") {
  ServerHouse house(with_coupon());
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  const auto send = [&](int number, std::string_view customer) {
    return parse(kim.post("/v1/orders", coupon_order(house, number, customer)));
  };
  const Json first = send(1, "C-1");
  CHECK(first["state"] == "accepted");
  CHECK(Json::parse(first["outcome"].get<std::string>())["net"] == 4'500);
  CHECK(send(2, "C-1")["state"] == "accepted");
  const Json third = send(3, "C-1");
  CHECK(third["state"] == "waiting");
  CHECK(codes(third) == Codes{"coupon_used_up"});
  CHECK(third["reasons"][0]["sentence"] ==
        "The coupon FAIR was used 2 times, as often as it may be.");
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1'") == 10'000);

  // What waits holds its use until a person decides; what is cancelled gives it back.
  CHECK(codes(send(4, "C-2")) == Codes{"coupon_used_up"});
  CHECK(desk.post("/v1/orders/" + order_id(3) + "/cancel", R"({"note":"too late"})").status == 200);
  CHECK(desk.post("/v1/orders/" + order_id(4) + "/cancel", R"({"note":"too late"})").status == 200);
  CHECK(send(5, "C-2")["state"] == "accepted");
  CHECK(codes(send(6, "C-2")) == Codes{"coupon_used_up"});
}

TEST_CASE("twenty devices use the last of a coupon at once: it is given no more than it may be") {
  ServerHouseOptions options = with_coupon();
  options.company.promotions[0].uses_max = 5;
  options.company.promotions[0].uses_per_customer_max = 0;
  ServerHouse house(std::move(options));
  std::vector<std::string> pushes;
  for (int number = 1; number <= 20; ++number) pushes.push_back(coupon_order(house, number, "C-1"));
  std::atomic<int> accepted = 0;
  std::vector<std::thread> devices;
  for (const std::string& push : pushes) {
    devices.emplace_back([&house, &push, &accepted] {
      Client kim = house.client("kim");
      if (parse(kim.post("/v1/orders", push))["state"] == "accepted") ++accepted;
    });
  }
  for (std::thread& device : devices) device.join();
  CHECK(accepted == 5);
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'accepted'") == 5);
}

TEST_CASE("the same order twice uses its coupon once") {
  ServerHouse house(with_coupon());
  Client kim = house.client("kim");
  const std::string push = coupon_order(house, 1, "C-1");
  for (int time = 0; time < 4; ++time) kim.post("/v1/orders", push);
  CHECK(parse(kim.post("/v1/orders", coupon_order(house, 2, "C-1")))["state"] == "accepted");
}

TEST_CASE("a margin below the floor goes to a person, and no cost reaches the rep") {
  ServerHouse house(with_costs());
  house.set_setting("margin_floor_percent", "15");
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  const auto send = [&](int number, const char* quantity) {
    return parse(kim.post("/v1/orders",
                          house.push(make_order(order_id(number), {{"AB-1", quantity},
                                                                   {"AB-2", "1"}}))));
  };
  CHECK(send(1, "5")["state"] == "accepted");
  const Json thin = send(2, "10");
  CHECK(thin["state"] == "waiting");
  CHECK(codes(thin) == Codes{"margin_below_floor"});

  const Json seen = parse(desk.get("/v1/orders/" + order_id(2)));
  CHECK(seen["margin"] == Json{{"net", 9'000}, {"cost", 8'000}, {"lines_without_cost", 1}});
  for (const Role role : {Role::finance, Role::admin}) {
    Client other = house.client("role" + std::to_string(static_cast<int>(role)), role);
    CHECK(parse(other.get("/v1/orders/" + order_id(2))).contains("margin"));
  }
  Client packer = house.client("wim", Role::warehouse);
  CHECK_FALSE(parse(kim.get("/v1/orders/" + order_id(2))).contains("margin"));
  CHECK_FALSE(parse(packer.get("/v1/orders/" + order_id(2))).contains("margin"));
  CHECK(thin.dump().find("cost") == std::string::npos);
}

TEST_CASE("without a floor or a cost no margin stops an order") {
  ServerHouse house;
  house.set_setting("margin_floor_percent", "99");
  Client kim = house.client("kim");
  const auto sent = kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "1"}})));
  CHECK(parse(sent)["state"] == "accepted");
  CHECK(house.count("SELECT count(*) FROM order_margin") == 0);
}

}  // namespace tally::tests
