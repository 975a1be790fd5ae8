// Delivery notes: listed with an accepted order, acknowledged by the warehouse, and again where
// what was acknowledged is no longer what stands there.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/answer_json.hpp"
#include "tests/support/masters_house.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

const std::string dock_note = "Dock 4 only, call before";

/// C-1's MAIN has a note, its DOCK another.
Company company_with_notes() {
  Company company = small_company();
  Customer& first = company.customers.front();
  first.ship_tos.front().delivery_note = dock_note;
  ShipTo dock = first.ship_tos.front();
  dock.code = *ShipToCode::parse("DOCK");
  dock.address.street_1 = "2 Dock Road";
  dock.delivery_note = "No trucks above 12 t";
  first.ship_tos.push_back(dock);
  return company;
}

struct NotesHouse {
  ServerHouse house{{.company = company_with_notes()}};
  Client kim = house.client("kim"), wanda = house.client("wanda", Role::warehouse);

  std::string path(int number, const std::string& ship_to) {
    return "/v1/orders/" + order_id(number) + "/delivery-notes/" + ship_to + "/acknowledge";
  }
  Answer acknowledge(int number, const std::string& ship_to, const std::string& note) {
    return wanda.post(path(number, ship_to), Json{{"note", note}}.dump());
  }
  void take(const RawOrder& order) {
    REQUIRE(parse(kim.post("/v1/orders", house.push(order)))["state"] == "accepted");
  }
  Json detail(int number) { return parse(wanda.get("/v1/orders/" + order_id(number))); }
  std::size_t open() { return parse(wanda.get("/v1/delivery-notes"))["open"]; }
};

/// One line to where the order goes, one to the dock.
RawOrder to_two_places(int number) {
  RawOrder order = make_order(order_id(number), {{"AB-1", "2"}, {"AB-3", "5"}});
  order.ship_to = "MAIN";
  order.lines[1].ship_to = "DOCK";
  return order;
}

RawOrder to_main(int number, const std::string& quantity = "2") {
  RawOrder order = one_line(number, quantity);
  order.ship_to = "MAIN";
  return order;
}

}  // namespace

TEST_CASE("an accepted order has the notes of its ship-tos, each acknowledged with who and when") {
  NotesHouse all;
  all.take(to_two_places(1));
  Json order = all.detail(1);
  REQUIRE(order["delivery_notes"].size() == 2);
  CHECK(order["delivery_notes"][0] ==
        Json{{"ship_to", "DOCK"}, {"note", "No trucks above 12 t"}, {"state", "unacknowledged"}});
  CHECK(order["actions"] == Json::array({"acknowledge"}));
  const Json list = parse(all.wanda.get("/v1/delivery-notes"));
  REQUIRE(list["notes"].size() == 2);
  CHECK(list["notes"][1]["number"] == "S-000001");
  CHECK(list["notes"][1]["ship_to"] == "MAIN");
  CHECK(list["notes"][1]["note"] == dock_note);
  CHECK(list["next"] == nullptr);

  const Answer done = all.acknowledge(1, "MAIN", dock_note);
  REQUIRE(done.status == 200);
  order = parse(done);
  CHECK(order["delivery_notes"][1]["state"] == "acknowledged");
  CHECK(order["delivery_notes"][1]["by"] == "wanda");
  CHECK(order["delivery_notes"][1]["at"] == "2026-09-21T14:13:20.000Z");
  CHECK(order["revision"] == 2);
  CHECK(order["events"][1]["what"] == "delivery note acknowledged");
  CHECK(order["events"][1]["words"] == "MAIN: " + dock_note);
  CHECK(order["events"][1]["by"] == "wanda");
  CHECK(all.open() == 1);
  // The same once more changes nothing.
  CHECK(parse(all.acknowledge(1, "MAIN", dock_note))["revision"] == 2);
  CHECK(all.acknowledge(1, "DOCK", "No trucks above 12 t").status == 200);
  CHECK(all.open() == 0);
  CHECK(all.detail(1)["actions"].empty());
}

