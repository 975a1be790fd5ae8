// Push when the server itself is in trouble: full, stopping, overtaken by new data, one bad write.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/cli/commands.hpp"
#include "server/orders/decide.hpp"
#include "server/sync/push.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using device_log::PushAnswer;
using device_log::PushResult;
using server::store::Connection;
using server::store::Keep;
using server::store::Written;
using server::sync::PushCommitted;

void execute(ServerHouse& house, const char* sql) {
  const Written written = house.server().store().write(
      [&](Connection& db) { return db.execute(sql) ? Keep::yes : Keep::no; });
  REQUIRE(written == Written::kept);
}

}  // namespace

TEST_CASE("an entry that cannot be written takes no other with it, and is kept with an alarm") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  execute(house,
          "CREATE TRIGGER bad_row BEFORE INSERT ON order_line WHEN new.sku = 'AB-3' BEGIN "
          "SELECT RAISE(ABORT, 'a bug of ours'); END");
  tablet.order(one_line(1));
  tablet.order(make_order(order_id(2), {{"AB-1", "1"}, {"AB-3", "1"}}));
  tablet.order(one_line(3));
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 3);
  CHECK(answer.receipts[0].result == PushResult::applied);
  CHECK(answer.receipts[1].result == PushResult::needs_review);
  CHECK(answer.receipts[1].reasons[0].code == "server_fault");
  CHECK(answer.receipts[2].result == PushResult::applied);
  CHECK(answer.receipts[2].number == "S-000002");
  CHECK(house.count("SELECT count(*) FROM orders") == 2);
  CHECK(house.count("SELECT sum(reserved) FROM stock_balance") == 10'000);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE seq = 2 AND why = 'not_applied'") == 1);
  CHECK(house.log.holds("ALARM push.entry_failed"));
}

TEST_CASE("a full disk answers 503 and keeps nothing; with room the same push goes") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  execute(house, "PRAGMA max_page_count = 1");
  for (int number = 1; number <= 50; ++number) tablet.order(one_line(number, "1"));
  const Answer full = tablet.send(tablet.make_push(1, 50));
  CHECK(full.status == 503);
  CHECK(code_of(full) == "disk_full");
  CHECK_FALSE(full.header("retry-after").empty());
  CHECK(house.count("SELECT count(*) FROM log_entry") == 0);
  CHECK(house.count("SELECT count(*) FROM orders") == 0);
  // Only a change that needs no room can lift it, as an operator's deletion does on a real disk.
  execute(house, "PRAGMA max_page_count = 1073741823");
  CHECK(tablet.push().head == 50);
  CHECK(house.count("SELECT count(*) FROM orders") == 50);
}

TEST_CASE("a server that is being stopped says so, and the device keeps what it has") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  house.server().store().stop();
  const Answer stopping = tablet.send(tablet.make_push(1, 1));
  CHECK(stopping.status == 503);
  CHECK(code_of(stopping) == "server_stopping");
  CHECK(stopping.header("retry-after") == "30");
}

TEST_CASE("a device with too much set aside is told to come back, and nothing is dropped") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  const std::string fill =
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
      "INSERT INTO quarantine (at_ms, device, epoch, seq, hash, content, order_id, why, who, "
      "reasons, bytes) SELECT 0, '" + tablet.id() + "', 'e', i, 'h', 'c', '', 'forked', 'kim', "
      "'[]', x'00' FROM n";
  execute(house, fill.c_str());
  execute(house, "UPDATE device SET revoked_ms = 1");
  const Answer answer = tablet.send(tablet.make_push(1, 1));
  CHECK(answer.status == 429);
  CHECK(code_of(answer) == "quarantine_full");
  CHECK(answer.header("retry-after") == "60");
  CHECK(house.count("SELECT count(*) FROM log_entry") == 0);
  execute(house, "UPDATE quarantine SET resolved_ms = 1");
  CHECK(tablet.push().receipts[0].result == PushResult::quarantined);
}

TEST_CASE("data published between deciding and writing: outdated, nothing kept, decided again") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  const device_log::Push push = tablet.make_push(1, 1);
  const std::string body = device_log::write_push(push);
  const server::sync::PushRequest request{tablet.id(), tablet.signature_of(push, body), body,
                                          "here"};
  const auto decide = [&](const server::orders::Submission& submission, const Draft& draft,
                          const server::orders::Policies& policies) {
    return server::orders::prepare(house.server().snapshots(), submission, draft,
                                   Date::from_days(house.today_days), policies);
  };
  const auto prepare = [&] {
    const auto reader = house.server().store().read();
    auto prepared = server::sync::prepare_push(*reader, request, decide);
    REQUIRE(prepared.has_value());
    return *std::move(prepared);
  };
  const auto commit = [&](const server::sync::PreparedPush& prepared) {
    PushCommitted committed;
    house.server().store().write([&](Connection& db) {
      committed = server::sync::commit_push(db, prepared, Instant{house.now_ms},
                                            server::sync::Guarded::together);
      return committed.result == PushCommitted::Result::done ? Keep::yes : Keep::no;
    });
    return committed;
  };
  const auto old_decision = prepare();
  house.set_price("AB-1", 120'000);
  house.publish();
  CHECK(commit(old_decision).result == PushCommitted::Result::outdated);
  CHECK(house.count("SELECT count(*) FROM log_entry") == 0);
  const PushCommitted committed = commit(prepare());
  REQUIRE(committed.result == PushCommitted::Result::done);
  CHECK(committed.answer.receipts[0].state == "waiting");
  CHECK(committed.answer.receipts[0].reasons[0].code == "price_changed");
  // Writing the same once more, as a retry that was prepared at the same time would.
  const PushCommitted again = commit(prepare());
  CHECK(device_log::write_receipt(again.answer.receipts[0]) ==
        device_log::write_receipt(committed.answer.receipts[0]));
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
}

TEST_CASE("incarnation and seals outlive a restart; the command line lists and revokes") {
  TemporaryFolder folder;
  std::string code;
  device_log::Incarnation incarnation;
  std::string receipt;
  {
    ServerHouse house({.folder = folder.path() / "data"});
    TestDevice tablet(house, "kim");
    tablet.order(one_line(1));
    incarnation = tablet.push().incarnation;
    code = tablet.code();
    receipt = device_log::write_receipt(tablet.receipts[0]);
  }
  const std::string data = (folder.path() / "data").string();
  const auto* command = server::cli::find_command("device");
  REQUIRE(command != nullptr);
  const std::vector<std::string> list{"list", "--data", data};
  CHECK(command->run(list) == 0);
  const std::vector<std::string> unknown{"revoke", "XX", "--data", data};
  CHECK(command->run(unknown) == 1);
  const std::vector<std::string> revoke{"revoke", code, "--data", data};
  CHECK(command->run(revoke) == 0);
  ServerHouse house({.folder = folder.path() / "data"});
  CHECK(house.count("SELECT count(*) FROM device WHERE revoked_by = 'command line'") == 1);
  const auto reader = house.server().store().read();
  const auto marks = server::sync::read_marks(*reader);
  REQUIRE(marks.has_value());
  CHECK(marks->incarnation == incarnation);
  const auto kept = device_log::read_receipt(receipt);
  server::store::Query log = reader->query("SELECT device, epoch FROM device_log");
  REQUIRE(log.step() == wire::Step::row);
  const device_log::LogId id{*device_log::DeviceId::parse(log.view(0)),
                             *device_log::Epoch::parse(log.view(1))};
  CHECK(server::sync::check_seal(*marks, id, *kept).has_value());
}

}  // namespace tally::tests
