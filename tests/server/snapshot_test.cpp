// Snapshots: published after a change, kept, verified, sent.
#include <doctest/doctest.h>
#include <zlib.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "server/ops/doctor.hpp"
#include "server/sync/publisher.hpp"
#include "server/sync/snapshot_files.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::sync;
using Json = nlohmann::json;

Json parse(const Answer& answer) { return Json::parse(answer.body, nullptr, false); }

std::string unzip(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(64 * 1024 * 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("publishing waits for quiet, but not for ever") {
  const Debounce debounce;
  const auto wait = [&](std::int64_t first, std::int64_t last, std::int64_t now) {
    return decide_publish(Instant{first}, Instant{last}, Instant{now}, debounce);
  };
  CHECK(wait(0, 0, 0) == 1'000);
  CHECK(wait(0, 800, 1'000) == 800);
  CHECK(wait(0, 800, 1'800) == 0);
  CHECK(wait(0, 9'900, 9'950) == 50);
  CHECK(wait(0, 10'500, 10'500) == 0);
}

TEST_CASE("an unchanged catalogue is not published again, a changed one under a new name") {
  ServerHouse house;
  const Digest first = house.publish();
  CHECK(house.publish() == first);
  house.set_price("AB-1", 110'000);
  const Digest second = house.publish();
  CHECK(second != first);
  CHECK(house.server().snapshots().is_published(first));
  CHECK(std::filesystem::exists(house.server().snapshots().file(first)));
  CHECK(house.count("SELECT max(number) FROM snapshot") == 2);
  CHECK(house.count("SELECT value FROM fact WHERE name = 'current_snapshot'") == 2);
}

TEST_CASE("a snapshot with a wrong byte decides nothing, is said, and another takes its place") {
  ServerHouse house;
  const Digest digest = house.publish();
  const std::filesystem::path file = house.server().snapshots().file(digest);
  {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
    const char before = static_cast<char>(bytes.get());
    bytes.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
    bytes.put(static_cast<char>(before ^ 1));
  }
  // As a server that starts: it has verified nothing yet.
  const LogCatcher log;
  Snapshots started(house.server().store());
  const auto opened = started.open(digest);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().front().code == IssueCode::snapshot_digest_differs);
  const auto next = started.publish(Instant{1});
  REQUIRE(next.has_value());
  CHECK(next->digest != digest);
  CHECK(started.open(next->digest).has_value());
  CHECK(log.holds("snapshot.damaged number=1"));
  bool told = false;
  for (const server::ops::Finding& finding : server::ops::examine(house.server().store())) {
    told = told || finding.sentence.find("Snapshot 1 is missing or damaged") == 0;
  }
  CHECK(told);
}

TEST_CASE("a device finds the current data by name, and their bytes are what the name says") {
  ServerHouse house;
  Client kim = house.client("kim");
  const Json name = parse(kim.get("/v1/snapshot"));
  CHECK(name["number"] == 1);
  CHECK(name["company"] == "Harbour Supply");
  CHECK(name["as_of"] == "2026-09-21");
  const std::string url = name["url"];
  const Answer bytes = kim.get(url, {{"Accept-Encoding", "identity"}});
  REQUIRE(bytes.status == 200);
  CHECK(static_cast<std::int64_t>(bytes.body.size()) == name["bytes"]);
  CHECK(sha256(bytes.body).text() == name["digest"]);
  CHECK(bytes.header("cache-control").find("immutable") != std::string::npos);
  CHECK(kim.get(url, {{"If-None-Match", bytes.header("etag")}}).status == 304);
  CHECK(house.stranger().get(url).status == 401);
  CHECK(kim.get("/v1/snapshots/" + sha256("none").text()).status == 404);
  CHECK(kim.get("/v1/snapshots/abc").status == 400);
}

TEST_CASE("data travel compressed to who takes it, and are the same bytes") {
  ServerHouse house;
  Client kim = house.client("kim");
  const Digest digest = house.publish();
  REQUIRE(house.server().snapshots().compress(digest).has_value());
  const std::string plain =
      kim.get("/v1/snapshots/" + digest.text(), {{"Accept-Encoding", "identity"}}).body;
  const auto compressed = read_whole(house.server().snapshots().compressed_file(digest));
  REQUIRE(compressed.has_value());
  CHECK(compressed->size() < plain.size() / 2);
  CHECK(unzip(*compressed) == plain);
  // Read as it comes: the client library would want to unpack it.
  const std::string answer = exchange(
      house.port(), "GET /v1/snapshots/" + digest.text() + " HTTP/1.1\r\nHost: a\r\nCookie: " +
                        kim.cookie() + "\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
  CHECK(answer.find("Vary: Accept-Encoding\r\n") != std::string::npos);
  CHECK(answer.find("Content-Encoding: gzip\r\n") != std::string::npos);
  CHECK(answer.ends_with(*compressed));
}

TEST_CASE("a changed catalogue is published by itself a moment later") {
  const TemporaryFolder folder;
  ServerHouse house;
  house.set_price("AB-1", 120'000);
  house.server().catalogue_changed();
  house.now_ms += 60'000;
  house.server().catalogue_changed();
  for (int wait = 0; wait < 200; ++wait) {
    if (house.server().snapshots().current()->number == 2) break;
    house.now_ms += 1'000;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(house.server().snapshots().current()->number == 2);
}

TEST_CASE(
    "a snapshot with a wrong byte is not used: orders go to the desk, a new one is published") {
  const TemporaryFolder folder;
  Digest digest;
  std::string push;
  {
    ServerHouse house({.folder = folder.path()});
    digest = house.publish();
    push = house.push(make_order(order_id(1), {{"AB-1", "1"}}));
    std::fstream file(house.server().snapshots().file(digest),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5'000);
    file.put('\x7f');
  }
  ServerHouse house({.folder = folder.path()});
  CHECK(house.server().snapshots().current()->number == 2);
  CHECK(house.server().snapshots().current()->digest != digest);
  const auto refused = house.server().snapshots().open(digest);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().front().code == IssueCode::snapshot_digest_differs);
  Client kim = house.client("kim");
  const Json stored = parse(kim.post("/v1/orders", push));
  CHECK(stored["state"] == "waiting");
  CHECK(stored["reasons"][0]["code"] == "snapshot_unknown");
}

TEST_CASE("a file is written whole or not at all") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a";
  REQUIRE(write_whole(file, "one").has_value());
  REQUIRE(write_whole(file, "two").has_value());
  CHECK(read_whole(file) == "two");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "a.part"));
  CHECK_FALSE(read_whole(folder.path() / "none"));
  CHECK_FALSE(read_whole(folder.path()));
  const auto refused = write_whole(folder.path() / "no" / "folder", "x");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().front().code == IssueCode::file_not_written);
}

}  // namespace tally::tests
