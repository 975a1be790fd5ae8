// After a restore, and in a crowd: receipts that come back, and devices that push at once.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using device_log::PushAnswer;
using device_log::PushResult;
using device_log::Receipt;

/// What the database loses when it is restored from a backup of before the first order.
void forget_orders(ServerHouse& house) {
  const auto written = house.server().store().write([](server::store::Connection& db) {
    const bool good = db.execute(
        "DROP TRIGGER orders_stay; DROP TRIGGER log_entry_keeps; DROP TRIGGER order_event_keeps;"
        "DROP TRIGGER stock_ledger_keeps;"
        "DELETE FROM log_entry; DELETE FROM device_log; DELETE FROM reservation;"
        "DROP TRIGGER credit_release_keeps; DELETE FROM credit_release; DELETE FROM order_standing;"
        "DELETE FROM delivery_note; DELETE FROM order_line; DELETE FROM order_event;"
        "DELETE FROM stock_ledger WHERE order_row IS NOT NULL;"
        "UPDATE stock_balance SET reserved = 0; DELETE FROM orders");
    return good ? server::store::Keep::yes : server::store::Keep::no;
  });
  REQUIRE(written == server::store::Written::kept);
}

}  // namespace

TEST_CASE("medic/cht-core#8093: restored from a backup: the order keeps its number and its price") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  tablet.order(one_line(2));
  tablet.order(one_line(3));
  tablet.push();
  forget_orders(house);
  house.set_price("AB-1", 120'000);
  house.publish();
  house.now_ms += std::int64_t{30} * 24 * 60 * 60 * 1000;
  house.today_days += 30;

  const auto behind = *device_log::read_push_answer(tablet.send(tablet.make_push(3, 1)).body);
  CHECK(behind.head == 0);
  // The second one comes without what it was answered, as if the device had lost it.
  device_log::Push push = tablet.make_push(1, 3, true);
  push.items[1].receipt.clear();
  const auto answer = *device_log::read_push_answer(tablet.send(push).body);
  REQUIRE(answer.receipts.size() == 3);
  CHECK(answer.receipts[0].number == "S-000001");
  CHECK(answer.receipts[0].state == "accepted");
  CHECK(answer.receipts[1].state == "waiting");
  CHECK(answer.receipts[2].number == "S-000003");
  CHECK(answer.receipts[2].state == "accepted");
  CHECK(answer.receipts[2].seal == tablet.receipts[2].seal);
  CHECK(house.count("SELECT net FROM orders WHERE number = 3") == 5'000);
}

TEST_CASE("after a restore that lost the snapshot, too, a sealed outcome still stands") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  tablet.push();
  forget_orders(house);
  house.set_price("AB-1", 120'000);
  house.publish();
  const auto written = house.server().store().write([](server::store::Connection& db) {
    return db.execute("DELETE FROM snapshot_manifest WHERE number = 1;"
                      "DELETE FROM snapshot WHERE number = 1")
               ? server::store::Keep::yes
               : server::store::Keep::no;
  });
  REQUIRE(written == server::store::Written::kept);
  // Nothing of it is open any more.
  house.restart();
  const PushAnswer answer = tablet.push_from(1, true);
  REQUIRE(answer.receipts.size() == 1);
  CHECK(answer.receipts[0].number == "S-000001");
  CHECK(answer.receipts[0].state == "accepted");
  CHECK(answer.receipts[0].seal == tablet.receipts[0].seal);
  CHECK(house.count("SELECT net FROM orders") == 5'000);
  CHECK(house.count("SELECT quantity FROM order_line") == 5'000);
  CHECK(house.count("SELECT sum(reserved) FROM stock_balance") == 5'000);
}

TEST_CASE("a number that another order has by now is replaced; a forged receipt is none") {
  ServerHouse house;
  TestDevice kim(house, "kim");
  TestDevice lee(house, "lee");
  kim.order(one_line(1));
  kim.push();
  forget_orders(house);
  lee.order(one_line(2));
  CHECK(lee.push().receipts[0].number == "S-000001");
  const PushAnswer answer = kim.push_from(1, true);
  CHECK(answer.receipts[0].number == "S-000002");
  REQUIRE(answer.receipts[0].reasons.size() == 1);
  CHECK(answer.receipts[0].reasons[0].code == "number_taken");
  CHECK(answer.receipts[0].reasons[0].severity == "note");
  CHECK(answer.receipts[0].state == "accepted");

  lee.order(one_line(3));
  Receipt forged = lee.receipts[0];
  forged.seq = 2;
  forged.hash = sha256(lee.entry(2));
  forged.number = "S-000777";
  device_log::Push push = lee.make_push(2, 1);
  push.items[0].receipt = device_log::write_receipt(forged);
  const auto refused = *device_log::read_push_answer(lee.send(push).body);
  CHECK(refused.receipts[0].number == "S-000003");
}

TEST_CASE("odoo/odoo PR 32857: 20 devices push the last 10 units at once: 10 have them, 10 wait") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-1", 10);
  std::vector<std::unique_ptr<TestDevice>> devices;
  for (int number = 1; number <= 20; ++number) {
    devices.push_back(std::make_unique<TestDevice>(house, "rep" + std::to_string(number)));
    devices.back()->order(one_line(number, "1"));
  }
  std::vector<std::thread> threads;
  std::vector<std::string> states(20);
  for (std::size_t place = 0; place < devices.size(); ++place) {
    threads.emplace_back([&, place] {
      for (int again = 0; again < 3; ++again) {
        const Answer answer = devices[place]->send(devices[place]->make_push(1, 1));
        const auto read = device_log::read_push_answer(answer.body);
        if (read && read->receipts.size() == 1) states[place] = read->receipts[0].state;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::ranges::count(states, "accepted") == 10);
  CHECK(std::ranges::count(states, "waiting") == 10);
  CHECK(house.count("SELECT count(*) FROM orders") == 20);
  CHECK(house.count("SELECT sum(reserved) FROM stock_balance") == 10'000);
}

TEST_CASE("one device that floods is told to wait, and the rest are not kept waiting") {
  ServerHouse house;
  server::sync::PushLimit& limit = house.server().services().push_limit;
  TestDevice tablet(house, "kim");
  TestDevice other(house, "lee");
  std::vector<std::shared_ptr<void>> places;
  for (int number = 0; number < 4; ++number) places.push_back(limit.take(tablet.id()));
  tablet.order(one_line(1));
  other.order(one_line(2));
  const Answer paused = tablet.send(tablet.make_push(1, 1));
  CHECK(paused.status == 429);
  CHECK(paused.header("retry-after") == "2");
  // Without its signature nobody takes the device's places, or learns that they are taken.
  const std::string body = device_log::write_push(tablet.make_push(1, 1));
  CHECK(tablet.send_body(body, "", tablet.id()).status == 401);
  CHECK(other.push().head == 1);
  places.clear();
  CHECK(tablet.push().head == 1);
}

}  // namespace tally::tests
