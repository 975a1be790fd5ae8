// Backups that are put back: noticed by themselves, told in words, and nothing is there twice.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>

#include "server/ops/backup.hpp"
#include "server/ops/backup_cover.hpp"
#include "server/ops/fence.hpp"
#include "server/ops/restore.hpp"
#include "server/sync/incarnation.hpp"
#include "server/sync/push_rows.hpp"
#include "shared/device_log/feed.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::ops;
namespace fs = std::filesystem;
using server::store::Connection;
using server::store::Keep;

constexpr Instant now{1'790'000'000'000};

std::string incarnation_of(ServerHouse& house) {
  const server::store::Reader db = house.server().store().read();
  return server::sync::read_incarnation(*db)->text();
}

void order(ServerHouse& house, int number) {
  Client kim = house.client("kim");
  REQUIRE(kim.post("/v1/orders", house.push(make_order(order_id(number), {{"AB-1", "2"}})))
              .status == 200);
}

ServerHouseOptions at(const fs::path& folder) {
  ServerHouseOptions options;
  options.folder = folder;
  return options;
}

}  // namespace

TEST_CASE("the fence is one line, and anything else is no fence") {
  const FenceMark mark{device_log::Incarnation::from_bytes({1, 2, 3}), 42};
  CHECK(parse_fence(print_fence(mark)) == mark);
  const std::string line = print_fence(mark);
  for (std::size_t length = 0; length < line.size(); ++length) {
    CHECK_FALSE(parse_fence(line.substr(0, length)).has_value());
  }
  CHECK_FALSE(parse_fence(line + "\n").has_value());
  CHECK(default_fence("/srv/data") == "/srv/data.fence");
  CHECK(default_fence("/srv/data/") == "/srv/data.fence");
}

TEST_CASE("what the fence says of a database") {
  const FenceMark mark{device_log::Incarnation::from_bytes({1}), 42};
  CHECK(judge_fence(std::nullopt, mark) == FenceVerdict::good);
  CHECK(judge_fence(mark, mark) == FenceVerdict::good);
  CHECK(judge_fence(mark, {mark.incarnation, 43}) == FenceVerdict::good);
  CHECK(judge_fence(mark, {mark.incarnation, 41}) == FenceVerdict::older);
  CHECK(judge_fence(mark, {device_log::Incarnation::from_bytes({2}), 99}) ==
        FenceVerdict::other_life);
}

TEST_CASE("a server that is only restarted stays in its incarnation") {
  const TemporaryFolder place;
  std::string before;
  {
    ServerHouse house(at(place.path() / "data"));
    before = incarnation_of(house);
    order(house, 1);
  }
  REQUIRE(read_fence(place.path() / "data.fence").has_value());
  ServerHouse again(at(place.path() / "data"));
  CHECK(incarnation_of(again) == before);
  CHECK_FALSE(again.log.holds("database.restored"));
}

TEST_CASE("a folder put back by hand is noticed, whatever it was copied with") {
  const TemporaryFolder place;
  const fs::path data = place.path() / "data";
  std::string before;
  {
    ServerHouse house(at(data));
    before = incarnation_of(house);
    order(house, 1);
  }
  fs::copy(data, place.path() / "copy", fs::copy_options::recursive);
  {
    ServerHouse house(at(data));
    order(house, 2);
  }
  fs::remove_all(data);
  fs::rename(place.path() / "copy", data);
  ServerHouse restored(at(data));
  CHECK(incarnation_of(restored) != before);
  CHECK(restored.log.holds("ALARM database.restored"));
  CHECK(restored.count("SELECT count(*) FROM notice WHERE what = 'restored'") == 2);
}

