// Goods set aside: promised once, given back on the server's time, never more than there is.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "server/ops/doctor.hpp"
#include "server/stock/allotments.hpp"
#include "tests/support/random.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::stock;
using server::store::Connection;
using server::store::Keep;
using Json = nlohmann::json;

constexpr std::int64_t minute = 60'000;

std::string allot_body(ServerHouse& house, const std::string& login, std::int64_t quantity,
                       std::int64_t minutes = 600) {
  return Json{{"sku", "AB-4"},
              {"quantity", quantity * 1'000},
              {"login", login},
              {"expires_ms", house.now_ms + minutes * minute}}
      .dump();
}

std::string state_of(const Answer& answer) { return Json::parse(answer.body)["state"]; }

Answer order(ServerHouse& house, Client& client, int number, const std::string& quantity) {
  return client.post("/v1/orders", house.push(make_order(order_id(number), {{"AB-4", quantity}})));
}

/// Invariant 4: sums agree, nothing is negative, what is set aside is covered.
void check_books(ServerHouse& house) {
  for (const server::ops::Finding& finding : server::ops::examine(house.server().store())) {
    if (finding.what == "users" || finding.what == "disk") continue;
    CAPTURE(finding.sentence);
    REQUIRE(finding.health == server::ops::Finding::Health::good);
  }
  REQUIRE(house.count("SELECT count(*) FROM stock_balance WHERE on_hand < 0 OR reserved < 0 OR "
                      "allotted < 0 OR reserved + allotted > on_hand") == 0);
}

}  // namespace

TEST_CASE("what is set aside for one is not there for others, and its order takes from it") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-4", 10);
  Client desk = house.client("dee", Role::desk);
  Client kim = house.client("kim");
  Client lee = house.client("lee");
  REQUIRE(desk.post("/v1/allotments", allot_body(house, "kim", 8)).status == 200);
  CHECK(state_of(order(house, lee, 1, "3")) == "waiting");
  CHECK(state_of(order(house, lee, 2, "2")) == "accepted");
  CHECK(state_of(order(house, kim, 3, "5")) == "accepted");
  const Json list = Json::parse(kim.get("/v1/allotments").body)["allotments"];
  REQUIRE(list.size() == 1);
  CHECK(list[0]["left"] == 3'000);
  CHECK(Json::parse(lee.get("/v1/allotments").body)["allotments"].empty());
  // The last three are the allotment's; with them it is used up.
  CHECK(state_of(order(house, kim, 4, "3")) == "accepted");
  CHECK(Json::parse(kim.get("/v1/allotments").body)["allotments"].empty());
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-4' AND on_hand > 0") ==
        10'000);
  check_books(house);
}

TEST_CASE("a line is taken from what is set aside first, and the rest from what is free") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-4", 10);
  Client desk = house.client("dee", Role::desk);
  Client kim = house.client("kim");
  desk.post("/v1/allotments", allot_body(house, "kim", 4));
  CHECK(state_of(order(house, kim, 1, "9")) == "accepted");
  CHECK(house.count("SELECT quantity FROM reservation") == 9'000);
  CHECK(house.count("SELECT allotted FROM stock_balance WHERE sku = 'AB-4'") == 0);
  desk.post("/v1/orders/" + order_id(1) + "/cancel", "{}");
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-4'") == 0);
  check_books(house);
}

TEST_CASE("it ends on the server's time, by release, or when it is used, and says which") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-4", 10);
  Client desk = house.client("dee", Role::desk);
  Client kim = house.client("kim");
  const std::string id =
      Json::parse(desk.post("/v1/allotments", allot_body(house, "kim", 8, 30)).body)["id"];
  house.now_ms += 31 * minute;
  // Nobody looked round yet; an order finds what has ended.
  CHECK(state_of(order(house, kim, 1, "9")) == "accepted");
  CHECK(desk.post("/v1/allotments/" + id + "/release", "").status == 409);
  check_books(house);
  const Answer one = desk.post("/v1/allotments", allot_body(house, "kim", 1, 30));
  CHECK(one.status == 200);
  CHECK(desk.post("/v1/allotments", allot_body(house, "kim", 1)).status == 409);
  CHECK(desk.post("/v1/allotments/" + std::string(Json::parse(one.body)["id"]) + "/release", "")
            .status == 200);
  CHECK(desk.post("/v1/allotments/none/release", "").status == 404);
  desk.post("/v1/allotments", allot_body(house, "kim", 1, 30));
  house.now_ms += 31 * minute;
  house.server().caretaker().look_round();
  CHECK(house.count("SELECT allotted FROM stock_balance WHERE sku = 'AB-4'") == 0);
  check_books(house);
}

TEST_CASE("a hold lasts a quarter of an hour, is the rep's own, and sent twice is one") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-4", 10);
  Client kim = house.client("kim");
  Client lee = house.client("lee");
  const std::string body =
      R"({"id":"00112233445566778899aabbccddeeff","sku":"AB-4","quantity":6000})";
  const Answer first = kim.post("/v1/holds", body);
  REQUIRE(first.status == 200);
  CHECK(kim.post("/v1/holds", body).body == first.body);
  CHECK(lee.post("/v1/holds", body).status == 409);
  CHECK(lee.post("/v1/holds", R"({"sku":"AB-4","quantity":5000})").status == 409);
  CHECK(lee.post("/v1/holds/00112233445566778899aabbccddeeff/release", "").status == 404);
  CHECK(Json::parse(first.body)["expires_ms"] == house.now_ms + 15 * minute);
  house.now_ms += 15 * minute;
  CHECK(lee.post("/v1/holds", R"({"sku":"AB-4","quantity":5000})").status == 200);
  check_books(house);
}

