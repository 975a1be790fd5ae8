// The life of an order at the desk: approved, sent back, cancelled, listed, and its history.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/orders/commit.hpp"
#include "server/orders/state.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

std::string path(int number, std::string_view action = "") {
  std::string text = "/v1/orders/" + order_id(number);
  if (!action.empty()) text += "/" + std::string(action);
  return text;
}

/// An order that waits because its goods are not there.
void wait_for_goods(ServerHouse& house, Client& rep, int number) {
  house.set_on_hand("MAIN", "AB-4", 0);
  const Answer answer =
      rep.post("/v1/orders", house.push(make_order(order_id(number), {{"AB-4", "3"}})));
  REQUIRE(parse(answer)["state"] == "waiting");
}

}  // namespace

TEST_CASE("states and actions go together as the table says") {
  using namespace server::orders;
  CHECK(next_state(State::waiting, Action::approve) == State::accepted);
  CHECK(next_state(State::waiting, Action::send_back) == State::sent_back);
  for (const State state : {State::accepted, State::waiting, State::sent_back}) {
    CHECK(next_state(state, Action::cancel) == State::cancelled);
  }
  for (const State state : {State::refused, State::cancelled}) {
    for (const Action action : {Action::approve, Action::send_back, Action::cancel}) {
      CHECK_FALSE(next_state(state, action));
    }
  }
  CHECK_FALSE(next_state(State::accepted, Action::approve));
  CHECK_FALSE(next_state(State::sent_back, Action::approve));
  for (const State state : {State::accepted, State::waiting, State::sent_back, State::refused,
                            State::cancelled}) {
    CHECK(find_state(state_name(state)) == state);
  }
  CHECK_FALSE(find_state("lost"));
}

TEST_CASE("approving reserves the goods in the same step, and is in the history with who and why") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  wait_for_goods(house, kim, 1);
  house.set_on_hand("MAIN", "AB-4", 10);
  house.now_ms += 1'000;
  const Answer approved =
      desk.post(path(1, "approve"), R"({"note":"New goods came in","revision":1})");
  REQUIRE(approved.status == 200);
  const Json order = parse(approved);
  CHECK(order["state"] == "accepted");
  CHECK(order["state_by"] == "dana");
  CHECK(order["revision"] == 2);
  REQUIRE(order["events"].size() == 2);
  CHECK(order["events"][1]["what"] == "approved");
  CHECK(order["events"][1]["by"] == "dana");
  CHECK(order["events"][1]["words"] == "New goods came in");
  REQUIRE(order["reservations"].size() == 1);
  CHECK(order["reservations"][0]["warehouse"] == "MAIN");
  CHECK(order["reservations"][0]["quantity"] == 3'000);
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-4'") == 3'000);
}

TEST_CASE("approving what is still short keeps the order waiting, unless a backorder is wanted") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  wait_for_goods(house, kim, 1);
  house.set_on_hand("MAIN", "AB-4", 1);
  const Json held_up = parse(desk.post(path(1, "approve"), R"({"note":"please"})"));
  CHECK(held_up["state"] == "waiting");
  CHECK(held_up["revision"] == 2);
  REQUIRE(held_up["reasons"].size() == 1);
  CHECK(held_up["reasons"][0]["sentence"] == "3 of AB-4 are wanted and 1 are there.");
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-4'") == 0);
  const Json owed = parse(desk.post(path(1, "approve"), R"({"backorder":true})"));
  CHECK(owed["state"] == "accepted");
  CHECK(owed["reservations"][0]["quantity"] == 1'000);
  CHECK(owed["backorders"][0]["quantity"] == 2'000);
}

TEST_CASE("cancelling gives the goods back, also those that are owed") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "7"}})));
  const Json cancelled = parse(desk.post(path(1, "cancel"), R"({"note":"Shop closed"})"));
  CHECK(cancelled["state"] == "cancelled");
  CHECK(cancelled["reservations"].empty());
  CHECK(cancelled["actions"].empty());
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1'") == 0);
  CHECK(house.count("SELECT sum(reserved_change) FROM stock_ledger WHERE sku = 'AB-1'") == 0);
  const Answer again = desk.post(path(1, "cancel"), "{}");
  CHECK(again.status == 409);
  CHECK(parse(again)["code"] == "order_state_refuses");
}

TEST_CASE("sending back needs words, which the rep reads") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  wait_for_goods(house, kim, 1);
  const Answer wordless = desk.post(path(1, "send-back"), R"({"note":"  "})");
  CHECK(wordless.status == 422);
  CHECK(parse(wordless)["code"] == "note_missing");
  CHECK(parse(desk.post(path(1, "send-back"), R"({"note":"Take AB-1 instead"})"))["state"] ==
        "sent_back");
  const Json seen = parse(kim.get(path(1)));
  CHECK(seen["events"][1]["words"] == "Take AB-1 instead");
  CHECK(seen["actions"].empty());
}

TEST_CASE("two people at the desk: the second one, who saw an older revision, is told") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client dana = house.client("dana", Role::desk);
  Client lee = house.client("lee", Role::desk);
  wait_for_goods(house, kim, 1);
  house.set_on_hand("MAIN", "AB-4", 10);
  CHECK(dana.post(path(1, "approve"), R"({"revision":1})").status == 200);
  const Answer late = lee.post(path(1, "send-back"), R"({"note":"No","revision":1})");
  CHECK(late.status == 409);
  const Json problem = parse(late);
  CHECK(problem["code"] == "order_revision_stale");
  CHECK(problem["detail"].get<std::string>().find("dana") != std::string::npos);
  CHECK(parse(kim.get(path(1)))["state"] == "accepted");
}

