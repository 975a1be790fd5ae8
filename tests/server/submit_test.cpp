// Submitting orders over HTTP: once, twice, wrong, late, with old data.
#include <doctest/doctest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "shared/base/version.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;


}  // namespace

TEST_CASE("an order is accepted with a number, the device's outcome and reserved goods") {
  ServerHouse house;
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-1", "12"}, {"AB-2", "3"}});
  const Answer answer = kim.post("/v1/orders", house.push(order));
  REQUIRE(answer.status == 200);
  const Json stored = parse(answer);
  CHECK(stored["order_id"] == order_id(1));
  CHECK(stored["number"] == "S-000001");
  CHECK(stored["state"] == "accepted");
  CHECK(stored["state_by"] == "tallystick");
  CHECK(stored["repeated"] == false);
  CHECK(codes(stored) == Codes{});
  CHECK(stored["outcome"] == house.outcome_of(order, house.server().snapshots().current()->digest));
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1'") == 12'000);
  CHECK(house.count("SELECT count(*) FROM order_event") == 1);
}

TEST_CASE("odoo#40567: the server saved, the answer was lost, and the retry doubles nothing") {
  ServerHouse house;
  Client kim = house.client("kim");
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "5"}}));
  const Json first = parse(kim.post("/v1/orders", push));
  // The answer is forgotten; the device sends the same bytes until it has one.
  for (int retry = 0; retry < 3; ++retry) {
    const Json again = parse(kim.post("/v1/orders", push));
    CHECK(again["repeated"] == true);
    CHECK(again["number"] == first["number"]);
    CHECK(again["outcome"] == first["outcome"]);
  }
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1'") == 5'000);
}

TEST_CASE("odoo#152259: two tabs that send the same order at once make one") {
  ServerHouse house;
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "5"}}));
  std::vector<std::thread> tabs;
  std::atomic<int> stored = 0;
  std::atomic<int> repeated = 0;
  for (int tab = 0; tab < 8; ++tab) {
    tabs.emplace_back([&house, &push, &stored, &repeated, tab] {
      Client kim = house.client("kim" + std::to_string(tab));
      const Json answer = parse(kim.post("/v1/orders", push));
      if (answer.value("repeated", false)) ++repeated;
      else if (answer.value("number", "") == "S-000001") ++stored;
    });
  }
  for (std::thread& tab : tabs) tab.join();
  CHECK(stored == 1);
  CHECK(repeated == 7);
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
}

TEST_CASE("another order under a used id is refused, kept aside, and overwrites nothing") {
  ServerHouse house;
  Client kim = house.client("kim");
  kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "5"}})));
  const std::string other = house.push(make_order(order_id(1), {{"AB-1", "6"}}));
  const Answer refused = kim.post("/v1/orders", other);
  CHECK(refused.status == 409);
  CHECK(refused.header("content-type") == "application/problem+json");
  CHECK(parse(refused)["code"] == "order_id_reused");
  kim.post("/v1/orders", other);
  CHECK(house.count("SELECT count(*) FROM order_aside WHERE reason = 'order_id_reused'") == 1);
  CHECK(house.count("SELECT sum(quantity) FROM order_line") == 5'000);
}

TEST_CASE("frappe/erpnext#13388: one bad order is a stored outcome, and the next one goes") {
  ServerHouse house;
  Client kim = house.client("kim");
  const Answer bad =
      kim.post("/v1/orders", house.push(make_order(order_id(1), {{"NO-SUCH", "1"}})));
  CHECK(bad.status == 200);
  const Json refused = parse(bad);
  CHECK(refused["state"] == "refused");
  CHECK(refused["number"] == "S-000001");
  CHECK(codes(refused) == Codes{"product_unknown"});
  CHECK(refused["reasons"][0]["sentence"] == "There is no product NO-SUCH.");
  CHECK(refused["reasons"][0]["path"] == "lines[0].sku");
  const Json next =
      parse(kim.post("/v1/orders", house.push(make_order(order_id(2), {{"AB-1", "1"}}))));
  CHECK(next["state"] == "accepted");
  CHECK(next["number"] == "S-000002");
}

