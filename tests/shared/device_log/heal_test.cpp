#include <doctest/doctest.h>

#include <set>

#include "tests/support/device_shop.hpp"

using namespace tally;
using namespace tally::device_log;
using tests::Device;
using tests::Disk;
using tests::PlainServer;

namespace {

/// The orders that the device still has to send or has a receipt for.
std::size_t orders_held(const DeviceBook& book) {
  std::set<OrderId> orders;
  for (const Log& log : book.logs) {
    for (const KeptEntry& entry : log.entries) orders.insert(entry.order_id);
  }
  return orders.size();
}

}  // namespace

TEST_CASE("a device that starts again goes on where it stood") {
  Device device(1);
  for (int order = 1; order <= 5; ++order) device.save(order);
  const LogId log = device.engine.book().current().id;
  device.restart(1);
  CHECK(device.engine.book().current().id == log);
  CHECK(device.engine.book().waiting() == 5);
  device.save(6);
  CHECK(device.engine.book().current().head() == 6);
}

TEST_CASE("receipts survive a restart, and their loss costs a push, not an order") {
  Device device(2);
  PlainServer server;
  for (int order = 1; order <= 3; ++order) device.save(order);
  device.exchange(server);
  device.restart(2);
  CHECK(device.engine.book().waiting() == 0);
  for (auto& [key, bytes] : device.disk.database) {
    if (key.starts_with("receipt/")) bytes = "damaged";
  }
  device.disk.journal.clear();
  device.restart(2);
  CHECK(device.engine.book().waiting() == 3);
  device.exchange(server);
  CHECK(device.engine.book().waiting() == 0);
  for (const auto& [id, times] : server.orders) CHECK(times == 1);
}

TEST_CASE("either copy alone brings everything back") {
  for (const bool keep_database : {true, false}) {
    CAPTURE(keep_database);
    Device device(3);
    for (int order = 1; order <= 5; ++order) device.save(order);
    if (keep_database) {
      device.disk.journal.clear();
    } else {
      device.disk.database.clear();
    }
    device.restart(3);
    CHECK(device.engine.book().waiting() == 5);
    CHECK(device.disk.copies()[0] == device.disk.copies()[1]);
  }
}

TEST_CASE("Chromium may discard a whole database: a store that lost a copy begins a new log, and "
          "the old one's orders still go") {
  Device device(4);
  PlainServer server;
  for (int order = 1; order <= 3; ++order) device.save(order);
  device.disk.database.clear();
  const auto copies = device.disk.copies();
  Healed healed = heal(device.engine.book().identity, copies, CopyLoss::lost, device.random());
  CHECK(healed.findings.size() == 1);
  CHECK(healed.book.logs.size() == 2);
  CHECK(healed.book.waiting() == 3);
  CHECK(healed.book.current().letter == "B");
}

TEST_CASE("one damaged byte anywhere in one copy loses nothing") {
  Device device(5);
  for (int order = 1; order <= 4; ++order) device.save(order);
  const Disk whole = device.disk;
  for (std::size_t place = 0; place < whole.journal.size(); ++place) {
    device.disk = whole;
    device.disk.journal[place] = static_cast<char>(device.disk.journal[place] ^ 0x20);
    device.restart(5);
    REQUIRE(device.engine.book().waiting() == 4);
  }
  for (const auto& [key, bytes] : whole.database) {
    device.disk = whole;
    device.disk.database[key] = bytes.substr(0, bytes.size() / 2);
    device.restart(5);
    REQUIRE(device.engine.book().waiting() == 4);
    device.disk = whole;
    device.disk.database.erase(key);
    device.restart(5);
    REQUIRE(device.engine.book().waiting() == 4);
  }
}

