// What finance reads and writes of a customer's credit over HTTP.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/receivables/open_items.hpp"
#include "server/store/facts.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

const std::string credit_path = "/v1/customers/C-1/credit";
const std::string hold_path = "/v1/customers/C-1/hold";

}  // namespace

TEST_CASE("finance sets a limit; who, when and why are kept") {
  ServerHouse house;
  Client finance = house.client("fay", Role::finance);
  Client desk = house.client("dora", Role::desk);
  CHECK(parse(desk.get(credit_path)) ==
        Json{{"customer", "C-1"}, {"name", "Customer C-1"}, {"hold", ""},
             {"accounts", Json::array()}, {"open_items", Json::array()}, {"revision", 0},
             {"changes", Json::array()}});
  const Answer answer = finance.post(
      credit_path, R"({"currency":"USD","limit":"1,000.00","action":"hold","overdue_days_max":10,
                       "reason":"audited accounts","revision":0})");
  REQUIRE(answer.status == 200);
  const Json set = parse(answer);
  REQUIRE(set["accounts"].size() == 1);
  CHECK(set["accounts"][0]["limit"] == 100'000);
  CHECK(set["accounts"][0]["action"] == "hold");
  CHECK(set["accounts"][0]["overdue_days_max"] == 10);
  CHECK(set["accounts"][0]["own_action"] == "hold");
  CHECK(set["accounts"][0]["own_overdue_days_max"] == 10);
  CHECK(set["accounts"][0]["available"] == 100'000);
  REQUIRE(set["changes"].size() == 1);
  CHECK(set["changes"][0]["by"] == "fay");
  CHECK(set["changes"][0]["what"] == "credit limit USD 1,000.00, hold, 10 days overdue");
  CHECK(set["changes"][0]["reason"] == "audited accounts");

  const Json none = parse(finance.post(credit_path, R"({"currency":"USD","reason":"insured"})"));
  CHECK(none["accounts"][0]["limit"].is_null());
  CHECK(none["accounts"][0]["action"] == "route");
  CHECK(none["changes"][0]["what"] == "no credit limit in USD");
}

TEST_CASE("what is used, open and overdue is summed as it is now") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client finance = house.client("fay", Role::finance);
  finance.post(credit_path, R"({"currency":"USD","limit":"500","reason":"new"})");
  const Currency usd = *Currency::parse("USD");
  const Date today = Date::from_days(house.today_days);
  house.server().store().write([&](server::store::Connection& db) {
    using server::receivables::put_open_item;
    const CustomerCode customer = *CustomerCode::parse("C-1");
    const bool good =
        put_open_item(db, {"R-2", customer, {9'000, usd}, {4'000, usd}, today.plus_days(-60),
                           today.plus_days(-30)}) &&
        put_open_item(db, {"R-1", customer, {2'000, usd}, {2'000, usd}, today, today}) &&
        put_open_item(db, {"R-0", customer, {7'000, usd}, {0, usd}, today, today}) &&
        put_open_item(db, {"N-1", customer, {-500, usd}, {-500, usd}, today.plus_days(-90),
                           today.plus_days(-80)});
    return good ? server::store::Keep::yes : server::store::Keep::no;
  });
  kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-4", "1"}})));
  const Json seen = parse(finance.get(credit_path));
  CHECK(seen["accounts"][0] ==
        Json{{"currency", "USD"}, {"decimals", 2}, {"limit", 50'000}, {"invoices", 5'500},
             {"orders", 10'725}, {"used", 16'225}, {"available", 33'775}, {"overdue", 4'000},
             {"action", "route"}, {"overdue_days_max", nullptr}, {"own_action", ""},
             {"own_overdue_days_max", nullptr}});
  REQUIRE(seen["open_items"].size() == 3);
  CHECK(seen["open_items"][0]["invoice"] == "N-1");
  CHECK(seen["open_items"][0]["days_overdue"] == 0);
  CHECK(seen["open_items"][1]["invoice"] == "R-2");
  CHECK(seen["open_items"][1]["days_overdue"] == 30);
}

TEST_CASE("orders that wait for credit are listed with the figures and findings of now") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client finance = house.client("fay", Role::finance);
  Client desk = house.client("dora", Role::desk);
  CHECK(parse(finance.get("/v1/credit")) == Json{{"orders", Json::array()}, {"total", 0}});
  finance.post(credit_path, R"({"currency":"USD","limit":"150","reason":"new"})");
  const auto send = [&](int number) {
    kim.post("/v1/orders", house.push(make_order(order_id(number), {{"AB-4", "1"}})));
  };
  for (const int number : {1, 2, 3}) send(number);
  const Json seen = parse(desk.get("/v1/credit"));
  REQUIRE(seen["total"] == 2);
  const Json& first = seen["orders"][0];
  CHECK(first["order_id"] == order_id(2));
  CHECK(seen["orders"][1]["order_id"] == order_id(3));
  CHECK(first["credit"]["limit"] == 15'000);
  CHECK(first["credit"]["orders"] == 10'725);
  CHECK(first["credit"]["over_by"] == 2 * 10'725 - 15'000);
  CHECK(first["credit"]["verdict"] == "route");
  REQUIRE(first["findings"].size() == 1);
  CHECK(first["findings"][0]["code"] == "credit_limit_passed");
  // A higher limit mends both, and the list says so; they wait until somebody lets them go on.
  finance.post(credit_path, R"({"currency":"USD","limit":"900","reason":"insured"})");
  const Json mended = parse(finance.get("/v1/credit"));
  CHECK(mended["total"] == 2);
  CHECK(mended["orders"][0]["findings"] == Json::array());
  CHECK(mended["orders"][0]["credit"]["verdict"] == "pass");
  CHECK(parse(finance.post("/v1/orders/" + order_id(2) + "/approve", "{}"))["state"] ==
        "accepted");
  CHECK(parse(finance.get("/v1/credit"))["total"] == 1);
  CHECK(kim.get("/v1/credit").status == 403);
}

TEST_CASE("a hold stops orders until it is taken off; nobody releases one meanwhile") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client finance = house.client("fay", Role::finance);
  Client desk = house.client("dora", Role::desk);
  const Json held = parse(finance.post(hold_path, R"({"hold":true,"reason":"Insolvency filed."})"));
  CHECK(held["hold"] == "Insolvency filed.");
  const Json sent =
      parse(kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "1"}}))));
  CHECK(sent["state"] == "waiting");
  CHECK(sent["reasons"][0]["sentence"] == "Customer C-1 is on hold: Insolvency filed.");
  const std::string approve = "/v1/orders/" + order_id(1) + "/approve";
  CHECK(parse(finance.post(approve, R"({"note":"all the same"})"))["state"] == "waiting");
  finance.post(hold_path, R"({"hold":false,"reason":"withdrawn"})");
  CHECK(parse(desk.post(approve, "{}"))["state"] == "accepted");
  const Json after = parse(finance.get(credit_path));
  CHECK(after["hold"] == "");
  CHECK(after["changes"][0]["what"] == "no longer on hold");
  CHECK(after["changes"][1]["what"] == "on hold: Insolvency filed.");
}

