// Snapshots: published after a change, kept, verified, sent.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "server/ops/doctor.hpp"
#include "server/store/facts.hpp"
#include "server/sync/publisher.hpp"
#include "server/sync/snapshot_files.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::sync;
using Json = nlohmann::json;

/// Whoever looks after the customer; empty: nobody in particular.
void set_rep(ServerHouse& house, std::string_view customer, std::string_view rep) {
  const auto written = house.server().store().write([&](server::store::Connection& db) {
    auto update = db.query("UPDATE customer SET rep = ?2 WHERE code = ?1");
    const bool good = update.bind(1, customer).bind(2, rep).run() &&
                      server::store::catalogue_changed(db);
    return good ? server::store::Keep::yes : server::store::Keep::no;
  });
  REQUIRE(written == server::store::Written::kept);
}

/// Fetches a snapshot as a device does, checking every name on the way.
wire::SnapshotParts fetch(Client& person, const Json& manifest) {
  std::array<std::string, 2> parts;
  std::array<Digest, 2> digests;
  for (std::size_t i = 0; i < 2; ++i) {
    const Json& part = manifest["parts"][i];
    for (const Json& chunk : part["chunks"]) {
      const std::string name = chunk;
      const Answer answer =
          person.get("/v1/chunks/" + name, {{"Accept-Encoding", "identity"}});
      REQUIRE(answer.status == 200);
      CHECK(sha256(answer.body).text() == name);
      parts[i] += answer.body;
    }
    CHECK(static_cast<std::int64_t>(parts[i].size()) == part["bytes"]);
    digests[i] = wire::describe_part(parts[i]).digest();
    CHECK(digests[i].text() == part["digest"]);
  }
  CHECK(wire::snapshot_digest(digests[0], digests[1]).text() == manifest["digest"]);
  return {parts[0], parts[1]};
}

std::set<std::string> customers_of(const wire::SnapshotParts& parts) {
  auto snapshot = wire::Snapshot::open(parts, wire::snapshot_digest(parts));
  REQUIRE(snapshot.has_value());
  std::set<std::string> codes;
  wire::Statement select = snapshot->database().prepare("SELECT code FROM customer");
  while (select.step() == wire::Step::row) codes.emplace(select.text(0));
  return codes;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  return files;
}

void harm(const std::filesystem::path& path) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path) / 2));
  file.put('\x7f').put('\x03');
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
  CHECK(house.server().snapshots().open(first).has_value());
  CHECK(house.count("SELECT max(number) FROM snapshot") == 2);
  CHECK(house.count("SELECT value FROM fact WHERE name = 'current_snapshot'") == 2);
}

TEST_CASE("a device fetches the current data piece by piece, and every piece has its name") {
  ServerHouse house;
  Client kim = house.client("kim");
  const Json manifest = parse(kim.get("/v1/snapshot"));
  CHECK(manifest["number"] == 1);
  CHECK(manifest["company"] == "Harbour Supply");
  CHECK(manifest["as_of"] == "2026-09-21");
  CHECK(manifest["parts"][0]["name"] == "common");
  CHECK(manifest["parts"][1]["name"] == "scoped");
  const wire::SnapshotParts parts = fetch(kim, manifest);
  CHECK(parts.common.size() + parts.scoped.size() == manifest["bytes"]);
  CHECK(customers_of(parts) == std::set<std::string>{"C-1", "C-2", "C-3"});
  const std::string chunk = manifest["parts"][0]["chunks"][0];
  const Answer answer = kim.get("/v1/chunks/" + chunk);
  CHECK(answer.header("cache-control").find("immutable") != std::string::npos);
  CHECK(kim.get("/v1/chunks/" + chunk, {{"If-None-Match", answer.header("etag")}}).status == 304);
  CHECK(house.stranger().get("/v1/chunks/" + chunk).status == 401);
  CHECK(kim.get("/v1/chunks/" + sha256("none").text()).status == 404);
  CHECK(kim.get("/v1/chunks/abc").status == 400);
  CHECK(kim.get("/v1/snapshot/" + sha256("none").text()).status == 404);
  CHECK(kim.get("/v1/snapshot/abc").status == 400);
}

