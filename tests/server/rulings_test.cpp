// The rules asked again by the server, with what only it knows of an order.
#include <doctest/doctest.h>

#include "server/receivables/accounts.hpp"
#include "server/receivables/open_items.hpp"
#include "tests/support/rule_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;
using server::store::Connection;
using server::store::Keep;

constexpr std::string_view first_large =
    "Decide approval.\n"
    "Rule large: When the order total is at least $2,000, send the order to manager for approval.\n"
    "Rule first and large: When it is the customer's first order and the order total is at least "
    "$500, send the order to credit desk for approval.\n";

constexpr std::string_view thin_margin =
    "Decide approval.\n"
    "Rule thin: When the margin is less than 8%, send the order to manager for approval.\n";

const Currency us_dollar = *Currency::parse("USD");
const CustomerCode first_buyer = *CustomerCode::parse("C-1");

Company with_cost(Company company, std::string_view sku, std::int64_t ten_thousandths) {
  company.costs.push_back({*Sku::parse(sku), UnitPrice{ten_thousandths, us_dollar}});
  return company;
}

std::vector<std::string> sentences(const Json& answer) {
  std::vector<std::string> found;
  for (const auto& reason : answer["reasons"]) found.push_back(reason["sentence"]);
  return found;
}

}  // namespace

TEST_CASE("a rule that asks what only the server knows makes an order wait, beside its outcome") {
  ServerHouse house(ruled_by(first_large));
  Client kim = house.client("kim");
  Client dana = house.client("dana", Role::desk);
  const Json first = send_order(house, kim, 1, "AB-4", "6");
  CHECK(first["state"] == "waiting");
  REQUIRE(codes(first) == Codes{"rules_want_approval"});
  CHECK(sentences(first)[0] == "Goes to credit desk for approval by \"first and large\".");
  // The outcome is the device's, to the byte: it could not know.
  const Json outcome = Json::parse(text_of(house, "SELECT outcome FROM orders"));
  CHECK(outcome["verdict"] == "accept");
  CHECK(text_of(house, "SELECT outcome = device_outcome FROM orders") == "1");
  CHECK(dana.post("/v1/orders/" + order_id(1) + "/approve", "{}").status == 200);
  // From the second order on it is no first one.
  CHECK(send_order(house, kim, 2, "AB-4", "7")["state"] == "accepted");
  CHECK(house.count("SELECT count(*) FROM order_ruling") == 2);
}

TEST_CASE("what the server adds stands beside what the outcome says of the same decision") {
  ServerHouse house(ruled_by(first_large));
  Client kim = house.client("kim");
  const Json answer = send_order(house, kim, 1, "AB-4", "20");
  REQUIRE(codes(answer) == Codes{"rules_want_approval", "rules_want_approval"});
  CHECK(sentences(answer) ==
        std::vector<std::string>{"Goes to manager for approval by \"large\".",
                                 "Goes to credit desk for approval by \"first and large\"."});
}

TEST_CASE("a margin that is asked for and missing waits for a person") {
  ServerHouse house(ruled_by(thin_margin));
  Client kim = house.client("kim");
  const Json answer = send_order(house, kim, 1, "AB-4", "1");
  CHECK(answer["state"] == "waiting");
  REQUIRE(codes(answer) == Codes{"rules_value_missing"});
  CHECK(sentences(answer)[0] ==
        "The rules cannot decide \"approval\": the margin is missing.");
}