TEST_CASE("a rep decides nothing and sees only their own orders; the desk sees all") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client lou = house.client("lou");
  Client desk = house.client("dana", Role::desk);
  kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "1"}})));
  lou.post("/v1/orders", house.push(make_order(order_id(2), {{"AB-1", "1"}})));
  CHECK(kim.post(path(1, "cancel"), "{}").status == 403);
  CHECK(kim.get(path(1)).status == 200);
  CHECK(kim.get(path(2)).status == 404);
  CHECK(parse(kim.get("/v1/orders"))["orders"].size() == 1);
  CHECK(parse(desk.get("/v1/orders"))["orders"].size() == 2);
  CHECK(parse(desk.get("/v1/orders?mine=1"))["orders"].empty());
  CHECK(parse(lou.get("/v1/orders/counts"))["accepted"] == 1);
  CHECK(parse(desk.get("/v1/orders/counts"))["accepted"] == 2);
  CHECK(desk.get("/v1/orders/not-an-id").status == 404);
}

TEST_CASE("lists go by pages, newest first, and filter by state and customer") {
  ServerHouse house;
  Client kim = house.client("kim");
  for (int number = 1; number <= 7; ++number) {
    RawOrder order = make_order(order_id(number), {{"AB-1", "1"}});
    order.customer = number % 2 == 0 ? "C-2" : "C-1";
    if (number == 5) order.lines[0].sku = "NO-SUCH";
    kim.post("/v1/orders", house.push(order));
  }
  std::vector<std::string> numbers;
  std::string before;
  do {
    const Json page = parse(kim.get("/v1/orders?limit=3" + before));
    for (const Json& order : page["orders"]) numbers.push_back(order["number"]);
    before = page["next"].is_null() ? "" : "&before=" + page["next"].get<std::string>();
  } while (!before.empty());
  REQUIRE(numbers.size() == 7);
  CHECK(numbers.front() == "S-000007");
  CHECK(numbers.back() == "S-000001");
  CHECK(parse(kim.get("/v1/orders?customer=C-2"))["orders"].size() == 3);
  CHECK(parse(kim.get("/v1/orders?state=refused"))["orders"].size() == 1);
  CHECK(parse(kim.get("/v1/orders?state=refused&customer=C-2"))["orders"].empty());
  const Answer refused = kim.get("/v1/orders?state=lost&limit=0");
  CHECK(refused.status == 400);
  CHECK(parse(refused)["issues"].size() == 2);
}

TEST_CASE("numbers have no gaps, whatever was refused or rolled back in between") {
  ServerHouse house;
  Client kim = house.client("kim");
  for (int number = 1; number <= 9; ++number) {
    kim.post("/v1/orders",
             house.push(make_order(order_id(number), {{number % 3 == 0 ? "NO" : "AB-1", "1"}})));
    // An id that is used, and a change that fails, take no number.
    kim.post("/v1/orders", house.push(make_order(order_id(number), {{"AB-2", "1"}})));
    house.server().store().write([](server::store::Connection& db) {
      db.execute("UPDATE orders SET number = number + 100 WHERE number = 1");
      return server::store::Keep::no;
    });
  }
  CHECK(house.count("SELECT count(*) FROM orders") == 9);
  CHECK(house.count("SELECT max(number) FROM orders") == 9);
}

TEST_CASE("medusajs/medusa#16406: a price edit reserves nothing again") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dana", Role::desk);
  const std::string push = house.push(make_order(order_id(1), {{"AB-3", "4"}}));
  kim.post("/v1/orders", push);
  house.set_price("AB-3", 20'000);
  house.publish();
  CHECK(parse(kim.post("/v1/orders", push))["repeated"] == true);
  CHECK(desk.post(path(1, "approve"), "{}").status == 409);
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-3'") == 4'000);
  CHECK(house.count("SELECT count(*) FROM reservation") == 1);
}

TEST_CASE("what was ordered and answered cannot be changed or deleted, not even by SQL") {
  ServerHouse house;
  Client kim = house.client("kim");
  kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "1"}})));
  for (const char* sql : {"UPDATE orders SET outcome = 'x'", "UPDATE orders SET number = 2",
                          "DELETE FROM orders", "UPDATE order_event SET words = 'x'",
                          "DELETE FROM order_event", "UPDATE stock_ledger SET sku = 'X'",
                          "DELETE FROM stock_ledger"}) {
    CAPTURE(sql);
    bool changed = true;
    house.server().store().write([&](server::store::Connection& db) {
      changed = db.execute(sql);
      db.take_fault();
      return server::store::Keep::no;
    });
    CHECK_FALSE(changed);
  }
}

TEST_CASE("a snapshot published between deciding and writing makes the server decide again") {
  ServerHouse house;
  const RawOrder order = make_order(order_id(1), {{"AB-3", "10"}});
  server::orders::Submission submission;
  submission.order_document = wire::write_order(order);
  server::orders::Prepared prepared;
  prepared.order_id = *OrderId::parse(order_id(1));
  prepared.snapshot_number = house.server().snapshots().current()->number - 1;
  server::orders::OrderCommitted committed;
  const auto written = house.server().store().write([&](server::store::Connection& db) {
    committed = server::orders::commit_order(db, prepared, submission, {"kim", Instant{1}});
    return server::orders::keep_of(committed);
  });
  CHECK(committed.result == server::orders::OrderCommitted::Result::outdated);
  CHECK(written == server::store::Written::undone);
  CHECK(house.count("SELECT count(*) FROM orders") == 0);
}

}  // namespace tally::tests