TEST_CASE("only finance and admin change credit; reps and the warehouse do not see it") {
  ServerHouse house;
  const std::string body = R"({"currency":"USD","limit":"1","reason":"x"})";
  for (const Role role : {Role::rep, Role::warehouse, Role::rules}) {
    Client client = house.client("role" + std::to_string(static_cast<int>(role)), role);
    CHECK(client.get(credit_path).status == 403);
    CHECK(client.post(credit_path, body).status == 403);
  }
  Client desk = house.client("dora", Role::desk);
  CHECK(desk.get(credit_path).status == 200);
  CHECK(desk.post(credit_path, body).status == 403);
  CHECK(desk.post(hold_path, R"({"hold":true,"reason":"x"})").status == 403);
  Client admin = house.client("ada", Role::admin);
  CHECK(admin.post(credit_path, body).status == 200);
}

TEST_CASE("what cannot be set is said, all of it at once, and changes nothing") {
  ServerHouse house;
  Client finance = house.client("fay", Role::finance);
  const auto refused = [&](const std::string& path, const std::string& body) {
    const Answer answer = finance.post(path, body);
    return std::to_string(answer.status) + " " + parse(answer).value("code", "");
  };
  CHECK(refused(credit_path, R"({"currency":"USD","limit":"1"})") == "422 credit_reason_missing");
  CHECK(refused(credit_path, R"({"currency":"EURO","reason":"x"})") ==
        "422 document_value_refused");
  CHECK(refused(credit_path, R"({"currency":"USD","limit":"-1","reason":"x"})") ==
        "422 document_value_refused");
  CHECK(refused(credit_path, R"({"currency":"USD","limit":"1.005","reason":"x"})") ==
        "422 document_value_refused");
  CHECK(refused(credit_path, R"({"currency":"USD","limits":"1","reason":"x"})") ==
        "400 document_field_unknown");
  CHECK(refused(hold_path, R"({"hold":"perhaps","reason":"x"})") == "422 document_value_refused");
  CHECK(refused(hold_path, R"({"hold":true,"reason":"  "})") == "422 credit_reason_missing");
  CHECK(refused("/v1/customers/C-99/credit", R"({"currency":"USD","reason":"x"})") ==
        "404 credit_customer_unknown");
  CHECK(finance.get("/v1/customers/C-99/credit").status == 404);
  const Json all = parse(finance.post(
      credit_path, R"({"currency":"USD","limit":"x","action":"wait","overdue_days_max":-1})"));
  CHECK(all["issues"].size() == 4);
  CHECK(house.count("SELECT count(*) FROM credit_change") == 0);
}