TEST_CASE("a margin that is known decides: 7.99 % waits and 8 % does not") {
  const auto house_with = [](std::int64_t cost) {
    ServerHouseOptions options;
    options.company = with_cost(company_ruled_by(thin_margin), "AB-4", cost);
    return options;
  };
  ServerHouse thin(house_with(920'100));
  Client kim = thin.client("kim");
  CHECK(codes(send_order(thin, kim, 1, "AB-4", "1")) == Codes{"rules_want_approval"});
  CHECK(last_inputs(thin)["margin"] == "799");
  ServerHouse enough(house_with(920'000));
  Client lee = enough.client("lee");
  CHECK(send_order(enough, lee, 1, "AB-4", "1")["state"] == "accepted");
  CHECK(last_inputs(enough)["margin"] == "800");
}

TEST_CASE("every fact of the server is read in the transaction and kept with the order") {
  ServerHouse house(ruled_by(first_large));
  Client kim = house.client("kim");
  house.server().store().write([&](Connection& db) {
    const CreditAccount account{us_dollar, Money{100'000, us_dollar}, {}, {}};
    const Date today = Date::from_days(house.today_days);
    const server::receivables::OpenItem item{"R-1", first_buyer, Money{20'000, us_dollar},
                                             Money{10'000, us_dollar}, today.plus_days(-60),
                                             today.plus_days(-12)};
    using server::receivables::Put;
    const bool put = server::receivables::put_account(db, first_buyer, account,
                                                      {"test", Instant{1}, "test"}) != Put::failed;
    return put && server::receivables::put_open_item(db, item) ? Keep::yes : Keep::no;
  });
  send_order(house, kim, 1, "AB-1", "2");
  auto inputs = last_inputs(house);
  CHECK(inputs["it is the customer's first order"] == "1");
  CHECK(inputs["days overdue"] == "12");
  // 100.00 open and 20.00 with tax of 1.45, of 1,000.00.
  CHECK(inputs["credit used"] == "1215");
  CHECK(inputs["number of orders in the last hour"] == "0");
  CHECK_FALSE(inputs.contains("hours since the same customer ordered the same items"));
  CHECK(inputs["goods went to this ship-to before"] == "0");
  CHECK(inputs["number of out-of-stock lines"] == "0");
  CHECK(inputs["the whole order is in stock at MAIN"] == "1");
  CHECK(inputs["the whole order is in stock at NORTH"] == "0");
  house.now_ms += 5 * 3'600'000;
  send_order(house, kim, 2, "AB-1", "2");
  inputs = last_inputs(house);
  CHECK(inputs["it is the customer's first order"] == "0");
  CHECK(inputs["hours since the same customer ordered the same items"] == "5");
  CHECK(inputs["goods went to this ship-to before"] == "1");
  // 121.45, 21.45 of the first, which is accepted by now.
  CHECK(inputs["credit used"] == "1429");
  send_order(house, kim, 3, "AB-1", "2000");
  inputs = last_inputs(house);
  CHECK(inputs["number of orders in the last hour"] == "1");
  CHECK(inputs["number of out-of-stock lines"] == "1");
  CHECK(inputs["the whole order is in stock at MAIN"] == "0");
}

TEST_CASE("rules that read the stock choose where the goods come from") {
  ServerHouse house(ruled_by(
      "Decide problems.\n"
      "Rule short: When the number of out-of-stock lines is at least 1, report delivery too soon.\n"
      "Rule not at north: When the whole order is not in stock at NORTH and the order total is at "
      "least $300, report margin too thin.\n"));
  Client kim = house.client("kim");
  CHECK(send_order(house, kim, 1, "AB-4", "1")["state"] == "accepted");
  CHECK(codes(send_order(house, kim, 2, "AB-4", "4")) == Codes{"rules_report_problem"});
  house.set_on_hand("NORTH", "AB-4", 10);
  CHECK(send_order(house, kim, 3, "AB-4", "4")["state"] == "accepted");
}

TEST_CASE("an order that no rules decided has no ruling, and one that is refused neither") {
  ServerHouse plain;
  Client kim = plain.client("kim");
  CHECK(send_order(plain, kim, 1, "AB-4", "1")["state"] == "accepted");
  CHECK(plain.count("SELECT count(*) FROM order_ruling") == 0);
  ServerHouse ruled(ruled_by(first_large));
  Client lee = ruled.client("lee");
  CHECK(send_order(ruled, lee, 1, "NONE", "1")["state"] == "refused");
  CHECK(ruled.count("SELECT count(*) FROM order_ruling") == 0);
}

TEST_CASE("a ruling and the set that decided it are never changed") {
  ServerHouse house(ruled_by(first_large));
  Client kim = house.client("kim");
  send_order(house, kim, 1, "AB-4", "1");
  CHECK(house.count("SELECT count(*) FROM order_ruling r JOIN rule_set s ON s.digest = r.digest") ==
        1);
  for (const char* sql : {"UPDATE order_ruling SET ruling = ''", "DELETE FROM order_ruling",
                          "UPDATE rule_set SET text = ''", "DELETE FROM rule_set"}) {
    CAPTURE(sql);
    house.server().store().write([&](Connection& db) {
      CHECK_FALSE(db.execute(sql));
      db.take_fault();
      return Keep::no;
    });
  }
  CHECK(house.count("SELECT count(*) FROM order_ruling") == 1);
}

}  // namespace tally::tests
