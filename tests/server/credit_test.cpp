// Credit in the transition: what an order adds to what is owed, who releases what is beyond it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/receivables/accounts.hpp"
#include "server/receivables/open_items.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/racing_clients.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;
using server::receivables::OpenItem;
using server::receivables::Put;
using server::store::Connection;
using server::store::Keep;

const Currency dollar = *Currency::parse("USD");
const CustomerCode buyer = *CustomerCode::parse("C-1");
/// One AB-4 with the tax of California.
constexpr std::int64_t one_order = 10'725;

void set_limit(ServerHouse& house, std::int64_t minor, std::optional<CreditAction> action = {}) {
  house.server().store().write([&](Connection& db) {
    const CreditAccount account{dollar, Money{minor, dollar}, action, {}};
    const Put put =
        server::receivables::put_account(db, buyer, account, {"test", Instant{1}, "test"});
    return put == Put::failed ? Keep::no : Keep::yes;
  });
}

void put_item(ServerHouse& house, const OpenItem& item) {
  const auto written = house.server().store().write([&](Connection& db) {
    return server::receivables::put_open_item(db, item) ? Keep::yes : Keep::no;
  });
  REQUIRE(written == server::store::Written::kept);
}

OpenItem item(std::string_view invoice, std::int64_t amount, std::int64_t open,
              std::int32_t days_overdue) {
  const Date today = Date::from_civil(2026, 9, 21).value();
  return {std::string(invoice),        buyer,
          Money{amount, dollar},          Money{open, dollar},
          today.plus_days(-200),       today.plus_days(-days_overdue)};
}

RawOrder of_units(int number, int count) {
  return make_order(order_id(number), {{"AB-4", std::to_string(count)}});
}

/// An order that needs a person for its price as well.
RawOrder with_agreed_price(int number) {
  RawOrder order = of_units(number, 1);
  order.lines[0].agreed_price = "50.00";
  order.lines[0].agreed_reason = "a scratch";
  return order;
}

Json send(ServerHouse& house, Client& rep, const RawOrder& order) {
  return parse(rep.post("/v1/orders", house.push(order)));
}

Answer decide(Client& person, int number, std::string_view action, std::string_view note = "") {
  Json body;
  if (!note.empty()) body["note"] = note;
  return person.post("/v1/orders/" + order_id(number) + "/" + std::string(action),
                     body.is_null() ? "{}" : body.dump());
}

Json last_event(const Json& detail) { return detail["events"].back(); }

}  // namespace

TEST_CASE("an order within the limit goes through; one cent beyond it waits for finance") {
  ServerHouse house;
  Client kim = house.client("kim");
  set_limit(house, 2 * one_order);
  CHECK(send(house, kim, of_units(1, 1))["state"] == "accepted");
  CHECK(send(house, kim, of_units(2, 1))["state"] == "accepted");
  set_limit(house, 3 * one_order - 1);
  const Json beyond = send(house, kim, of_units(3, 1));
  CHECK(beyond["state"] == "waiting");
  REQUIRE(codes(beyond) == Codes{"credit_limit_passed"});
  CHECK(beyond["reasons"][0]["sentence"] ==
        "Customer C-1 has used USD 214.50 of a credit limit of USD 321.74; this order of "
        "USD 107.25 passes it by USD 0.01.");
  CHECK(house.count("SELECT sum(quantity) FROM reservation") == 2'000);
}

TEST_CASE("no limit, or another customer's, stops nothing") {
  ServerHouse house;
  Client kim = house.client("kim");
  set_limit(house, 0);
  RawOrder other = of_units(1, 5);
  other.customer = "C-2";
  CHECK(send(house, kim, other)["state"] == "accepted");
  CHECK(codes(send(house, kim, of_units(2, 1))) == Codes{"credit_limit_passed"});
}

TEST_CASE("20 clients ordering on the credit of 10 orders get exactly 10, a hundred times") {
  ServerHouseOptions options;
  options.listen.threads = 20;
  ServerHouse house(std::move(options));
  house.set_on_hand("MAIN", "AB-4", 100'000);
  std::vector<Client> clients = racing_clients(house, 20);
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    set_limit(house, (round + 1) * 10 * one_order + round % 2 * (one_order - 1));
    std::vector<std::string> pushes;
    for (int index = 0; index < 20; ++index) {
      pushes.push_back(house.push(of_units(1 + round * 20 + index, 1)));
    }
    REQUIRE(push_at_once(clients, pushes) == 10);
  }
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'accepted'") == 1'000);
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'waiting'") == 1'000);
}

TEST_CASE("two approvals of orders that only fit one by one: the second is held up") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  set_limit(house, one_order);
  // Both wait for their price, at which either fits: 50.00 and tax come to 53.63.
  CHECK(send(house, kim, with_agreed_price(1))["state"] == "waiting");
  CHECK(send(house, kim, with_agreed_price(2))["state"] == "waiting");
  CHECK(send(house, kim, with_agreed_price(3))["state"] == "waiting");
  CHECK(parse(decide(desk, 1, "approve"))["state"] == "accepted");
  const Json second = parse(decide(desk, 2, "approve"));
  CHECK(second["state"] == "waiting");
  CHECK(last_event(second)["what"] == "approval held up: credit");
  CHECK(codes(second).back() == "credit_limit_passed");
}

