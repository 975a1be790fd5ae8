// Back-tests: what another rule set would have said of the orders that are there.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "server/rulebook/backtests.hpp"
#include "server/rulebook/live_book.hpp"
#include "tests/support/rule_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;
using namespace server::rulebook;

constexpr std::string_view approves_500 =
    "Decide approval.\n"
    "Rule large: When the order total is at least $500, send the order to manager for approval.\n";
constexpr std::string_view approves_200 =
    "Decide approval.\n"
    "Rule large: When the order total is at least $200, send the order to manager for approval.\n";

RuleBookText book_now(ServerHouse& house) {
  server::masters::CompanyMemory memory;
  const auto live = read_live({house.server().store(), memory, Instant{house.now_ms},
                               Date::from_days(house.today_days)});
  REQUIRE(live);
  return live->text;
}

BacktestReport try_rules(ServerHouse& house, std::string_view text,
                         std::vector<Channel> channels = {}) {
  BacktestProgress progress;
  const BacktestWish wish{{"tried", std::string(text), std::move(channels)}};
  auto report = run_backtest({house.server().store(), house.server().snapshots()},
                             book_now(house), wish, progress);
  REQUIRE(report);
  CHECK(progress.done == progress.orders);
  return *std::move(report);
}

/// Totals with tax: 214.50, 643.50, 107.25, 321.75.
void fill_orders(ServerHouse& house) {
  Client kim = house.client("kim");
  send_order(house, kim, 1, "AB-4", "2");
  send_order(house, kim, 2, "AB-4", "6");
  send_order(house, kim, 3, "AB-4", "1");
  send_order(house, kim, 4, "AB-4", "3");
}

}  // namespace

TEST_CASE("the same rules change no order, and no snapshot is opened for it") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  const BacktestReport report = try_rules(house, approves_500);
  CHECK(report.orders == 4);
  CHECK(report.changed == 0);
  CHECK(report.decided_anew == 0);
  CHECK(report.decisions.at("approval").same == 4);
  CHECK(report.top.empty());
}

TEST_CASE("orders that change are counted by decision and value, the dearest first") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  const BacktestReport report = try_rules(house, approves_200);
  CHECK(report.changed == 2);
  CHECK(report.decided_anew == 0);
  CHECK(report.decisions.at("approval").same == 2);
  CHECK(report.decisions.at("approval").changed == 2);
  CHECK(report.values.at("USD").orders == 2);
  CHECK(report.values.at("USD").total == 21'450 + 32'175);
  REQUIRE(report.top.size() == 2);
  CHECK(report.top[0].number == 4);
  CHECK(report.top[0].changes == std::vector<ChangedAnswer>{{"approval", "nothing", "manager"}});
  CHECK(report.top[1].number == 1);
  CHECK(backtest_csv(report) ==
        "Order,Customer,Currency,Total,Total then,Decision,Before,After\n"
        "S-000004,Customer C-1,USD,321.75,,approval,nothing,manager\n"
        "S-000001,Customer C-1,USD,214.50,,approval,nothing,manager\n");
}

TEST_CASE("what was not recorded is read from the order's own snapshot, at the prices of then") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  house.set_price("AB-4", 9'000'000);
  house.publish();
  const BacktestReport report = try_rules(
      house,
      "Decide approval.\n"
      "Rule many: When the total quantity is at least 3 and the order total is at least $500, send "
      "the order to manager for approval.\n");
  CHECK(report.decided_anew == 4);
  CHECK(report.changed == 0);
  CHECK(report.not_told == 0);
}

TEST_CASE("a rule that moves money is tried by deciding anew, and the totals are compared") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  const BacktestReport report = try_rules(
      house,
      "Decide discount.\n"
      "Rule much: When the goods total is at least $300, give a discount of 10%.\n"
      "Otherwise give a discount of 0%.\n"
      "Decide approval.\n"
      "Rule large: When the order total is at least $500, send the order to manager for "
      "approval.\n");
  CHECK(report.decided_anew == 4);
  REQUIRE(report.top.size() == 2);
  CHECK(report.top[0].number == 2);
  CHECK(report.top[0].changes == std::vector<ChangedAnswer>{{"discount", "not asked", "10%"}});
  CHECK(report.top[0].total_then == Money{57'915, *Currency::parse("USD")});
  CHECK(report.decisions.at("approval").same == 4);
  CHECK(report.values.at("USD").total == 64'350 + 32'175);
  CHECK(report.values.at("USD").total_then == 57'915 + 28'958);
}

TEST_CASE("what only the server knew is asked as it was then") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  const BacktestReport report = try_rules(
      house,
      "Decide approval.\n"
      "Rule first: When it is the customer's first order, send the order to manager for "
      "approval.\n");
  CHECK(report.decided_anew == 0);
  CHECK(report.not_told == 0);
  REQUIRE(report.top.size() == 2);
  CHECK(report.top[0].changes == std::vector<ChangedAnswer>{{"approval", "manager", "nothing"}});
  CHECK(report.top[1].number == 1);
}

