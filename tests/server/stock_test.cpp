// Stock: the ledger and its balance, the plan, and twenty buyers of the last ten.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "server/stock/plan.hpp"
#include "server/stock/reserve.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/racing_clients.hpp"

namespace tally::tests {

namespace {

using namespace server::stock;
using server::store::Connection;
using server::store::Keep;
using Json = nlohmann::json;

const Sku sku = *Sku::parse("AB-1");

Balance balance(std::string_view warehouse, std::int64_t on_hand, std::int64_t reserved) {
  return {sku, *WarehouseCode::parse(warehouse), units(on_hand), units(reserved)};
}

/// Twenty clients, each buying one of AB-4; returns how many were accepted.
int buy_by_twenty(ServerHouse& house, std::vector<Client>& clients, int first_number) {
  std::vector<std::string> pushes;
  for (std::size_t index = 0; index < clients.size(); ++index) {
    pushes.push_back(house.push(
        make_order(order_id(first_number + static_cast<int>(index)), {{"AB-4", "1"}})));
  }
  return push_at_once(clients, pushes);
}

}  // namespace

TEST_CASE(
    "saleor#543, vendure#3508, odoo PR 32857: 20 clients buying the last 10 units get exactly "
    "10, a hundred times over HTTP") {
  ServerHouseOptions options;
  options.listen.threads = 20;
  ServerHouse house(std::move(options));
  std::vector<Client> clients = racing_clients(house, 20);
  std::int64_t reserved = 0;
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    // Ten more than what is reserved already, over two warehouses.
    house.set_on_hand("MAIN", "AB-4", reserved + 10 - round % 10);
    house.set_on_hand("NORTH", "AB-4", round % 10);
    const std::int64_t before = house.count(
        "SELECT sum(on_hand - reserved) / 1000 FROM stock_balance WHERE sku = 'AB-4'");
    REQUIRE(before == 10);
    REQUIRE(buy_by_twenty(house, clients, 1 + round * 20) == 10);
    REQUIRE(house.count("SELECT sum(on_hand - reserved) FROM stock_balance WHERE sku = 'AB-4'") ==
            0);
    // Everything goes out, so that the next round begins with what is set.
    house.server().store().write([](Connection& db) {
      return db.execute(
                 "INSERT INTO stock_ledger (at_ms, warehouse_id, sku, kind, on_hand_change, "
                 "reserved_change, by) SELECT 0, warehouse_id, sku, 'shipped', -reserved, "
                 "-reserved, 'test' FROM stock_balance WHERE sku = 'AB-4' AND reserved > 0")
                 ? Keep::yes
                 : Keep::no;
    });
  }
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'accepted'") == 1'000);
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'waiting'") == 1'000);
  CHECK(house.count("SELECT sum(quantity) FROM reservation") == 1'000'000);
}