TEST_CASE("cancelled, sent back and waiting orders use no credit") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  set_limit(house, one_order);
  CHECK(send(house, kim, of_units(1, 1))["state"] == "accepted");
  CHECK(send(house, kim, of_units(2, 1))["state"] == "waiting");
  CHECK(decide(desk, 1, "cancel").status == 200);
  CHECK(send(house, kim, of_units(3, 1))["state"] == "accepted");
  CHECK(decide(desk, 3, "cancel").status == 200);
  CHECK(decide(desk, 2, "send-back", "smaller").status == 200);
  CHECK(send(house, kim, of_units(4, 1))["state"] == "accepted");
}

TEST_CASE("an amended order counts once, with what it comes to now") {
  ServerHouse house;
  set_limit(house, 3 * one_order);
  TestDevice tablet(house, "kim");
  tablet.order(of_units(1, 2));
  tablet.push();
  tablet.amend(of_units(1, 3), 1);
  tablet.push();
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'accepted'") == 1);
  CHECK(house.count("SELECT total FROM orders") == 3 * one_order);
  tablet.amend(of_units(1, 4), 2);
  CHECK(tablet.push().receipts[0].state == "waiting");
  tablet.order(of_units(2, 3));
  CHECK(tablet.push().receipts[0].state == "accepted");
}

TEST_CASE("the desk cannot approve beyond the limit; finance can, with a reason that is kept") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  Client finance = house.client("fay", Role::finance);
  set_limit(house, one_order - 1);
  CHECK(send(house, kim, of_units(1, 1))["state"] == "waiting");
  const Json held = parse(decide(desk, 1, "approve", "a good customer"));
  CHECK(held["state"] == "waiting");
  CHECK(last_event(held)["what"] == "approval held up: credit");
  CHECK(codes(held) == Codes{"credit_limit_passed"});
  CHECK(held["actions"] == Json{"approve", "send_back", "cancel"});

  CHECK(parse(finance.get("/v1/orders/" + order_id(1)))["actions"] == Json{"approve"});
  const Answer silent = decide(finance, 1, "approve");
  CHECK(silent.status == 422);
  CHECK(parse(silent)["code"] == "credit_reason_missing");
  const Json released = parse(decide(finance, 1, "approve", "paid by wire this morning"));
  CHECK(released["state"] == "accepted");
  CHECK(released["state_by"] == "fay");
  CHECK(codes(released) == Codes{"credit_released"});
  CHECK(released["reasons"][0]["sentence"] ==
        "fay released this order of USD 107.25 on 2026-09-21: paid by wire this morning");
  CHECK(house.count("SELECT amount FROM credit_release") == one_order);
  CHECK(house.count("SELECT sum(quantity) FROM reservation") == 1'000);
}