TEST_CASE("the drill: backup, more orders, restore, start, all of it pushed again and there once") {
  const TemporaryFolder place;
  const fs::path data = place.path() / "data";
  const fs::path backup = place.path() / "backup";
  std::vector<std::string> pushes;
  std::string before;
  device_log::FeedCopy copy;
  {
    ServerHouse house(at(data));
    before = incarnation_of(house);
    Client kim = house.client("kim");
    for (int number = 1; number <= 6; ++number) {
      pushes.push_back(house.push(make_order(order_id(number), {{"AB-1", "2"}})));
    }
    for (std::size_t number = 0; number < 3; ++number) kim.post("/v1/orders", pushes[number]);
    const auto made = back_up(data, backup, Place::by_file_system, now);
    REQUIRE(made.has_value());
    CHECK(made->orders == 3);
    CHECK_FALSE(made->is_elsewhere);
    for (std::size_t number = 3; number < 6; ++number) kim.post("/v1/orders", pushes[number]);
    const auto page = device_log::read_changes(
        kim.get(device_log::changes_question(copy.mark, {})).body);
    REQUIRE(page.has_value());
    take_changes(copy, apply_changes(copy, *page).changes);
    // While a server has the folder nothing is put back.
    const auto refused = restore(backup, data, place.path() / "data.fence", now);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().code == IssueCode::data_in_use);
  }
  const auto plan = plan_restore(backup, data);
  REQUIRE(plan.has_value());
  CHECK(plan->orders_lost == std::vector<std::string>{"S-000004", "S-000005", "S-000006"});
  CHECK(plan->current_lsn > plan->backup.lsn);
  CHECK(say_plan(*plan)[2].starts_with("3 orders are not in the backup: S-000004"));
  const auto done = restore(backup, data, place.path() / "data.fence", now);
  REQUIRE(done.has_value());
  CHECK(fs::exists(done->before));

  ServerHouse house(at(data));
  CHECK(incarnation_of(house) == done->incarnation);
  CHECK(done->incarnation != before);
  CHECK(house.count("SELECT count(*) FROM orders") == 3);
  Client kim = house.client("kim");
  const auto page =
      device_log::read_changes(kim.get(device_log::changes_question(copy.mark, {})).body);
  REQUIRE(page.has_value());
  CHECK(page->reset);
  take_changes(copy, apply_changes(copy, *page).changes);
  for (const std::string& push : pushes) CHECK(kim.post("/v1/orders", push).status == 200);
  for (const std::string& push : pushes) CHECK(kim.post("/v1/orders", push).status == 200);
  CHECK(house.count("SELECT count(*) FROM orders") == 6);
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1'") == 12'000);
}

TEST_CASE("a server that is started on a backup knows that it is one") {
  const TemporaryFolder place;
  std::string before;
  {
    ServerHouse house(at(place.path() / "data"));
    before = incarnation_of(house);
    REQUIRE(back_up(place.path() / "data", place.path() / "copy", Place::by_file_system, now));
  }
  ServerHouse copy(at(place.path() / "copy"));
  CHECK(incarnation_of(copy) != before);
  CHECK(copy.log.holds("started with a backup"));
}

TEST_CASE("what is no backup is not put back") {
  const TemporaryFolder place;
  const fs::path backup = place.path() / "backup";
  { ServerHouse house(at(place.path() / "data")); }
  const auto code = [&] {
    const auto plan = plan_restore(backup, place.path() / "data");
    return plan ? IssueCode{} : plan.error().front().code;
  };
  CHECK(code() == IssueCode::backup_unusable);
  REQUIRE(back_up(place.path() / "data", backup, Place::by_file_system, now));
  CHECK(code() == IssueCode{});
  {
    std::fstream file(backup / "tallystick.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5'000);
    file.put('x');
  }
  CHECK(code() == IssueCode::backup_unusable);
  fs::resize_file(backup / "tallystick.db", 4'096);
  CHECK(code() == IssueCode::backup_unusable);
}

TEST_CASE("a backup elsewhere covers the logs of devices, and only ever more of them") {
  ServerHouse house;
  const device_log::LogId log{device_log::DeviceId::from_bytes({1}),
                              device_log::Epoch::from_bytes({2})};
  const auto cover = [&](std::int64_t seq) {
    REQUIRE(write_cover_file(house.server().store().folder(),
                             {now, "/mnt/b", {{log.device.text(), log.epoch.text(), seq}}}));
    house.server().caretaker().look_round();
    CHECK_FALSE(read_cover_file(house.server().store().folder()).has_value());
    const server::store::Reader db = house.server().store().read();
    return server::sync::read_covered(*db, log);
  };
  CHECK(cover(5) == 5);
  CHECK(cover(9) == 9);
  CHECK(cover(7) == 9);
  const server::store::Reader db = house.server().store().read();
  CHECK(server::sync::read_covered(*db, {log.device, {}}) == 0);
}

}  // namespace tally::tests