TEST_CASE("pieces travel compressed to who takes them, and are the same bytes") {
  ServerHouse house;
  Client kim = house.client("kim");
  const std::string chunk = parse(kim.get("/v1/snapshot"))["parts"][0]["chunks"][0];
  const std::string plain = kim.get("/v1/chunks/" + chunk, {{"Accept-Encoding", "identity"}}).body;
  // Read as it comes: the client library would want to unpack it.
  const std::string answer = exchange(
      house.port(), "GET /v1/chunks/" + chunk + " HTTP/1.1\r\nHost: a\r\nCookie: " + kim.cookie() +
                        "\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
  CHECK(answer.find("Vary: Accept-Encoding\r\n") != std::string::npos);
  CHECK(answer.find("Content-Encoding: gzip\r\n") != std::string::npos);
  const std::string body = answer.substr(answer.find("\r\n\r\n") + 4);
  CHECK(body.size() < plain.size() / 2);
  CHECK(gunzip(body, wire::chunk_bytes) == plain);
  CHECK_FALSE(gunzip(body, plain.size() - 1));
  CHECK_FALSE(gunzip(body.substr(0, body.size() / 2), wire::chunk_bytes));
}

TEST_CASE("a rep gets their own customers and those of nobody, and no piece of another's") {
  ServerHouse house;
  Client kim = house.client("kim"), lee = house.client("lee");
  Client dora = house.client("dora", Role::desk);
  set_rep(house, "C-1", "Kim");
  set_rep(house, "C-2", "lee");
  house.publish();
  const Json of_kim = parse(kim.get("/v1/snapshot")), of_lee = parse(lee.get("/v1/snapshot"));
  const Json of_dora = parse(dora.get("/v1/snapshot"));
  const wire::SnapshotParts kims = fetch(kim, of_kim), lees = fetch(lee, of_lee);
  CHECK(customers_of(kims) == std::set<std::string>{"C-1", "C-3"});
  CHECK(customers_of(lees) == std::set<std::string>{"C-2", "C-3"});
  CHECK(customers_of(fetch(dora, of_dora)) == std::set<std::string>{"C-1", "C-2", "C-3"});
  CHECK(kims.common == lees.common);
  CHECK(kims.scoped.find("Customer C-2") == std::string::npos);
  // What is another's is not there, whoever knows its name.
  const std::string piece = of_lee["parts"][1]["chunks"][0];
  const std::string whole = of_lee["digest"];
  CHECK(kim.get("/v1/chunks/" + piece).status == 404);
  CHECK(kim.get("/v1/snapshot/" + whole).status == 404);
  CHECK(dora.get("/v1/chunks/" + piece).status == 200);
  CHECK(dora.get("/v1/snapshot/" + whole).status == 200);
  const std::string all = of_dora["parts"][1]["chunks"][0];
  CHECK(kim.get("/v1/chunks/" + all).status == 404);
}

TEST_CASE("a customer who changes hands leaves no byte behind, and only two reps fetch anew") {
  ServerHouse house;
  Client kim = house.client("kim"), lee = house.client("lee"), mia = house.client("mia");
  for (const std::string code : {"C-1", "C-2"}) set_rep(house, code, "kim");
  set_rep(house, "C-3", "mia");
  house.publish();
  const Json before = parse(kim.get("/v1/snapshot"));
  const std::string of_mia = parse(mia.get("/v1/snapshot"))["digest"];
  set_rep(house, "C-2", "lee");
  house.now_ms += 60'000;
  house.publish();
  const Json after = parse(kim.get("/v1/snapshot"));
  CHECK(after["digest"] != before["digest"]);
  CHECK(after["parts"][0] == before["parts"][0]);
  CHECK(fetch(kim, after).scoped.find("C-2") == std::string::npos);
  CHECK(customers_of(fetch(lee, parse(lee.get("/v1/snapshot")))) == std::set<std::string>{"C-2"});
  CHECK(parse(mia.get("/v1/snapshot"))["digest"] == of_mia);
  CHECK(parse(mia.get("/v1/snapshot"))["built"] != after["built"]);
  // An order may still name the older one.
  const std::string older = before["digest"];
  CHECK(customers_of(fetch(kim, parse(kim.get("/v1/snapshot/" + older)))) ==
        std::set<std::string>{"C-1", "C-2"});
}

TEST_CASE("an order decided with a rep's own data is compared like any other") {
  ServerHouse house;
  Client kim = house.client("kim");
  set_rep(house, "C-2", "lee");
  house.publish();
  const auto digest = Digest::parse(parse(kim.get("/v1/snapshot"))["digest"].get<std::string>());
  REQUIRE(digest.has_value());
  CHECK(*digest != house.server().snapshots().current()->digest);
  const Json stored =
      parse(kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "1"}}), *digest)));
  CHECK(stored["state"] == "accepted");
  CHECK(stored["reasons"].empty());
}

