// Orders that the company has already, and what is unusual about an order, on the server.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/orders/submit.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;
using namespace server;

constexpr std::int64_t hour = 3'600'000;

RawOrder with_po(int number, std::string_view po_number, std::string_view quantity = "1") {
  RawOrder order = make_order(order_id(number), {{"AB-1", std::string(quantity)}});
  order.po_number = po_number;
  return order;
}

Json send(ServerHouse& house, Client& rep, const RawOrder& order) {
  return parse(rep.post("/v1/orders", house.push(order)));
}

/// What the order's document will say once it carries reasons: warnings passed over with them.
orders::OrderCommitted commit_with(ServerHouse& house, const RawOrder& order,
                                   std::vector<Override> overrides) {
  orders::Submission submission;
  submission.order_document = wire::write_order(order);
  const auto draft = orders::read_draft(submission);
  REQUIRE(draft);
  auto prepared = orders::prepare(house.server().snapshots(), submission, *draft,
                                  Date::from_days(house.today_days), orders::Policies{});
  REQUIRE(prepared);
  prepared->overrides = std::move(overrides);
  orders::OrderCommitted committed;
  house.server().store().write([&](store::Connection& db) {
    committed = orders::commit_order(db, *prepared, submission, {"kim", Instant{house.now_ms}});
    return orders::keep_of(committed);
  });
  return committed;
}

}  // namespace

TEST_CASE("a PO number that was used before waits, and names the other order and its day") {
  ServerHouse house;
  Client kim = house.client("kim");
  CHECK(send(house, kim, with_po(1, "PO 4711"))["state"] == "accepted");
  const Json again = send(house, kim, with_po(2, " po4711", "7"));
  CHECK(again["state"] == "waiting");
  REQUIRE(codes(again) == Codes{"po_number_used"});
  CHECK(again["reasons"][0]["path"] == "po_number");
  CHECK(again["reasons"][0]["sentence"] ==
        "Customer C-1 used the PO number po4711 before: order S-000001 of 2026-09-21.");
  RawOrder other = with_po(3, "PO 4711");
  other.customer = "C-2";
  CHECK(send(house, kim, other)["state"] == "accepted");
  CHECK(send(house, kim, with_po(4, ""))["state"] == "accepted");
  CHECK(send(house, kim, with_po(5, ""))["state"] == "accepted");
}

TEST_CASE("cancelled and refused orders are nobody's double; one that was sent back is") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  send(house, kim, with_po(1, "A"));
  CHECK(desk.post("/v1/orders/" + order_id(1) + "/cancel", "{}").status == 200);
  RawOrder refused = with_po(2, "A");
  refused.lines[0].sku = "NONE";
  CHECK(send(house, kim, refused)["state"] == "refused");
  CHECK(send(house, kim, with_po(3, "A"))["state"] == "accepted");
  CHECK(send(house, kim, with_po(4, "A"))["state"] == "waiting");
  CHECK(desk.post("/v1/orders/" + order_id(3) + "/cancel", "{}").status == 200);
  CHECK(desk.post("/v1/orders/" + order_id(4) + "/send-back", R"({"note":"once?"})").status ==
        200);
  CHECK(codes(send(house, kim, with_po(5, "A"))) == Codes{"po_number_used"});
}

TEST_CASE("the same goods within the window wait; outside it, and of other sums, they do not") {
  ServerHouse house;
  house.set_setting("duplicate_window_hours", "24");
  Client kim = house.client("kim");
  const auto of = [&](int number, const std::vector<std::pair<std::string, std::string>>& lines) {
    return send(house, kim, make_order(order_id(number), lines));
  };
  CHECK(of(1, {{"AB-1", "10"}, {"AB-3", "2"}})["state"] == "accepted");
  CHECK(of(2, {{"AB-1", "10"}, {"AB-3", "3"}})["state"] == "accepted");
  house.now_ms += 5 * hour;
  const Json again = of(3, {{"AB-3", "2"}, {"AB-1", "4"}, {"AB-1", "6"}});
  REQUIRE(codes(again) == Codes{"goods_ordered_again"});
  CHECK(again["reasons"][0]["sentence"] ==
        "Customer C-1 ordered the same goods for the same place in S-000001; hours between the "
        "two: 5.");
  house.now_ms += 25 * hour;
  house.today_days += 1;
  CHECK(of(4, {{"AB-1", "10"}, {"AB-3", "2"}})["state"] == "accepted");
}