TEST_CASE("only warehouse and admin acknowledge; reps see the notes of their own orders") {
  NotesHouse all;
  all.take(to_main(1));
  const std::string body = Json{{"note", dock_note}}.dump();
  for (const Role role : {Role::rep, Role::desk, Role::finance, Role::rules}) {
    Client other = all.house.client("other-" + std::to_string(static_cast<int>(role)), role);
    CHECK(other.post(all.path(1, "MAIN"), body).status == 403);
  }
  CHECK(parse(all.kim.get("/v1/orders/" + order_id(1)))["delivery_notes"].size() == 1);
  CHECK(parse(all.kim.get("/v1/orders/" + order_id(1)))["actions"].empty());
  CHECK(all.kim.get("/v1/delivery-notes").status == 403);
  Client ada = all.house.client("ada", Role::admin);
  CHECK(ada.post(all.path(1, "MAIN"), body).status == 200);
}

TEST_CASE("what is not there, was not read or is not accepted is not acknowledged") {
  NotesHouse all;
  all.take(to_main(1));
  CHECK(parse(all.acknowledge(2, "MAIN", dock_note))["code"] == "order_unknown");
  const Answer nowhere = all.acknowledge(1, "DOCK", "No trucks above 12 t");
  CHECK(nowhere.status == 404);
  CHECK(parse(nowhere)["detail"] == "Order S-000001 has no delivery note for DOCK.");
  const Answer other = all.acknowledge(1, "MAIN", "Dock 3 only");
  CHECK(other.status == 409);
  CHECK(parse(other)["code"] == "delivery_note_changed");
  CHECK(parse(other)["detail"] == "The delivery note for MAIN says by now: " + dock_note);
  const Answer unread = all.wanda.post(all.path(1, "MAIN"), "{}");
  CHECK(unread.status == 400);
  CHECK(parse(unread)["code"] == "document_field_missing");
  CHECK(all.wanda.get("/v1/delivery-notes?after=here").status == 400);

  all.house.set_on_hand("MAIN", "AB-4", 0);
  RawOrder waits = make_order(order_id(3), {{"AB-4", "3"}});
  waits.ship_to = "MAIN";
  REQUIRE(parse(all.kim.post("/v1/orders", all.house.push(waits)))["state"] == "waiting");
  CHECK(all.detail(3)["delivery_notes"].size() == 1);
  CHECK(all.detail(3)["actions"].empty());
  CHECK(all.acknowledge(3, "MAIN", dock_note).status == 409);
  CHECK(all.open() == 1);
}

TEST_CASE("a note of the ship-to that changes is to be acknowledged again, one that stays is not") {
  MastersHouse masters(company_with_notes());
  Client wanda = masters.house.client("wanda", Role::warehouse);
  Client kim = masters.house.client("kim");
  REQUIRE(parse(kim.post("/v1/orders", masters.house.push(to_two_places(1))))["state"] ==
          "accepted");
  const std::string order = "/v1/orders/" + order_id(1);
  const auto acknowledge = [&](const std::string& note) {
    return wanda.post(order + "/delivery-notes/MAIN/acknowledge", Json{{"note", note}}.dump());
  };
  const auto main_note = [&] { return parse(wanda.get(order))["delivery_notes"][1]; };
  REQUIRE(acknowledge(dock_note).status == 200);
  // Another field of the customer: what was acknowledged still is.
  REQUIRE(masters.edit(masters.ada, "customers", "C-1", {{"phone", "+1 510 555 0101"}}).status ==
          200);
  CHECK(main_note()["state"] == "acknowledged");

  Json ship_tos = masters.show(masters.ada, "customers", "C-1")["record"]["ship_tos"];
  ship_tos[0]["delivery_note"] = "Dock 5 only";
  REQUIRE(masters.edit(masters.ada, "customers", "C-1", {{"ship_tos", ship_tos}}).status == 200);
  CHECK(main_note() == Json{{"ship_to", "MAIN"},
                            {"note", "Dock 5 only"},
                            {"state", "unacknowledged"},
                            {"by", "wanda"},
                            {"at", "2026-09-21T14:13:20.000Z"},
                            {"before", dock_note}});
  CHECK(acknowledge(dock_note).status == 409);
  CHECK(acknowledge("Dock 5 only").status == 200);
  CHECK(main_note()["state"] == "acknowledged");
  CHECK(parse(wanda.get(order))["delivery_notes"][0]["state"] == "unacknowledged");

  // Taken away, there is nothing to read any more.
  for (Json& each : ship_tos) each.erase("delivery_note");
  REQUIRE(masters.edit(masters.ada, "customers", "C-1", {{"ship_tos", ship_tos}}).status == 200);
  CHECK(parse(wanda.get(order))["delivery_notes"].empty());
  CHECK(parse(wanda.get("/v1/delivery-notes"))["open"] == 0);
  // One that comes to a ship-to later is there for the orders that are to go there.
  ship_tos[1]["delivery_note"] = "Ring twice";
  REQUIRE(masters.edit(masters.ada, "customers", "C-1", {{"ship_tos", ship_tos}}).status == 200);
  CHECK(parse(wanda.get("/v1/delivery-notes"))["notes"][0]["note"] == "Ring twice");
}