TEST_CASE("a new rep gets their data without a new publication for everyone") {
  ServerHouse house;
  set_rep(house, "C-1", "kim");
  house.publish();
  Client kim = house.client("kim"), lee = house.client("lee");
  CHECK(customers_of(fetch(lee, parse(lee.get("/v1/snapshot")))) ==
        std::set<std::string>{"C-2", "C-3"});
  CHECK(parse(kim.get("/v1/snapshot"))["bytes"] > 0);
  CHECK(house.count("SELECT max(number) FROM snapshot") == 2);
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

TEST_CASE("files and pieces mend each other") {
  const TemporaryFolder folder;
  Digest digest;
  Json manifest;
  {
    ServerHouse house({.folder = folder.path()});
    digest = house.publish();
    manifest = parse(house.client("kim").get("/v1/snapshot"));
    for (const auto& file : files_in(folder.path() / "snapshots" / "parts")) harm(file);
  }
  {
    ServerHouse house({.folder = folder.path()});
    CHECK(house.server().snapshots().current()->digest == digest);
    CHECK(house.server().snapshots().open(digest).has_value());
    for (const auto& chunk : files_in(folder.path() / "snapshots" / "chunks")) harm(chunk);
    Client kim = house.client("kim");
    fetch(kim, manifest);
    CHECK(house.count("SELECT count(*) FROM snapshot") == 1);
  }
}

TEST_CASE("data damaged past mending are not used: orders go to the desk, new ones are published") {
  const TemporaryFolder folder;
  Digest digest;
  std::string push, chunk;
  {
    ServerHouse house({.folder = folder.path()});
    digest = house.publish();
    push = house.push(make_order(order_id(1), {{"AB-1", "1"}}));
    house.set_price("AB-1", 110'000);
    house.publish();
    Client dora = house.client("dora", Role::desk);
    chunk = parse(dora.get("/v1/snapshot/" + digest.text()))["parts"][0]["chunks"][0];
  }
  std::filesystem::remove_all(folder.path() / "snapshots" / "parts");
  harm(folder.path() / "snapshots" / "chunks" / (chunk + ".gz"));
  ServerHouse house({.folder = folder.path()});
  CHECK(house.server().snapshots().current()->number == 2);
  bool told = false;
  for (const server::ops::Finding& finding : server::ops::examine(house.server().store())) {
    told = told || finding.sentence.find("missing or damaged: 1.") != std::string::npos;
  }
  CHECK(told);
  const auto refused = house.server().snapshots().open(digest);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().front().code == IssueCode::snapshot_damaged);
  Client kim = house.client("kim");
  CHECK(parse(kim.get("/v1/chunks/" + chunk))["code"] == "snapshot_damaged");
  const Json stored = parse(kim.post("/v1/orders", push));
  CHECK(stored["state"] == "waiting");
  CHECK(stored["reasons"][0]["code"] == "snapshot_unknown");
}

TEST_CASE("where the current data are gone they are published anew") {
  const TemporaryFolder folder;
  Digest digest;
  {
    ServerHouse house({.folder = folder.path()});
    digest = house.publish();
  }
  std::filesystem::remove_all(folder.path() / "snapshots");
  std::filesystem::create_directories(folder.path() / "snapshots");
  ServerHouse house({.folder = folder.path()});
  CHECK(house.log.holds("snapshot.damaged number=1"));
  CHECK(house.server().snapshots().current()->number == 2);
  // The same rows laid down anew are the same bytes, so devices have nothing to fetch.
  CHECK(house.server().snapshots().current()->digest == digest);
  CHECK(house.server().snapshots().open(digest).has_value());
  Client kim = house.client("kim");
  fetch(kim, parse(kim.get("/v1/snapshot")));
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
