// Customers and ship-tos that were captured with an order, on their way into the company's data.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

Company company_with_policy() {
  Company company = small_company();
  company.policy.new_customer = NewCustomerPolicy{*PriceListCode::parse("RETAIL"), "prepaid"};
  return company;
}

Address pier_nine() {
  return {"Pier Nine Bistro", "9 Pier Street", "", "Oakland", "CA", "94607", "US"};
}

RawOrder first_order(int number) {
  RawOrder order = make_order(order_id(number), {{"AB-1", "2"}});
  order.customer = "NEW-1";
  order.ship_to = "MAIN";
  order.new_customer = RawCustomer{.name = "Pier Nine Bistro", .billing = pier_nine()};
  order.new_ship_tos = {{"MAIN", pier_nine(), "Ring at the side door"}};
  return order;
}

RawOrder order_to_site(int number, std::string_view code, std::string_view street) {
  RawOrder order = make_order(order_id(number), {{"AB-1", "2"}});
  order.ship_to = code;
  order.new_ship_tos = {{std::string(code), pier_nine(), {}}};
  order.new_ship_tos[0].address.street_1 = street;
  return order;
}

std::string approve(int number) { return "/v1/orders/" + order_id(number) + "/approve"; }

/// Two orders that each capture a ship-to of C-1, sent before the desk approves either.
void approve_two_sites(ServerHouse& house, std::string_view first, std::string_view second) {
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  kim.post("/v1/orders", house.push(order_to_site(1, first, "1 First Street")));
  kim.post("/v1/orders", house.push(order_to_site(2, second, "2 Second Street")));
  for (const int number : {1, 2}) {
    REQUIRE(desk.post(approve(number), R"({"revision":1})").status == 200);
  }
}

}  // namespace

TEST_CASE("approving the first order of a new customer adds the customer, with its rep") {
  ServerHouse house({.company = company_with_policy()});
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  const Answer sent = kim.post("/v1/orders", house.push(first_order(1)));
  REQUIRE(parse(sent)["state"] == "waiting");
  CHECK(house.count("SELECT count(*) FROM customer WHERE code = 'NEW-1'") == 0);
  REQUIRE(desk.post(approve(1), R"({"revision":1})").status == 200);
  CHECK(house.count("SELECT count(*) FROM customer WHERE code = 'NEW-1' AND rep = 'kim' "
                    "AND terms = 'prepaid' AND street_1 = '9 Pier Street'") == 1);
  CHECK(house.count("SELECT count(*) FROM ship_to JOIN customer ON customer = id "
                    "WHERE customer.code = 'NEW-1' AND ship_to.code = 'MAIN'") == 1);
  CHECK(house.count("SELECT count(*) FROM ship_to_note WHERE note = 'Ring at the side door'") == 1);
}

TEST_CASE("the next order of a customer that was added is one of a customer like any other") {
  ServerHouse house({.company = company_with_policy()});
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  kim.post("/v1/orders", house.push(first_order(1)));
  REQUIRE(desk.post(approve(1), R"({"revision":1})").status == 200);
  house.publish();
  RawOrder next = make_order(order_id(2), {{"AB-1", "1"}});
  next.customer = "NEW-1";
  next.ship_to = "MAIN";
  CHECK(parse(kim.post("/v1/orders", house.push(next)))["state"] == "accepted");
}

TEST_CASE("two orders that capture two ship-tos of one customer leave it both") {
  ServerHouse house({.company = company_with_policy()});
  approve_two_sites(house, "SITE-1", "SITE-2");
  CHECK(house.count("SELECT count(*) FROM ship_to JOIN customer ON customer = id "
                    "WHERE customer.code = 'C-1'") == 3);
}

TEST_CASE("what the company has by then under the code stays as it is") {
  ServerHouse house({.company = company_with_policy()});
  approve_two_sites(house, "SITE-1", "SITE-1");
  CHECK(house.count("SELECT count(*) FROM ship_to WHERE code = 'SITE-1' "
                    "AND street_1 = '1 First Street'") == 1);
}

TEST_CASE("where the company accepts new ship-tos, an order adds one without the desk") {
  Company company = small_company();
  company.policy.new_ship_to = NewParty::accept;
  ServerHouse house({.company = company});
  Client kim = house.client("kim");
  const Answer sent =
      kim.post("/v1/orders", house.push(order_to_site(1, "SITE-1", "1 First Street")));
  REQUIRE(parse(sent)["state"] == "accepted");
  CHECK(house.count("SELECT count(*) FROM ship_to WHERE code = 'SITE-1'") == 1);
  CHECK(house.count("SELECT count(*) FROM master_change WHERE by = 'kim'") == 1);
}

TEST_CASE("an order that is sent back or cancelled adds nobody") {
  ServerHouse house({.company = company_with_policy()});
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  kim.post("/v1/orders", house.push(first_order(1)));
  const std::string path = "/v1/orders/" + order_id(1);
  REQUIRE(desk.post(path + "/send-back", R"({"revision":1,"note":"Who is that?"})").status == 200);
  REQUIRE(desk.post(path + "/cancel", R"({"revision":2})").status == 200);
  CHECK(house.count("SELECT count(*) FROM customer WHERE code = 'NEW-1'") == 0);
}

}  // namespace tally::tests