TEST_CASE("the balance cannot go below zero, nor below what is reserved") {
  ServerHouse house;
  const auto move = [&](std::int64_t on_hand, std::int64_t reserved) {
    Moved moved = Moved::failed;
    Movement movement;
    movement.warehouse = *WarehouseCode::parse("NORTH");
    movement.sku = sku;
    movement.on_hand_change = units(on_hand);
    movement.reserved_change = units(reserved);
    movement.kind = "test";
    house.server().store().write([&](Connection& db) {
      moved = append_movement(db, movement, {"test", Instant{1}});
      return moved == Moved::yes ? Keep::yes : Keep::no;
    });
    return moved;
  };
  CHECK(move(10, 0) == Moved::yes);
  CHECK(move(0, 11) == Moved::not_enough);
  CHECK(move(0, 8) == Moved::yes);
  CHECK(move(-3, 0) == Moved::not_enough);
  CHECK(move(-2, 0) == Moved::yes);
  CHECK(move(0, -9) == Moved::not_enough);
  CHECK(house.count("SELECT on_hand FROM stock_balance JOIN warehouse ON id = warehouse_id "
                    "WHERE sku = 'AB-1' AND code = 'NORTH'") == 8'000);
  CHECK(house.count("SELECT count(*) FROM stock_ledger WHERE kind = 'test'") == 3);
}

TEST_CASE("a count that says what is there already writes nothing") {
  ServerHouse house;
  const std::int64_t before = house.count("SELECT count(*) FROM stock_ledger");
  house.set_on_hand("MAIN", "AB-1", 1'000);
  CHECK(house.count("SELECT count(*) FROM stock_ledger") == before);
  house.set_on_hand("MAIN", "AB-1", 990);
  CHECK(house.count("SELECT on_hand_change FROM stock_ledger ORDER BY id DESC LIMIT 1") == -10'000);
}

TEST_CASE("a line comes from the first warehouse that has all of it, else from several") {
  const BalancesBySku balances{{sku, {balance("MAIN", 5, 0), balance("NORTH", 9, 0)}}};
  const StockPlan whole = plan_stock({{0, sku, units(7)}}, balances);
  REQUIRE(whole.shares.size() == 1);
  CHECK(whole.shares[0].warehouse.text() == "NORTH");
  const StockPlan split = plan_stock({{0, sku, units(12)}}, balances);
  REQUIRE(split.shares.size() == 2);
  CHECK(split.shares[0].quantity == units(5));
  CHECK(split.shares[1].quantity == units(7));
}

TEST_CASE("vendure#4030: 13 from (10, 15) reserves 13") {
  const BalancesBySku balances{{sku, {balance("MAIN", 10, 0), balance("NORTH", 15, 0)}}};
  for (const std::int64_t wanted : {13, 23, 25}) {
    const std::vector<Wanted> lines{{0, sku, units(wanted)}};
    const StockPlan plan = plan_stock(lines, balances);
    std::int64_t taken = 0;
    for (const Share& share : plan.shares) taken += share.quantity.thousandths;
    CHECK(taken == units(wanted).thousandths);
    CHECK(is_conserved(plan, lines, balances));
  }
}

TEST_CASE("saleor PR 17170: a warehouse that owes does not take from the others") {
  const BalancesBySku balances{{sku, {balance("MAIN", 2, 7), balance("NORTH", 6, 0)}}};
  const StockPlan plan = plan_stock({{0, sku, units(6)}}, balances);
  REQUIRE(plan.shares.size() == 1);
  CHECK(plan.shares[0].quantity == units(6));
  CHECK(plan.shortages.empty());
}

TEST_CASE("spree#8596: a split loses nothing, whatever the lines and balances") {
  std::mt19937 random(20260921);
  const auto pick = [&](std::int64_t highest) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(highest + 1));
  };
  for (int round = 0; round < 2'000; ++round) {
    BalancesBySku balances;
    std::vector<Wanted> wanted;
    for (int warehouse = 0; warehouse < 4; ++warehouse) {
      const std::int64_t on_hand = pick(20);
      balances[sku].push_back(
          balance("W" + std::to_string(warehouse), on_hand, pick(on_hand)));
    }
    for (std::int64_t line = 0; line < 1 + pick(4); ++line) {
      wanted.push_back({line, sku, Quantity{1 + pick(15'000)}});
    }
    const StockPlan plan = plan_stock(wanted, balances);
    REQUIRE(is_conserved(plan, wanted, balances));
    StockPlan broken = plan;
    if (!broken.shares.empty()) {
      broken.shares[0].quantity.thousandths += 1;
      REQUIRE_FALSE(is_conserved(broken, wanted, balances));
    }
  }
}

TEST_CASE("stock is told by warehouse in the order of their priority") {
  ServerHouse house;
  house.set_on_hand("NORTH", "AB-1", 4);
  Client kim = house.client("kim");
  const Json stock = parse(kim.get("/v1/stock?sku=AB-1&sku=AB-9"));
  REQUIRE(stock.size() == 2);
  CHECK(stock[0]["warehouse"] == "MAIN");
  CHECK(stock[0]["available"] == 1'000'000);
  CHECK(stock[1]["warehouse"] == "NORTH");
  CHECK(stock[1]["on_hand"] == 4'000);
  CHECK(kim.get("/v1/stock").status == 400);
}

TEST_CASE("a company without warehouses keeps no stock and reserves nothing") {
  ServerHouseOptions options;
  options.company.warehouses.clear();
  options.company.stock.clear();
  ServerHouse house(std::move(options));
  Client kim = house.client("kim");
  CHECK(parse(kim.post("/v1/orders",
                       house.push(make_order(order_id(1), {{"AB-1", "5000"}}))))["state"] ==
        "accepted");
  CHECK(house.count("SELECT count(*) FROM stock_ledger") == 0);
}

}  // namespace tally::tests