TEST_CASE("an admin does both, but not without a reason") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client admin = house.client("ada", Role::admin);
  set_limit(house, 0);
  send(house, kim, with_agreed_price(1));
  CHECK(parse(decide(admin, 1, "approve"))["code"] == "credit_reason_missing");
  CHECK(parse(decide(admin, 1, "approve", "both are fine"))["state"] == "accepted");
}

TEST_CASE("finance approves nothing but credit") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client finance = house.client("fay", Role::finance);
  CHECK(send(house, kim, with_agreed_price(1))["state"] == "waiting");
  const Answer refused = decide(finance, 1, "approve", "fine by me");
  CHECK(refused.status == 403);
  CHECK(parse(refused)["code"] == "approval_not_of_finance");
  CHECK(parse(finance.get("/v1/orders/" + order_id(1)))["actions"] == Json::array());
  CHECK(decide(finance, 1, "cancel").status == 403);
}

TEST_CASE("of an order that needs both, each decides their part, in either order") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  Client finance = house.client("fay", Role::finance);
  set_limit(house, 100);
  const Json sent = send(house, kim, with_agreed_price(1));
  CHECK(codes(sent).back() == "credit_limit_passed");
  CHECK(codes(sent).size() == 2);
  const Json released = parse(decide(finance, 1, "approve", "covered by insurance"));
  CHECK(released["state"] == "waiting");
  CHECK(last_event(released)["what"] == "credit released");
  CHECK(parse(finance.get("/v1/orders/" + order_id(1)))["actions"] == Json::array());
  CHECK(parse(decide(desk, 1, "approve"))["state"] == "accepted");
}

TEST_CASE("what a payment has mended the desk approves like any other order") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  set_limit(house, one_order);
  put_item(house, item("R-1", 5'000, 5'000, -10));
  CHECK(send(house, kim, of_units(1, 1))["state"] == "waiting");
  CHECK(parse(decide(desk, 1, "approve"))["state"] == "waiting");
  put_item(house, item("R-1", 5'000, 0, -10));
  const Json approved = parse(decide(desk, 1, "approve"));
  CHECK(approved["state"] == "accepted");
  CHECK(codes(approved) == Codes{});
  CHECK(house.count("SELECT count(*) FROM credit_release") == 0);
}

TEST_CASE("where the account is to hold, nobody releases: a higher limit does") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client admin = house.client("ada", Role::admin);
  set_limit(house, 100, CreditAction::hold);
  CHECK(codes(send(house, kim, of_units(1, 1))) == Codes{"credit_limit_holds"});
  CHECK(parse(decide(admin, 1, "approve", "please"))["state"] == "waiting");
  CHECK(house.count("SELECT count(*) FROM credit_release") == 0);
  set_limit(house, one_order, CreditAction::hold);
  CHECK(parse(decide(admin, 1, "approve"))["state"] == "accepted");
}

TEST_CASE("the company's setting says what an account without its own action does") {
  ServerHouse house;
  house.set_setting("credit_action", "hold");
  Client kim = house.client("kim");
  set_limit(house, 100);
  CHECK(codes(send(house, kim, of_units(1, 1))) == Codes{"credit_limit_holds"});
  set_limit(house, 100, CreditAction::route);
  CHECK(codes(send(house, kim, of_units(2, 1))) == Codes{"credit_limit_passed"});
}

TEST_CASE("a release is for what was seen: an order amended to more waits for another") {
  ServerHouse house;
  Client finance = house.client("fay", Role::finance);
  Client desk = house.client("dora", Role::desk);
  set_limit(house, 100);
  TestDevice tablet(house, "kim");
  tablet.order(of_units(1, 2));
  tablet.push();
  CHECK(parse(decide(finance, 1, "approve", "once"))["state"] == "accepted");
  tablet.amend(of_units(1, 3), 2);
  CHECK(tablet.push().receipts[0].state == "waiting");
  CHECK(parse(decide(desk, 1, "approve"))["state"] == "waiting");
  tablet.amend(of_units(1, 1), 4);
  CHECK(tablet.push().receipts[0].state == "waiting");
  // Less than was released: the desk alone.
  CHECK(parse(decide(desk, 1, "approve"))["state"] == "accepted");
}