TEST_CASE("two people at once: the second is told who was faster") {
  ServerHouse house;
  Client finance = house.client("fay", Role::finance);
  const std::string first = R"({"currency":"USD","limit":"1","reason":"x","revision":0})";
  CHECK(finance.post(credit_path, first).status == 200);
  const Answer late = finance.post(credit_path, first);
  CHECK(late.status == 409);
  CHECK(parse(late)["detail"] ==
        "The credit of C-1 was changed meanwhile, by fay at 2026-09-21T14:13:20.000Z.");
  CHECK(house.count("SELECT count(*) FROM credit_change") == 1);
  // The same value again is no change.
  CHECK(finance.post(credit_path, R"({"currency":"USD","limit":"1.00","reason":"y"})").status ==
        200);
  CHECK(house.count("SELECT count(*) FROM credit_change") == 1);
}

TEST_CASE("settings of credit take what they say and nothing else") {
  using server::store::check_setting;
  const auto takes = [](std::string_view name, std::string_view value) {
    return !check_setting(name, value).has_value();
  };
  CHECK(takes("credit_action", "hold"));
  CHECK_FALSE(takes("credit_action", "stop"));
  CHECK(takes("credit_tolerance_percent", "2.5"));
  CHECK_FALSE(takes("credit_tolerance_percent", ""));
  CHECK_FALSE(takes("credit_tolerance_percent", "101"));
  CHECK(takes("credit_open_order_days", "0"));
  CHECK_FALSE(takes("credit_open_order_days", "3651"));
  CHECK(takes("overdue_days_max", ""));
  CHECK(takes("overdue_days_max", "30"));
  CHECK_FALSE(takes("overdue_days_max", "-1"));
  CHECK(takes("duplicate_window_hours", "0"));
  CHECK_FALSE(takes("duplicate_window_hours", "a day"));
  CHECK(takes("fraud_review", ""));
  CHECK(takes("fraud_review", "first_order=1000.00 EUR, countries_differ"));
  CHECK_FALSE(takes("fraud_review", "first_order"));
}

}  // namespace tally::tests
