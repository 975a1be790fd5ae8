// Amend, cancel and note: what a device changes about an order, and what changed behind its back.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/answer_json.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using device_log::PushAnswer;
using device_log::PushResult;
using device_log::Receipt;
using Json = nlohmann::json;

Json detail(Client& client, int number) {
  return Json::parse(client.get("/v1/orders/" + order_id(number)).body, nullptr, false);
}

std::int64_t reserved(ServerHouse& house) {
  return house.count("SELECT sum(reserved) FROM stock_balance");
}

}  // namespace

TEST_CASE("an amendment is a new version: lines, amounts and goods follow, the first one is kept") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.push();
  tablet.amend(make_order(order_id(1), {{"AB-1", "2"}, {"AB-3", "10"}}), 1);
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 1);
  CHECK(answer.receipts[0].result == PushResult::applied);
  CHECK(answer.receipts[0].number == "S-000001");
  CHECK(answer.receipts[0].revision == 2);
  CHECK(answer.receipts[0].state == "accepted");
  const Json order = detail(tablet.client(), 1);
  CHECK(order["lines"] == 2);
  CHECK(order["net"] == 2'000 + 990);
  CHECK(Json::parse(order["order"].get<std::string>())["lines"].size() == 2);
  REQUIRE(order["versions"].size() == 2);
  CHECK(Json::parse(order["versions"][0]["order"].get<std::string>())["lines"].size() == 1);
  CHECK(order["versions"][1]["revision"] == 2);
  CHECK(order["events"].size() == 2);
  CHECK(order["events"][1]["what"] == "amended");
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1' AND on_hand > 0") ==
        2'000);
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-3' AND on_hand > 0") ==
        10'000);
  const Json list = Json::parse(tablet.client().get("/v1/orders").body);
  CHECK(list["orders"][0]["net"] == 2'990);
  CHECK(house.count("SELECT count(*) FROM orders WHERE net = 2990 AND order_document NOT LIKE "
                    "'%AB-3%'") == 1);
  // The first document again is still this order, not another one with its id.
  tablet.begin_epoch();
  tablet.order(one_line(1, "5"));
  CHECK(tablet.push().receipts[0].result == PushResult::applied);
  CHECK(detail(tablet.client(), 1)["lines"] == 2);
}

TEST_CASE("base 0: a chain of the device's own entries goes through in one push") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.amend(one_line(1, "7"), 0);
  tablet.note(order_id(1), 0, "ring twice");
  tablet.cancel(order_id(1), 0, "the shop burnt down");
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 4);
  for (const Receipt& receipt : answer.receipts) CHECK(receipt.result == PushResult::applied);
  CHECK(answer.receipts[3].state == "cancelled");
  CHECK(answer.receipts[3].revision == 4);
  CHECK(reserved(house) == 0);
  const Json order = detail(tablet.client(), 1);
  CHECK(order["events"][2]["words"] == "ring twice");
  CHECK(order["events"][3]["words"] == "the shop burnt down");
  CHECK(house.count("SELECT count(*) FROM quarantine") == 0);
}

TEST_CASE("the same entries by another log, after the desk cancelled: nothing is undone") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.note(order_id(1), 0, "ring twice");
  tablet.push();
  const auto entries = {*device_log::read_entry(tablet.entry(1)),
                        *device_log::read_entry(tablet.entry(2))};
  Client desk = house.client("dana", Role::desk);
  CHECK(desk.post("/v1/orders/" + order_id(1) + "/cancel", "{}").status == 200);
  // The answer was lost and the store with it: the same comes by another log.
  tablet.begin_epoch();
  for (device_log::Entry entry : entries) tablet.append(entry);
  const PushAnswer answer = tablet.push();
  for (const Receipt& receipt : answer.receipts) {
    CHECK(receipt.result == PushResult::applied);
    CHECK(receipt.state == "cancelled");
  }
  CHECK(house.count("SELECT count(*) FROM order_event") == 3);
}