TEST_CASE("a journal torn at any byte gives every whole frame before it") {
  Device device(6);
  for (int order = 1; order <= 3; ++order) device.save(order);
  const std::string journal = device.disk.journal;
  const std::size_t frames = read_journal(journal).writes.size();
  CHECK(read_journal(journal).unreadable_bytes == 0);
  for (std::size_t size = 0; size < journal.size(); ++size) {
    const Journal torn = read_journal(std::string_view(journal).substr(0, size));
    CHECK(torn.writes.size() < frames);
  }
}

TEST_CASE("an entry gone from both copies ends its log; what stood behind it moves to a new one "
          "with its number on paper") {
  Device device(7);
  PlainServer server;
  for (int order = 1; order <= 5; ++order) device.save(order);
  const Log log = device.engine.book().current();
  device.disk.database.erase(entry_key(log.id.epoch, 3));
  device.disk.journal.clear();
  device.restart(7);
  const DeviceBook& book = device.engine.book();
  CHECK(book.logs.size() == 2);
  CHECK(book.logs[0].head() == 2);
  CHECK(book.current().head() == 2);
  CHECK(read_entry(book.current().find(1)->bytes)->paper == "K7A-0004");
  CHECK(orders_held(book) == 4);
  device.exchange(server);
  CHECK(server.orders.size() == 4);
  // Healing once is enough.
  device.restart(7);
  CHECK(device.engine.book().logs.size() == 2);
  CHECK(device.engine.book().waiting() == 0);
  device.save(6);
  CHECK(device.engine.book().current().head() == 3);
}

TEST_CASE("where the copies differ at the end, the entry that its successor names is the one") {
  Device device(8);
  device.save(1);
  const Disk before = device.disk;
  device.save(2);
  device.save(3);
  // A second entry 2 in the database, as a failed capture leaves it.
  Device other(8);
  other.disk = before;
  other.restart(8);
  other.engine.capture(tests::order_request(9), other.now);
  const Log& log = device.engine.book().current();
  REQUIRE(other.engine.book().current().id == log.id);
  device.disk.database[entry_key(log.id.epoch, 2)] = other.engine.pending()->bytes;
  device.restart(8);
  CHECK(device.engine.book().waiting() == 3);
  CHECK(device.engine.book().current().find(2)->order_id == tests::order_request(2).order_id);
}

TEST_CASE("a log's record gone from both copies is read from its entries") {
  Device device(9);
  PlainServer server;
  for (int order = 1; order <= 3; ++order) device.save(order);
  device.disk.database.erase(log_key(device.engine.book().current().id.epoch));
  device.disk.journal.clear();
  device.restart(9);
  CHECK(device.engine.book().waiting() == 3);
  CHECK(device.engine.book().logs.size() == 2);
  device.exchange(server);
  CHECK(server.orders.size() == 3);
}

TEST_CASE("whatever is damaged in both copies, what can be read arrives once") {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    tests::Random dice(seed);
    Device device(seed);
    PlainServer server;
    const int orders = static_cast<int>(dice.between(1, 8));
    for (int order = 1; order <= orders; ++order) {
      device.save(order);
      if (dice.happens(300)) device.exchange(server);
    }
    std::set<std::string> readable_before;
    for (std::uint64_t damage = dice.below(4); damage > 0; --damage) {
      auto place = device.disk.database.begin();
      std::advance(place, static_cast<std::ptrdiff_t>(dice.below(device.disk.database.size())));
      place->second.resize(place->second.size() / 2);
      if (!device.disk.journal.empty()) {
        device.disk.journal[dice.below(device.disk.journal.size())] ^= 1;
      }
    }
    for (const StoredCopy& copy : device.disk.copies()) {
      for (const auto& [key, bytes] : copy) {
        const auto entry = read_entry(bytes);
        if (entry && key.starts_with("entry/")) readable_before.insert(entry->order_id.text());
      }
    }
    device.restart(seed);
    device.save(100);
    device.exchange(server);
    for (const std::string& order : readable_before) REQUIRE(server.orders.contains(order));
    CHECK(device.engine.book().waiting() == 0);
  }
}