TEST_CASE("a tampered outcome is an alarm with both digests and waits for a person") {
  ServerHouse house;
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-1", "1"}});
  const Digest digest = house.server().snapshots().current()->digest;
  std::string outcome = house.outcome_of(order, digest);
  const std::size_t price = outcome.find("100000");
  REQUIRE(price != std::string::npos);
  outcome.replace(price, 6, "000001");
  const Answer answer =
      kim.post("/v1/orders", ServerHouse::envelope(wire::write_order(order), outcome, digest.text(),
                                                   "2026-09-21", core_version));
  const Json stored = parse(answer);
  CHECK(stored["state"] == "waiting");
  CHECK(codes(stored) == Codes{"outcome_differs"});
  CHECK(stored["reasons"][0]["arguments"]["device"] == sha256(outcome).text());
  CHECK(stored["outcome"] == house.outcome_of(order, digest));
  CHECK(house.log.holds("ALARM order.outcome_differs"));
}

TEST_CASE("an older core's outcome is compared and reported, not an alarm") {
  ServerHouse house;
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-1", "1"}});
  const Digest digest = house.server().snapshots().current()->digest;
  const Json stored = parse(
      kim.post("/v1/orders", ServerHouse::envelope(wire::write_order(order), "{\"old\":1}",
                                                   digest.text(), "2026-09-21", "0")));
  CHECK(stored["state"] == "accepted");
  CHECK(codes(stored) == Codes{"outcome_of_older_core"});
  CHECK_FALSE(house.log.holds("ALARM"));
}

TEST_CASE("a price that changed since is an exception with both figures, never a silent change") {
  ServerHouse house;
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-3", "100"}});
  const Digest before = house.publish();
  const std::string push = house.push(order, before);
  house.set_price("AB-3", 12'000);
  CHECK(house.publish() != before);
  const Json stored = parse(kim.post("/v1/orders", push));
  CHECK(stored["state"] == "waiting");
  REQUIRE(codes(stored) == Codes{"price_changed"});
  const Json& arguments = stored["reasons"][0]["arguments"];
  CHECK(arguments["told"]["minor"] == 10'618);
  CHECK(arguments["now"]["minor"] == 12'870);
  CHECK(stored["outcome"] == house.outcome_of(order, before));
}

TEST_CASE("a company that honours its old prices accepts the order and notes both figures") {
  ServerHouse house;
  house.set_setting("on_deviation", "honour");
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-3", "100"}});
  const std::string push = house.push(order);
  house.set_price("AB-3", 12'000);
  house.publish();
  const Json stored = parse(kim.post("/v1/orders", push));
  CHECK(stored["state"] == "accepted");
  CHECK(codes(stored) == Codes{"deviation_honoured"});
  CHECK(house.count("SELECT total FROM orders") == 10'618);
}

TEST_CASE("a product blocked since goes to the desk even where old prices are honoured") {
  ServerHouse house;
  house.set_setting("on_deviation", "honour");
  Client kim = house.client("kim");
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "1"}, {"AB-3", "1"}}));
  house.set_status("AB-3", ProductStatus::blocked);
  house.publish();
  const Json stored = parse(kim.post("/v1/orders", push));
  CHECK(stored["state"] == "waiting");
  REQUIRE(codes(stored).back() == "decision_changed");
  const std::string sentence = stored["reasons"].back()["sentence"];
  CHECK(sentence.find("AB-3 is blocked for sale") != std::string::npos);
}

TEST_CASE("an unchanged order decided with an older snapshot goes through by itself") {
  ServerHouse house;
  Client kim = house.client("kim");
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "1"}}));
  house.set_price("AB-3", 12'000);
  house.publish();
  CHECK(parse(kim.post("/v1/orders", push))["state"] == "accepted");
}

TEST_CASE("data that this server never published send the order to the desk") {
  ServerHouse house;
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-1", "1"}});
  const Json stored = parse(kim.post(
      "/v1/orders", ServerHouse::envelope(wire::write_order(order), "{}", sha256("other").text(),
                                          "2026-09-21", core_version)));
  CHECK(stored["state"] == "waiting");
  CHECK(codes(stored) == Codes{"snapshot_unknown"});
}