TEST_CASE("the same order sent again is answered again and is not its own double") {
  ServerHouse house;
  house.set_setting("duplicate_window_hours", "24");
  Client kim = house.client("kim");
  const std::string push = house.push(with_po(1, "A"));
  const Json first = parse(kim.post("/v1/orders", push));
  const Json again = parse(kim.post("/v1/orders", push));
  CHECK(first["state"] == "accepted");
  CHECK(again["state"] == "accepted");
  CHECK(again["repeated"] == true);
  CHECK(house.count("SELECT count(*) FROM order_standing") == 1);
}

TEST_CASE("an order of a device's log is checked, and its amendment is not its own double") {
  ServerHouse house;
  house.set_setting("duplicate_window_hours", "24");
  TestDevice tablet(house, "kim");
  tablet.order(with_po(1, "A"));
  CHECK(tablet.push().receipts[0].state == "accepted");
  tablet.amend(with_po(1, "A", "2"), 1);
  CHECK(tablet.push().receipts[0].state == "accepted");
  tablet.order(with_po(2, "A", "2"));
  const auto receipt = tablet.push().receipts[0];
  CHECK(receipt.state == "waiting");
  REQUIRE(receipt.reasons.size() == 2);
  CHECK(receipt.reasons[0].code == "po_number_used");
  CHECK(receipt.reasons[1].code == "goods_ordered_again");
}

TEST_CASE("with a reason the warning is a note, the reason is kept, and the order goes through") {
  ServerHouse house;
  house.set_setting("duplicate_window_hours", "24");
  Client kim = house.client("kim");
  send(house, kim, with_po(1, "A"));
  const auto half =
      commit_with(house, with_po(2, "A"), {{IssueCode::po_number_used, "", "a standing order"}});
  CHECK(half.row.state == orders::State::waiting);
  const auto both = commit_with(house, with_po(3, "A"),
                                {{IssueCode::po_number_used, "po_number", "a standing order"},
                                 {IssueCode::goods_ordered_again, "", "every morning"}});
  CHECK(both.row.state == orders::State::accepted);
  const Json reasons = Json::parse(both.row.reasons);
  REQUIRE(reasons.size() == 4);
  for (const Json& reason : reasons) CHECK(reason["severity"] == "note");
  CHECK(reasons[1]["sentence"] == "The warning po_number_used was passed over: a standing order");
  CHECK(house.count("SELECT count(*) FROM orders WHERE reasons LIKE '%every morning%'") == 1);
}

TEST_CASE("a desk that has looked approves a double as any other order") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  send(house, kim, with_po(1, "A"));
  send(house, kim, with_po(2, "A"));
  CHECK(parse(desk.post("/v1/orders/" + order_id(2) + "/approve", "{}"))["state"] == "accepted");
}

TEST_CASE("what is unusual is told to the desk, and stops an order only from values that are set") {
  ServerHouseOptions options;
  options.company.customers[0].billing.country = "CA";
  ServerHouse house(std::move(options));
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  CHECK(send(house, kim, with_po(1, ""))["state"] == "accepted");
  RawOrder other = with_po(2, "");
  other.customer = "C-2";
  send(house, kim, other);
  house.now_ms += hour - 1;
  send(house, kim, with_po(3, "", "2"));
  const auto unusual = [&](int number) {
    return parse(desk.get("/v1/orders/" + order_id(number)))["unusual"];
  };
  CHECK(unusual(1) == Json{{"first_order", true}, {"countries_differ", true},
                           {"billing_country", "CA"}, {"shipping_country", "US"},
                           {"orders_in_hour", 1}, {"others_at_ship_to", 0}});
  CHECK(unusual(2)["countries_differ"] == false);
  CHECK(unusual(2)["others_at_ship_to"] == 1);
  CHECK(unusual(3)["first_order"] == false);
  CHECK(unusual(3)["orders_in_hour"] == 2);

  house.set_setting("fraud_review", "countries_differ, orders_in_hour=4, others_at_ship_to=2");
  CHECK(codes(send(house, kim, with_po(4, ""))) == Codes{"countries_differ"});
  CHECK(codes(send(house, kim, with_po(5, ""))) == Codes{"countries_differ", "orders_in_hour"});
}

TEST_CASE("a first order from the amount on that is set goes to a person") {
  ServerHouse house;
  house.set_setting("fraud_review", "first_order=100.00 USD");
  Client kim = house.client("kim");
  CHECK(codes(send(house, kim, with_po(1, "", "100"))) == Codes{"first_order_large"});
  CHECK(send(house, kim, with_po(2, "", "100"))["state"] == "accepted");
}

}  // namespace tally::tests
