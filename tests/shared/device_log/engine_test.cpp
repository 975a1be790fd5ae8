// The engine beside a server of a few lines that keeps to the protocol's table, and a disk of two
// maps: what must hold whatever is lost on the way.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/device_log/engine.hpp"
#include "tests/support/device_shop.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::device_log;
using tests::Disk;
using tests::PlainServer;

TEST_CASE("an order is saved when its copies are, sent once, and rests with its receipt") {
  tests::Device device(1);
  PlainServer server;
  REQUIRE(device.engine.capture(tests::order_request(1), device.now).has_value());
  CHECK(device.engine.capture_state() == CaptureState::storing);
  CHECK(device.engine.book().waiting() == 0);
  CHECK_FALSE(device.engine.next_send(device.now).has_value());
  device.store_all(Stored::durable);
  CHECK(device.engine.capture_state() == CaptureState::idle);
  CHECK(device.engine.book().waiting() == 1);
  device.exchange(server);
  CHECK(device.engine.book().waiting() == 0);
  CHECK(server.orders.size() == 1);
  CHECK_FALSE(device.engine.wake_at(device.now).has_value());
}

TEST_CASE("odoo/odoo#40567: an answer that was lost leads to the same bytes again, not to two "
          "orders") {
  tests::Device device(2);
  PlainServer server;
  device.save(1);
  const auto first = device.engine.next_send(device.now);
  REQUIRE(first.has_value());
  server.receive(first->body);
  device.engine.answered(first->id, {}, device.now, 0, device.random());
  device.now.unix_ms += 60'000;
  const auto second = device.engine.next_send(device.now);
  REQUIRE(second.has_value());
  CHECK(second->body == first->body);
  device.answer(*second, server.receive(second->body));
  CHECK(server.orders.size() == 1);
  CHECK(device.engine.book().waiting() == 0);
}

TEST_CASE("TomBursch/kitchenowl#414: no status but an answer takes anything from the outbox") {
  for (const int status : {0, 200, 204, 301, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502,
                           503, 511}) {
    CAPTURE(status);
    tests::Device device(3);
    device.save(1);
    const auto send = device.engine.next_send(device.now);
    REQUIRE(send.has_value());
    device.engine.answered(send->id, {status, "<html>Sign in</html>", 0}, device.now, 7,
                           device.random());
    CHECK(device.engine.book().waiting() == 1);
    CHECK(device.engine.obstacle() != Obstacle::none);
    const auto again_at = device.engine.wake_at(device.now);
    REQUIRE(again_at.has_value());
    CHECK(again_at->unix_ms - device.now.unix_ms <= retry_ms_max);
  }
}

