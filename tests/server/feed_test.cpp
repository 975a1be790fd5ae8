// The feed over HTTP: who sees what, in which order, and copies that keep up with it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "server/sync/notices.hpp"
#include "shared/device_log/feed.hpp"
#include "tests/support/random.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace device_log;
using server::store::Connection;
using server::store::Keep;

ChangesPage ask(Client& client, const FeedCopy& copy, std::int64_t limit = changes_rows) {
  const Answer answer = client.get(changes_question(copy.mark, DeviceId{}, limit));
  REQUIRE(answer.status == 200);
  const auto page = read_changes(answer.body);
  REQUIRE(page.has_value());
  return *page;
}

/// Asks until there is nothing more.
void follow(Client& client, FeedCopy& copy, std::int64_t limit = changes_rows) {
  for (int round = 0; round < 1'000; ++round) {
    const Applied applied = apply_changes(copy, ask(client, copy, limit));
    REQUIRE(applied.result != Applied::Result::stale);
    take_changes(copy, applied.changes);
    if (applied.is_current) return;
  }
  FAIL("the copy never became current");
}

std::size_t count_kind(const FeedCopy& copy, std::string_view kind) {
  std::size_t count = 0;
  for (const auto& [key, kept] : copy.rows) count += key.first == kind ? 1 : 0;
  return count;
}

Answer order(ServerHouse& house, Client& client, int number, const char* quantity = "1") {
  return client.post("/v1/orders",
                     house.push(make_order(order_id(number), {{"AB-1", quantity}})));
}

nlohmann::json row(const FeedCopy& copy, const char* kind, const std::string& key) {
  const auto found = copy.rows.find({kind, key});
  REQUIRE(found != copy.rows.end());
  return nlohmann::json::parse(found->second.row);
}

}  // namespace

TEST_CASE("a rep's copy has their orders and the stock; the desk's has all orders") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client lee = house.client("lee");
  Client desk = house.client("dee", Role::desk);
  CHECK(order(house, kim, 1).status == 200);
  order(house, lee, 2);
  FeedCopy kims;
  FeedCopy desks;
  follow(kim, kims);
  follow(desk, desks);
  CHECK(count_kind(kims, "order") == 1);
  CHECK(count_kind(desks, "order") == 2);
  CHECK(row(kims, "order", order_id(1))["number"] == "S-000001");
  CHECK(row(kims, "order", order_id(1))["state"] == "accepted");
  CHECK(row(kims, "stock", "AB-1")["free"] == 998'000);
  CHECK(kims.mark.cursor == house.count("SELECT value FROM fact WHERE name = 'lsn'"));
}

TEST_CASE("electric#4773: writes from many threads, and no cursor skips one") {
  ServerHouse house;
  constexpr int threads = 8;
  constexpr int orders = 6;
  Client desk = house.client("dee", Role::desk);
  std::vector<Client> clients;
  std::vector<std::vector<std::string>> pushes(threads);
  for (int thread = 0; thread < threads; ++thread) {
    clients.push_back(house.client("rep" + std::to_string(thread)));
    for (int number = 0; number < orders; ++number) {
      pushes[static_cast<std::size_t>(thread)].push_back(
          house.push(make_order(order_id(thread * 100 + number), {{"AB-1", "1"}})));
    }
  }
  std::vector<std::thread> writers;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    writers.emplace_back([&, thread] {
      for (const std::string& push : pushes[thread]) clients[thread].post("/v1/orders", push);
    });
  }
  FeedCopy copy;
  for (int round = 0; round < 20; ++round) follow(desk, copy, 7);
  for (std::thread& writer : writers) writer.join();
  follow(desk, copy, 7);
  CHECK(count_kind(copy, "order") == threads * orders);
  FeedCopy fresh;
  follow(desk, fresh);
  CHECK(fresh.digests == copy.digests);
  // lsn is dense enough to be unique and in order.
  CHECK(house.count("SELECT count(*) - count(DISTINCT lsn) FROM feed") == 0);
}

TEST_CASE("only what changed comes; what is gone comes as a tombstone") {
  ServerHouse house;
  Client kim = house.client("kim");
  order(house, kim, 1);
  FeedCopy copy;
  follow(kim, copy);
  CHECK(ask(kim, copy).rows.empty());
  const auto put = [&](bool there) {
    house.server().store().write([&](Connection& db) {
      if (there) {
        server::sync::put_notice(db, {.key = "n", .scope = "login:kim", .what = "message",
                                      .subject = "", .words = "Hello"},
                                 Instant{house.now_ms});
      } else {
        server::sync::forget_notices(db, Instant{house.now_ms + 1}, 0);
      }
      return Keep::yes;
    });
  };
  put(true);
  CHECK(ask(kim, copy).rows.size() == 1);
  follow(kim, copy);
  CHECK(row(copy, "notice", "n")["words"] == "Hello");
  put(false);
  const ChangesPage page = ask(kim, copy);
  REQUIRE(page.rows.size() == 1);
  CHECK_FALSE(page.rows[0].row.has_value());
  follow(kim, copy);
  CHECK(count_kind(copy, "notice") == 0);
}