TEST_CASE("orders from before the first rules are told where no fact of the server is asked") {
  ServerHouse house;
  fill_orders(house);
  RuleBookText book = book_now(house);
  book.words.push_back({"team", {"manager"}});
  const auto try_on = [&](std::string_view text) {
    BacktestProgress progress;
    auto report = run_backtest({house.server().store(), house.server().snapshots()}, book,
                               {{"tried", std::string(text)}}, progress);
    REQUIRE(report);
    return *std::move(report);
  };
  const BacktestReport told = try_on(approves_200);
  CHECK(told.changed == 3);
  CHECK(told.top[0].changes == std::vector<ChangedAnswer>{{"approval", "not asked", "manager"}});
  const BacktestReport unknown = try_on(
      "Decide approval.\nRule first: When it is the customer's first order, send the order to "
      "manager for approval.\n");
  CHECK(unknown.not_told == 4);
  CHECK(unknown.changed == 0);
}

TEST_CASE("orders of other channels and of days that were not asked for are left out") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  CHECK(try_rules(house, approves_200, {Channel::web}).changed == 0);
  CHECK(try_rules(house, approves_200, {Channel::rep}).changed == 2);
  BacktestProgress progress;
  const Date later = Date::from_days(house.today_days).plus_days(1);
  const auto report = run_backtest({house.server().store(), house.server().snapshots()},
                                   book_now(house),
                                   {{"tried", std::string(approves_200)}, later}, progress);
  REQUIRE(report);
  CHECK(report->orders == 0);
}

TEST_CASE("a back-test that is cancelled says so") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  BacktestProgress progress;
  progress.is_cancelled = true;
  const auto report = run_backtest({house.server().store(), house.server().snapshots()},
                                   book_now(house), {{"tried", std::string(approves_200)}},
                                   progress);
  REQUIRE(report);
  CHECK(report->is_cancelled);
  CHECK(report->orders == 0);
}

TEST_CASE("a back-test is started, looked at and cancelled by HTTP") {
  ServerHouse house(ruled_by(approves_500));
  fill_orders(house);
  Client rita = house.client("rita", Role::rules);
  const Json started =
      parse(rita.post("/v1/rules/backtests", Json{{"text", approves_200}}.dump()));
  REQUIRE(started["number"] == 1);
  Json state;
  for (int i = 0; i < 1'000; ++i) {
    state = parse(rita.get("/v1/rules/backtests/1"));
    if (state["state"] != "running") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(state["state"] == "finished");
  CHECK(state["report"]["changed"] == 2);
  CHECK(state["report"]["top"][0]["number"] == "S-000004");
  CHECK(parse(rita.post("/v1/rules/backtests/1/cancel", "{}"))["state"] == "finished");
  CHECK(code_of(rita.get("/v1/rules/backtests/7")) == "backtest_unknown");
  CHECK(code_of(rita.post("/v1/rules/backtests", Json{{"digest", "none"}}.dump())) ==
        "rule_set_unknown");
  CHECK(code_of(rita.post("/v1/rules/backtests", R"({"text":"Decide nonsense.\n"})")) ==
        "decision_unknown");
}

TEST_CASE("one back-test runs at a time") {
  ServerHouse house(ruled_by(approves_500));
  // Its compiling alone takes longer than asking for a second one.
  std::string text = "Decide approval.\n";
  for (int i = 0; i < 3'000; ++i) {
    text += "Rule r" + std::to_string(i) + ": When the order total is at least $" +
            std::to_string(i + 1) + ", send the order to manager for approval.\n";
  }
  const RuleBookText book = book_now(house);
  const BacktestRoom room{house.server().store(), house.server().snapshots()};
  Backtests backtests;
  bool was_refused = false;
  for (int i = 0; i < 50 && !was_refused; ++i) {
    backtests.start(room, book, {{"tried", text}});
    const auto second = backtests.start(room, book, {{"tried", text}});
    was_refused = !second && second.error().front().code == IssueCode::backtest_running;
  }
  CHECK(was_refused);
}

}  // namespace tally::tests