TEST_CASE("an amendment keeps what was acknowledged for the ship-tos that stay") {
  NotesHouse all;
  TestDevice tablet(all.house, "kim");
  tablet.order(to_main(1));
  REQUIRE(tablet.push().receipts[0].state == "accepted");
  REQUIRE(all.acknowledge(1, "MAIN", dock_note).status == 200);
  // The device has not heard of it: its amendment goes through all the same.
  tablet.amend(to_two_places(1), 1);
  CHECK(tablet.push().receipts[0].result == device_log::PushResult::applied);
  Json notes = all.detail(1)["delivery_notes"];
  REQUIRE(notes.size() == 2);
  CHECK(notes[0]["state"] == "unacknowledged");
  CHECK(notes[1]["state"] == "acknowledged");
  // Of a ship-to that the order leaves and comes back to, it has to be read again.
  RawOrder dock_only = one_line(1);
  dock_only.ship_to = "DOCK";
  tablet.amend(dock_only, all.detail(1)["revision"]);
  tablet.push();
  CHECK(all.detail(1)["delivery_notes"].size() == 1);
  tablet.amend(to_main(1, "7"), all.detail(1)["revision"]);
  tablet.push();
  notes = all.detail(1)["delivery_notes"];
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] == Json{{"ship_to", "MAIN"}, {"note", dock_note}, {"state", "unacknowledged"}});
}

TEST_CASE("a note that came with the order, and the list page by page") {
  NotesHouse all;
  RawOrder captured = one_line(1);
  captured.ship_to = "SITE";
  captured.new_ship_tos = {{"SITE", company_with_notes().customers[0].ship_tos[0].address,
                            "Ring at the side door"}};
  captured.new_ship_tos[0].address.street_1 = "9 Pier Street";
  REQUIRE(parse(all.kim.post("/v1/orders", all.house.push(captured)))["state"] == "waiting");
  Client desk = all.house.client("dana", Role::desk);
  REQUIRE(desk.post("/v1/orders/" + order_id(1) + "/approve", "{}").status == 200);
  CHECK(all.detail(1)["delivery_notes"][0]["note"] == "Ring at the side door");
  CHECK(all.acknowledge(1, "SITE", "Ring at the side door").status == 200);

  all.house.set_setting("duplicate_window_hours", "0");
  for (int number = 2; number <= 103; ++number) all.take(to_main(number));
  const Json first = parse(all.wanda.get("/v1/delivery-notes"));
  REQUIRE(first["notes"].size() == 100);
  CHECK(first["open"] == 102);
  CHECK(first["notes"][0]["number"] == "S-000002");
  const Json rest =
      parse(all.wanda.get("/v1/delivery-notes?after=" + first["next"].get<std::string>()));
  REQUIRE(rest["notes"].size() == 2);
  CHECK(rest["notes"][0]["number"] == "S-000102");
  CHECK(rest["next"] == nullptr);
  // An invoiced order has left.
  all.house.server().store().write([](server::store::Connection& db) {
    const bool put = db.execute(
        "INSERT INTO open_item (number, customer, currency, amount, open, invoice_day, due_day, "
        "order_row) SELECT 'R-1', 'C-1', 'USD', 100, 100, 1, 2, \"row\" FROM orders "
        "WHERE number = 2");
    return put ? server::store::Keep::yes : server::store::Keep::no;
  });
  CHECK(all.open() == 101);
}

}  // namespace tally::tests