TEST_CASE("an invoice overdue for longer than is tolerated sends orders to finance") {
  ServerHouse house;
  Client kim = house.client("kim");
  put_item(house, item("R-9", 12'000, 3'000, 31));
  CHECK(send(house, kim, of_units(1, 1))["state"] == "accepted");
  house.set_setting("overdue_days_max", "31");
  CHECK(send(house, kim, of_units(2, 1))["state"] == "accepted");
  house.set_setting("overdue_days_max", "30");
  const Json late = send(house, kim, of_units(3, 1));
  REQUIRE(codes(late) == Codes{"credit_overdue"});
  CHECK(late["reasons"][0]["sentence"] ==
        "Customer C-1 owes USD 30.00 of invoice R-9, due on 2026-08-21 and overdue for 31 days; "
        "30 are tolerated.");
}

TEST_CASE("an order that is invoiced counts by its invoice, paid or not, and never twice") {
  ServerHouse house;
  Client kim = house.client("kim");
  set_limit(house, 2 * one_order);
  CHECK(send(house, kim, of_units(1, 1))["state"] == "accepted");
  OpenItem invoice = item("R-1", one_order, one_order, -10);
  invoice.order_row = house.count("SELECT \"row\" FROM orders");
  put_item(house, invoice);
  CHECK(send(house, kim, of_units(2, 1))["state"] == "accepted");
  CHECK(send(house, kim, of_units(3, 1))["state"] == "waiting");
  invoice.open.minor = 0;
  put_item(house, invoice);
  CHECK(send(house, kim, of_units(4, 1))["state"] == "accepted");
}

TEST_CASE("open orders count for as many days as the company says, or not at all") {
  ServerHouse house;
  Client kim = house.client("kim");
  set_limit(house, one_order);
  house.set_setting("credit_open_order_days", "1");
  CHECK(send(house, kim, of_units(1, 1))["state"] == "accepted");
  CHECK(send(house, kim, of_units(2, 1))["state"] == "waiting");
  house.now_ms += 2 * 86'400'000;
  house.today_days += 2;
  CHECK(send(house, kim, of_units(3, 1))["state"] == "accepted");
  CHECK(send(house, kim, of_units(4, 1))["state"] == "waiting");
  house.set_setting("credit_open_order_days", "0");
  CHECK(send(house, kim, of_units(5, 1))["state"] == "accepted");
}

TEST_CASE("a limit in another currency than the order's is finance's to look at") {
  ServerHouseOptions options;
  const Currency eur = *Currency::parse("EUR");
  options.company.credit.push_back({buyer, "", {{eur, Money{10'000'000, eur}, {}, {}}}});
  ServerHouse house(std::move(options));
  Client kim = house.client("kim");
  CHECK(codes(send(house, kim, of_units(1, 1))) == Codes{"credit_other_currency"});
}

TEST_CASE("the desk sees an order's credit with its figures; a rep does not") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client desk = house.client("dora", Role::desk);
  set_limit(house, one_order + 100);
  put_item(house, item("R-1", 5'000, 5'000, 3));
  send(house, kim, of_units(1, 1));
  const Json seen = parse(desk.get("/v1/orders/" + order_id(1)));
  CHECK(seen["credit"] == Json{{"currency", "USD"}, {"decimals", 2},
                               {"limit", one_order + 100}, {"invoices", 5'000}, {"orders", 0},
                               {"used", 5'000}, {"available", one_order + 100 - 5'000},
                               {"order", one_order}, {"over_by", 4'900}, {"days_overdue", 3},
                               {"hold", ""}, {"verdict", "route"}});
  CHECK_FALSE(parse(kim.get("/v1/orders/" + order_id(1))).contains("credit"));
  CHECK_FALSE(parse(kim.get("/v1/orders/" + order_id(1))).contains("unusual"));
}

}  // namespace tally::tests