TEST_CASE("stale: the desk did something meanwhile; a person sees both, nothing is lost") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  Client desk = house.client("dana", Role::desk);
  house.set_on_hand("MAIN", "AB-1", 10);
  tablet.order(one_line(1, "8"));
  tablet.order(one_line(2, "8"));
  const PushAnswer first = tablet.push();
  CHECK(first.receipts[1].state == "waiting");
  CHECK(desk.post("/v1/orders/" + order_id(2) + "/approve", R"({"backorder":true})").status ==
        200);
  tablet.amend(one_line(2, "3"), first.receipts[1].revision);
  const Receipt stale = tablet.push().receipts[0];
  CHECK(stale.result == PushResult::needs_review);
  CHECK(stale.state == "waiting");
  CHECK(codes(stale) == Codes{"entry_stale"});
  CHECK(stale.reasons[0].sentence.find("an amendment to") != std::string::npos);
  CHECK(stale.reasons[0].sentence.find("dana") != std::string::npos);
  const Json order = detail(desk, 2);
  CHECK(order["state"] == "waiting");
  CHECK(order["versions"].empty());
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'stale'") == 1);
  // Its goods stayed reserved; approving it again neither doubles nor loses them.
  CHECK(reserved(house) == 10'000);
  CHECK(desk.post("/v1/orders/" + order_id(2) + "/approve", R"({"backorder":true})").status ==
        200);
  CHECK(reserved(house) == 10'000);
}

TEST_CASE("stale cancellations and notes wait for a person as well") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  TestDevice phone(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.push();
  // Another device of the same person is another hand.
  phone.note(order_id(1), 1, "by noon");
  CHECK(phone.push().receipts[0].result == PushResult::applied);
  tablet.cancel(order_id(1), 1);
  tablet.note(order_id(1), 0, "by Friday");
  const PushAnswer answer = tablet.push();
  CHECK(answer.receipts[0].result == PushResult::needs_review);
  CHECK(answer.receipts[1].result == PushResult::needs_review);
  const Json order = detail(tablet.client(), 1);
  CHECK(order["state"] == "waiting");
  CHECK(order["reasons"][0]["sentence"].get<std::string>().find("by Friday") !=
        std::string::npos);
  CHECK(reserved(house) == 5'000);
  // With the revision of now it goes.
  tablet.cancel(order_id(1), order["revision"]);
  CHECK(tablet.push().receipts[0].state == "cancelled");
}

TEST_CASE("a base that this database does not know is stale: it was restored from a backup") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.cancel(order_id(1), 9);
  const Receipt receipt = tablet.push().receipts[1];
  CHECK(receipt.result == PushResult::needs_review);
  CHECK(receipt.state == "waiting");
}

TEST_CASE("a final order is neither amended nor cancelled; the wish stands in its history") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.cancel(order_id(1), 0);
  tablet.cancel(order_id(1), 2, "really");
  tablet.amend(one_line(1, "7"), 2);
  const PushAnswer answer = tablet.push();
  CHECK(answer.receipts[2].result == PushResult::failed);
  CHECK(answer.receipts[3].result == PushResult::failed);
  CHECK(codes(answer.receipts[3]) == Codes{"order_state_refuses"});
  CHECK(detail(tablet.client(), 1)["events"].size() == 4);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'not_applied'") == 2);
}

TEST_CASE("an amendment that would be refused leaves the order as it was, and says so") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.amend(make_order(order_id(1), {{"NO-SUCH", "1"}}), 0);
  const Receipt receipt = tablet.push().receipts[1];
  CHECK(receipt.result == PushResult::failed);
  CHECK(codes(receipt).front() == "amendment_not_applied");
  CHECK(receipt.state == "accepted");
  CHECK(reserved(house) == 5'000);
}

TEST_CASE("an order of somebody else, or of nobody, is not a rep's to change") {
  ServerHouse house;
  TestDevice kim(house, "kim");
  TestDevice lee(house, "lee");
  kim.order(one_line(1, "5"));
  kim.push();
  lee.cancel(order_id(1), 1);
  lee.note(order_id(2), 0, "hello");
  const PushAnswer answer = lee.push();
  for (const Receipt& receipt : answer.receipts) {
    CHECK(receipt.result == PushResult::failed);
    CHECK(codes(receipt) == Codes{"order_unknown"});
  }
  CHECK(detail(kim.client(), 1)["state"] == "accepted");
  TestDevice dana(house, "dana", Role::desk);
  dana.cancel(order_id(1), 1);
  CHECK(dana.push().receipts[0].result == PushResult::applied);
}

TEST_CASE("hostile words: too long, no UTF-8; a paper number of a megabyte") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1, "5"));
  tablet.note(order_id(1), 0, std::string(2001, 'x'));
  tablet.note(order_id(1), 0, "\xff\xfe");
  device_log::Entry entry = *device_log::read_entry(tablet.entry(1));
  entry.order_id = *OrderId::parse(order_id(2));
  entry.paper = std::string(1'000'000, 'x');
  tablet.append(entry);
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 4);
  CHECK(codes(answer.receipts[1]) == Codes{"text_too_long"});
  CHECK(codes(answer.receipts[2]) == Codes{"entry_unreadable"});
  CHECK(codes(answer.receipts[3]) == Codes{"entry_unreadable"});
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
}

}  // namespace tally::tests