TEST_CASE("any doubt about what the asker knows is answered by all rows") {
  ServerHouse house;
  Client kim = house.client("kim");
  order(house, kim, 1);
  FeedCopy copy;
  CHECK(ask(kim, copy).reset);
  follow(kim, copy);
  CHECK_FALSE(ask(kim, copy).reset);
  FeedCopy ahead = copy;
  ahead.mark.cursor += 100;
  CHECK(ask(kim, ahead).reset);
  FeedCopy other = copy;
  other.mark.incarnation = Incarnation{};
  CHECK(ask(kim, other).reset);
  follow(kim, other);
  CHECK(other.digests == copy.digests);
  for (const char* bad : {"after=-1", "after=x", "limit=0", "limit=1001", "incarnation=xyz"}) {
    CAPTURE(bad);
    CHECK(kim.get(std::string("/v1/changes?") + bad).status == 400);
  }
  CHECK(house.stranger().get("/v1/changes").status == 401);
}

TEST_CASE("messages reach whom they are for, and an order sent back is told at once") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client lee = house.client("lee");
  Client desk = house.client("dee", Role::desk);
  CHECK(desk.post("/v1/notices", R"({"to":"login:kim","words":"Call me"})").status == 200);
  CHECK(desk.post("/v1/notices", R"({"to":"role:rep","words":"Show opens at nine"})").status ==
        200);
  CHECK(desk.post("/v1/notices", R"({"to":"login:nobody","words":"x"})").status == 400);
  CHECK(desk.post("/v1/notices", R"({"to":"all","words":"  "})").status == 422);
  CHECK(kim.post("/v1/notices", R"({"to":"all","words":"x"})").status == 403);
  order(house, kim, 1, "2000");
  CHECK(desk.post("/v1/orders/" + order_id(1) + "/send-back", R"({"note":"Too many"})").status ==
        200);
  FeedCopy kims;
  FeedCopy lees;
  follow(kim, kims);
  follow(lee, lees);
  CHECK(count_kind(kims, "notice") == 3);
  CHECK(count_kind(lees, "notice") == 1);
  CHECK(row(kims, "order", order_id(1))["state"] == "sent_back");
}

TEST_CASE("new prices are told once, however often they change") {
  ServerHouse house;
  Client kim = house.client("kim");
  house.server().caretaker().look_round();
  FeedCopy copy;
  follow(kim, copy);
  for (const int price : {110'000, 120'000}) {
    house.set_price("AB-1", price);
    house.publish();
    house.server().caretaker().look_round();
  }
  follow(kim, copy);
  CHECK(row(copy, "notice", "prices")["what"] == "prices_changed");
  CHECK(count_kind(copy, "notice") == 1);
}

TEST_CASE("a stream says that there is something new, and holds no worker") {
  ServerHouseOptions options;
  options.listen.threads = 2;
  ServerHouse house(std::move(options));
  Client kim = house.client("kim");
  const std::string request = "GET /v1/changes/stream HTTP/1.1\r\nHost: x\r\nCookie: " +
                              kim.cookie() + "\r\n\r\n";
  std::vector<std::thread> listeners;
  std::vector<std::string> heard(6);
  for (std::string& said : heard) {
    listeners.emplace_back([&] { said = exchange(house.port(), request, 1'500); });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  // Six streams, two workers: others are served all the same.
  CHECK(order(house, kim, 1).status == 200);
  const std::int64_t lsn = house.count("SELECT value FROM fact WHERE name = 'lsn'");
  for (std::thread& listener : listeners) listener.join();
  for (const std::string& said : heard) {
    CHECK(said.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(said.find("Content-Type: text/event-stream") != std::string::npos);
    CHECK(said.find("data: " + std::to_string(lsn) + "\n\n") != std::string::npos);
  }
  CHECK(exchange(house.port(), "GET /v1/changes/stream HTTP/1.1\r\nHost: x\r\n\r\n", 500)
            .starts_with("HTTP/1.1 401"));
}

}  // namespace tally::tests
