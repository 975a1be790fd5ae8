#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shared/device_log/entry.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/support/app_state.hpp"
#include "wasm/state/device_desk.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

struct DeviceDeskFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  DeviceDesk desk{app::test::edge_of(storage, server)};

  void answer_lists(const Json& entries) {
    const Json device{{"device_id", "d-1"}, {"code", "K7"}, {"name", "Tablet"},
                      {"login", "kim"},     {"user_name", "Kim Rau"}, {"revoked", nullptr}};
    CHECK(server.answer(200, Json{{"devices", {device}}}.dump()).path == "/v1/devices");
    CHECK(server.answer(200, Json{{"entries", entries}}.dump()).path == "/v1/quarantine");
  }
  static Json entry(int number) {
    return {{"number", number}, {"at", "2026-03-31T09:12:00.000Z"}, {"device", "d-1"},
            {"who", "kim"},     {"why", "revoked"},                 {"order_id", "id-1"},
            {"reasons", {{{"code", "entry_of_revoked_device"}, {"severity", "error"},
                          {"sentence", "Device K7 was ended."}}}}};
  }
};

std::string sealed(device_log::EntryKind kind, std::string body) {
  device_log::Entry entry;
  entry.seq = 1;
  entry.kind = kind;
  entry.order_id = *OrderId::parse("0a1b2c3d-0000-4000-8000-000000000001");
  entry.paper = "K7A-0001";
  entry.core_version = "1";
  entry.body = std::move(body);
  return device_log::seal_entry(entry).bytes;
}

}  // namespace

TEST_CASE("what was set aside is listed with its device and its reason") {
  DeviceDeskFixture all;
  all.desk.refresh();
  CHECK_FALSE(all.desk.has_answer());
  all.answer_lists({DeviceDeskFixture::entry(4), DeviceDeskFixture::entry(3)});
  CHECK(all.desk.has_answer());
  REQUIRE(all.desk.aside().size() == 2);
  CHECK(all.desk.aside().front().number == 4);
  CHECK(all.desk.aside().front().reasons.front().sentence == "Device K7 was ended.");
  REQUIRE(all.desk.find("d-1") != nullptr);
  CHECK(all.desk.find("d-1")->user_name == "Kim Rau");
  CHECK(all.desk.find("d-1")->revoked.empty());
  CHECK(all.desk.find("d-2") == nullptr);
  CHECK(aside_words("revoked") == "The device was ended before this arrived");
  CHECK(aside_words("of a later version") == "of a later version");
}

TEST_CASE("settling needs words; then the lists are asked for again") {
  DeviceDeskFixture all;
  CHECK_FALSE(all.desk.settle(4, ""));
  CHECK(all.server.asked.empty());
  CHECK(all.desk.settle(4, "entered as S-000042"));
  const Question question = all.server.answer(200, R"({"done":true})");
  CHECK(question.path == "/v1/quarantine/4/resolve");
  CHECK(Json::parse(question.body)["note"] == "entered as S-000042");
  all.answer_lists(Json::array());
  CHECK(all.desk.aside().empty());
}

TEST_CASE("what was not done is said, and the lists tell how it stands") {
  DeviceDeskFixture all;
  all.desk.revoke("d-1");
  CHECK(all.server.answer(0).path == "/v1/devices/d-1/revoke");
  all.answer_lists(Json::array());
  const auto news = all.desk.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news.front().starts_with("That was not done."));
  CHECK(all.desk.take_news().empty());
}

TEST_CASE("bytes that do not come are said; the lists stand as they were") {
  DeviceDeskFixture all;
  std::string came = "nothing yet";
  all.desk.fetch(4, [&came](std::string bytes) { came = std::move(bytes); });
  CHECK(all.server.answer(404).path == "/v1/quarantine/4");
  CHECK(came.empty());
  CHECK(all.desk.take_news().size() == 1);
}

TEST_CASE("an entry's order is read; of a remark the words; of anything else why not") {
  RawOrder order;
  order.order_id = "0a1b2c3d-0000-4000-8000-000000000001";
  order.customer = "C-100";
  order.lines.push_back({.id = "1", .sku = "AB-103", .quantity = "24"});
  const EntryContent ordered =
      read_content(sealed(device_log::EntryKind::order, wire::write_order(order)));
  CHECK(ordered.paper == "K7A-0001");
  REQUIRE(ordered.order);
  CHECK(ordered.order->lines.front().sku == "AB-103");
  const EntryContent remark = read_content(sealed(device_log::EntryKind::note, "Ring at the gate"));
  CHECK_FALSE(remark.order);
  CHECK(remark.words == "Ring at the gate");
  CHECK_FALSE(read_content("no entry").order);
  CHECK_FALSE(read_content("no entry").words.empty());
}