TEST_CASE("an order from an unlikely day is looked at, and one of last week is not") {
  ServerHouse house;
  Client kim = house.client("kim");
  const std::string now = house.push(make_order(order_id(1), {{"AB-1", "1"}}));
  const std::string later = house.push(make_order(order_id(2), {{"AB-1", "1"}}));
  house.today_days += 7;
  CHECK(parse(kim.post("/v1/orders", now))["state"] == "accepted");
  house.today_days += 1;
  CHECK(codes(parse(kim.post("/v1/orders", later))) == Codes{"order_day_unlikely"});
}

TEST_CASE("an order without an outcome is decided by the server alone") {
  ServerHouse house;
  Client kim = house.client("kim");
  const RawOrder order = make_order(order_id(1), {{"AB-1", "2"}});
  const Json stored = parse(kim.post(
      "/v1/orders", ServerHouse::envelope(wire::write_order(order), "", "", "", "")));
  CHECK(stored["state"] == "accepted");
  CHECK(house.count("SELECT total FROM orders") == 2'145);
}

TEST_CASE("an order document that cannot be read is a problem by path, and is kept aside") {
  ServerHouse house;
  Client kim = house.client("kim");
  const auto push = [&](std::string_view order) {
    return kim.post("/v1/orders", ServerHouse::envelope(order, "", "", "", ""));
  };
  const Answer broken = push("{\"tallystick\":\"order/1\",");
  CHECK(broken.status == 422);
  CHECK(parse(broken)["code"] == "document_not_json");
  const Answer unknown_field =
      push("{\"tallystick\":\"order/1\",\"order_id\":\"" + order_id(1) +
           "\",\"lines\":[{\"sku\":\"AB-1\",\"quantiy\":\"2\"}]}");
  CHECK(unknown_field.status == 422);
  CHECK(parse(unknown_field)["issues"][0]["path"] == "lines[0].quantiy");
  const Answer bad_id = push("{\"tallystick\":\"order/1\",\"order_id\":\"seven\",\"lines\":[]}");
  CHECK(bad_id.status == 422);
  CHECK(parse(bad_id)["code"] == "order_id_malformed");
  CHECK(house.count("SELECT count(*) FROM order_aside WHERE reason = 'unreadable'") == 3);
  CHECK(house.count("SELECT count(*) FROM orders") == 0);
}

TEST_CASE("a broken envelope is a bad request and says what is missing") {
  ServerHouse house;
  Client kim = house.client("kim");
  CHECK(kim.post("/v1/orders", "{").status == 400);
  const Json missing = parse(kim.post("/v1/orders", "{\"as_of\":\"2026-09-21\"}"));
  CHECK(missing["status"] == 400);
  CHECK(missing["code"] == "document_field_missing");
  const Json undated =
      parse(kim.post("/v1/orders", "{\"order\":\"{}\",\"outcome\":\"{}\"}"));
  CHECK(undated["status"] == 400);
  CHECK(undated["issues"].size() == 2);
}

TEST_CASE("an order for a blocked customer and one without stock records say why") {
  ServerHouse house;
  Client kim = house.client("kim");
  RawOrder blocked = make_order(order_id(1), {{"AB-1", "1"}});
  blocked.customer = "C-3";
  CHECK(codes(parse(kim.post("/v1/orders", house.push(blocked)))) == Codes{"customer_blocked"});
  house.set_on_hand("MAIN", "AB-4", 2);
  const Json short_of =
      parse(kim.post("/v1/orders", house.push(make_order(order_id(2), {{"AB-4", "3"}}))));
  CHECK(short_of["state"] == "waiting");
  REQUIRE(codes(short_of) == Codes{"stock_short"});
  CHECK(short_of["reasons"][0]["sentence"] == "3 of AB-4 are wanted and 2 are there.");
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-4'") == 0);
}

TEST_CASE("a server without a company says so and takes the order later") {
  ServerHouseOptions options;
  options.company = Company{};
  ServerHouse house(std::move(options));
  Client kim = house.client("kim");
  const Answer answer =
      kim.post("/v1/orders", ServerHouse::envelope(
                                 wire::write_order(make_order(order_id(1), {{"AB-1", "1"}})), "",
                                 "", "", ""));
  CHECK(answer.status == 503);
  CHECK(parse(answer)["code"] == "company_missing");
  CHECK(parse(kim.get("/v1/snapshot"))["code"] == "company_missing");
}

}  // namespace tally::tests