TEST_CASE("a clock that is put back by days holds nothing") {
  tests::Device device(14);
  PlainServer server;
  device.save(1);
  const auto send = device.engine.next_send(device.now);
  REQUIRE(send.has_value());
  SUBCASE("after a failure") {
    device.engine.answered(send->id, {502, "", 0}, device.now, 7, device.random());
  }
  SUBCASE("while the server wants patience") {
    device.engine.answered(send->id, {503, "", 20'000}, device.now, 7, device.random());
  }
  device.now.unix_ms -= 2 * 86'400'000;
  CHECK(device.engine.wake_at(device.now) == device.now);
  device.exchange(server);
  CHECK(device.engine.book().waiting() == 0);
}

TEST_CASE("a server that asks for patience gets it, even when a person presses") {
  tests::Device device(4);
  device.save(1);
  const auto send = device.engine.next_send(device.now);
  device.engine.answered(send->id, {503, "", 20'000}, device.now, 7, device.random());
  device.engine.wake(device.now);
  CHECK_FALSE(device.engine.next_send(Instant{device.now.unix_ms + 19'999}).has_value());
  CHECK(device.engine.next_send(Instant{device.now.unix_ms + 20'000}).has_value());
}

TEST_CASE("odoo/odoo#203431: everything that waits goes, fifty at a time, oldest first") {
  tests::Device device(5);
  PlainServer server;
  for (int order = 1; order <= 120; ++order) device.save(order);
  int pushes = 0;
  while (auto send = device.engine.next_send(device.now)) {
    device.answer(*send, server.receive(send->body));
    ++pushes;
  }
  CHECK(pushes == 3);
  CHECK(server.orders.size() == 120);
  CHECK(device.engine.book().waiting() == 0);
}

TEST_CASE("an entry larger than a push is sent alone; one larger than 2 MiB is not captured") {
  tests::Device device(6);
  CaptureRequest large = tests::order_request(1);
  large.body.assign(400 * 1024, 'x');
  REQUIRE(device.engine.capture(large, device.now).has_value());
  device.store_all(Stored::durable);
  device.save(2);
  const auto send = device.engine.next_send(device.now);
  REQUIRE(send.has_value());
  CHECK(send->batch.size() == 1);
  CaptureRequest too_large = tests::order_request(3);
  too_large.body.assign(entry_bytes_max, 'x');
  const auto refused = device.engine.capture(too_large, device.now);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().sentence.find("Divide it into two orders.") != std::string::npos);
}

TEST_CASE("what could not be saved is not counted, not sent, and saved again as the same bytes") {
  tests::Device device(7);
  REQUIRE(device.engine.capture(tests::order_request(1), device.now).has_value());
  const std::string bytes = device.engine.pending()->bytes;
  device.store_all(Stored::failed);
  CHECK(device.engine.capture_state() == CaptureState::not_saved);
  CHECK(device.engine.book().waiting() == 0);
  CHECK_FALSE(device.engine.next_send(device.now).has_value());
  device.now.unix_ms += 5000;
  REQUIRE(device.engine.capture(tests::order_request(1), device.now).has_value());
  CHECK(device.engine.pending()->bytes == bytes);
  CHECK_FALSE(device.engine.capture(tests::order_request(2), device.now).has_value());
  device.store_all(Stored::durable);
  CHECK(device.engine.book().waiting() == 1);
}

TEST_CASE("a tab that lost the log writes no more and says so") {
  tests::Device device(8);
  REQUIRE(device.engine.capture(tests::order_request(1), device.now).has_value());
  device.store_all(Stored::fenced);
  CHECK(device.engine.capture_state() == CaptureState::not_saved);
  CHECK_FALSE(device.engine.is_owner());
  CHECK_FALSE(device.engine.capture(tests::order_request(1), device.now).has_value());
  CHECK_FALSE(device.engine.next_send(device.now).has_value());
}

TEST_CASE("medic/cht-core#8093: a company that restored a backup gets again what it lost") {
  tests::Device device(9);
  PlainServer server;
  for (int order = 1; order <= 5; ++order) device.save(order);
  device.exchange(server);
  const PlainServer backup = server;
  for (int order = 6; order <= 8; ++order) device.save(order);
  device.exchange(server);
  CHECK(server.orders.size() == 8);
  server = backup;
  device.engine.take_server_heads({{device.engine.book().current().id, 5}}, device.random());
  CHECK(device.engine.book().waiting() == 3);
  device.exchange(server);
  CHECK(server.orders.size() == 8);
  CHECK(server.receipts_seen == 3);
}

namespace {

/// Four orders arrived, and the disk is put back to where it held three of them.
void roll_back(tests::Device& device, PlainServer& server) {
  for (int order = 1; order <= 3; ++order) device.save(order);
  device.exchange(server);
  const Disk old_disk = device.disk;
  device.save(4);
  device.exchange(server);
  device.disk = old_disk;
  device.restart(10);
}

}  // namespace

TEST_CASE("a profile rolled back to a copy begins a new log, and its new orders arrive") {
  tests::Device device(10);
  PlainServer server;
  roll_back(device, server);
  device.save(5);
  CHECK(device.engine.book().current().head() == 4);
  device.exchange(server);
  CHECK(device.engine.book().logs.size() == 2);
  CHECK(device.engine.book().current().letter == "B");
  CHECK(device.engine.book().waiting() == 0);
  CHECK(server.orders.size() == 5);
  CHECK(server.quarantine.size() == 1);
  // The number that the customer was given stays the order's.
  CHECK(read_entry(device.engine.book().current().find(1)->bytes)->paper == "K7A-0004");
}

TEST_CASE("a profile rolled back to a copy that hears of it in time gives no number twice") {
  tests::Device device(13);
  PlainServer server;
  roll_back(device, server);
  const LogId log = device.engine.book().current().id;
  device.engine.take_news();
  device.engine.take_server_heads({{log, 4}}, device.random());
  const auto news = device.engine.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news.front().kind == EngineNews::Kind::forked);
  device.save(5);
  CHECK(device.engine.book().current().letter == "B");
  CHECK(read_entry(device.engine.book().current().find(1)->bytes)->paper == "K7B-0001");
  device.exchange(server);
  CHECK(server.orders.size() == 5);
  CHECK(server.quarantine.empty());
  SUBCASE("what is so begins no third log") {
    device.engine.take_server_heads({{log, 4}, {device.engine.book().current().id, 1}},
                                    device.random());
    CHECK(device.engine.book().logs.size() == 2);
    CHECK(device.engine.book().waiting() == 0);
  }
}

TEST_CASE("the letter of a log that was dropped long ago is not given again") {
  DeviceBook book;
  book.identity.code = "K7";
  for (std::uint8_t epoch = 1; epoch <= 3; ++epoch) begin_log(book, {epoch}, 0);
  book.logs.erase(book.logs.begin(), book.logs.begin() + 2);
  begin_log(book, {4}, 0);
  CHECK(book.current().letter == "D");
}

TEST_CASE("an order that was being saved while its log ended moves to the new one") {
  tests::Device device(11);
  PlainServer server;
  device.save(1);
  device.save(2);
  server.take_foreign(device.engine.book().current().id, 2);
  const auto send = device.engine.next_send(device.now);
  REQUIRE(device.engine.capture(tests::order_request(3), device.now).has_value());
  device.answer(*send, server.receive(send->body));
  device.store_all(Stored::durable);
  CHECK(device.engine.book().logs.size() == 2);
  CHECK(device.engine.book().waiting() == 3);
  device.exchange(server);
  CHECK(server.orders.size() == 3);
}

TEST_CASE("entries leave the device only with a receipt, after 30 days, and from a backup") {
  tests::Device device(12);
  PlainServer server;
  for (int order = 1; order <= 4; ++order) device.save(order);
  server.covered = 2;
  device.exchange(server);
  DeviceBook book = device.engine.book();
  CHECK(drop_old(book, Instant{device.now.unix_ms + keep_ms - 1}).empty());
  const Write dropped = drop_old(book, Instant{device.now.unix_ms + keep_ms});
  CHECK(dropped.drops.size() == 4);
  CHECK(book.current().floor == 2);
  CHECK(book.current().head() == 4);
  CHECK(book.current().find(2) == nullptr);
  CHECK(book.current().find(3)->seq == 3);
}

TEST_CASE("waits between tries are random, grow, and end at half a minute") {
  for (std::uint32_t random : {0u, 1u, 999u, 123456789u, ~0u}) {
    CHECK(decide_retry_ms(1, random) >= 1);
    CHECK(decide_retry_ms(1, random) <= 1000);
    CHECK(decide_retry_ms(3, random) <= 4000);
    CHECK(decide_retry_ms(1000, random) <= retry_ms_max);
  }
}