TEST_CASE("what cannot be set aside is refused in a sentence") {
  ServerHouse house;
  Client desk = house.client("dee", Role::desk);
  Client kim = house.client("kim");
  const auto refused = [&](const Json& body, int status) {
    const Answer answer = desk.post("/v1/allotments", body.dump());
    CAPTURE(answer.body);
    CHECK(answer.status == status);
  };
  const std::int64_t later = house.now_ms + minute;
  house.client("lee");
  refused({{"sku", "AB-4"}, {"quantity", 1}, {"expires_ms", later}}, 422);
  refused({{"sku", "AB-4"}, {"quantity", 0}, {"login", "lee"}, {"expires_ms", later}}, 400);
  refused({{"sku", "AB-4"}, {"quantity", 1}, {"login", "lee"}, {"expires_ms", 5}}, 422);
  refused({{"sku", "AB-4"}, {"quantity", 1}, {"login", "nobody"}, {"expires_ms", later}}, 404);
  refused({{"sku", "AB-4"}, {"quantity", 1}, {"device", "x"}, {"expires_ms", later}}, 400);
  refused({{"sku", "ZZ-9"}, {"quantity", 1}, {"login", "lee"}, {"expires_ms", later}}, 409);
  CHECK(kim.post("/v1/allotments", "{}").status == 403);
  check_books(house);
}

TEST_CASE("random allotments, holds, orders, releases and expiries keep the books, in 20 threads") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-4", 40);
  house.set_on_hand("NORTH", "AB-4", 25);
  constexpr std::size_t people = 20;
  std::vector<Client> clients;
  std::vector<std::vector<std::string>> pushes(people);
  for (std::size_t person = 0; person < people; ++person) {
    clients.push_back(house.client("p" + std::to_string(person), Role::desk));
    for (int number = 0; number < 6; ++number) {
      pushes[person].push_back(house.push(
          make_order(order_id(static_cast<int>(person) * 10 + number),
                     {{"AB-4", std::to_string(1 + number % 3)}})));
    }
  }
  std::vector<std::thread> threads;
  for (std::size_t person = 0; person < people; ++person) {
    threads.emplace_back([&, person] {
      Random random(person + 1);
      Client& client = clients[person];
      std::vector<std::string> mine;
      for (std::size_t step = 0; step < 18; ++step) {
        const std::string login = "p" + std::to_string(random.below(people));
        switch (random.below(6)) {
          case 0: {
            const Answer answer = client.post(
                "/v1/allotments", allot_body(house, login, random.between(1, 6),
                                             random.between(1, 40)));
            if (answer.status == 200) mine.push_back(Json::parse(answer.body)["id"]);
            break;
          }
          case 1:
            client.post("/v1/holds", R"({"sku":"AB-4","quantity":2000})");
            break;
          case 2:
            if (!mine.empty()) client.post("/v1/allotments/" + mine.back() + "/release", "");
            break;
          case 3:
            house.now_ms += minute;
            break;
          case 4:
            client.post("/v1/orders/" + order_id(static_cast<int>(person) * 10) + "/cancel", "{}");
            break;
          default:
            client.post("/v1/orders", pushes[person][step % pushes[person].size()]);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  check_books(house);
  house.now_ms += 600 * minute;
  house.server().caretaker().look_round();
  CHECK(house.count("SELECT sum(allotted) FROM stock_balance") == 0);
  CHECK(house.count("SELECT sum(on_hand) FROM stock_balance WHERE sku = 'AB-4'") == 65'000);
  check_books(house);
}

TEST_CASE("claims come from what is set aside, line by line, and conserve what is wanted") {
  const Sku sku = *Sku::parse("AB-4");
  Random random(3);
  for (int round = 0; round < 1'000; ++round) {
    std::vector<Allotment> all;
    std::int64_t aside = 0;
    for (std::uint64_t count = random.below(4); count > 0; --count) {
      Allotment one;
      one.id = std::to_string(count);
      one.sku = sku;
      one.quantity = Quantity{random.between(1, 9'000)};
      one.taken = Quantity{random.between(0, one.quantity.thousandths)};
      aside += one.left().thousandths;
      all.push_back(one);
    }
    std::vector<Wanted> wanted;
    std::int64_t total = 0;
    for (std::int64_t line = 0; line < random.between(1, 4); ++line) {
      wanted.push_back({line, sku, Quantity{random.between(1, 9'000)}});
      total += wanted.back().quantity.thousandths;
    }
    const Claims claims = claim_allotments(wanted, all);
    std::int64_t claimed = 0;
    for (const Claim& claim : claims.claims) claimed += claim.share.quantity.thousandths;
    std::int64_t rest = 0;
    for (const Wanted& line : claims.rest) rest += line.quantity.thousandths;
    REQUIRE(claimed + rest == total);
    REQUIRE(claimed == std::min(aside, total));
  }
}

}  // namespace tally::tests
