// Push: every row of the table of what happens to an entry, and what is refused before that.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shared/wire/order_document.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using device_log::PushAnswer;
using device_log::PushResult;
using device_log::Receipt;
using Json = nlohmann::json;

}  // namespace

TEST_CASE("seq == head + 1: an order arrives by push, once, with a number and reserved goods") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  const PushAnswer answer = tablet.push();
  CHECK(answer.log == tablet.log());
  CHECK(answer.head == 1);
  CHECK(answer.head_hash == sha256(tablet.entry(1)));
  CHECK(answer.logs == 1);
  CHECK(answer.covered == 0);
  CHECK(answer.server_time.unix_ms == house.now_ms);
  CHECK_FALSE(answer.incarnation == device_log::Incarnation{});
  REQUIRE(answer.receipts.size() == 1);
  const Receipt& receipt = answer.receipts.front();
  CHECK(receipt.result == PushResult::applied);
  CHECK(receipt.number == "S-000001");
  CHECK(receipt.order_id == order_id(1));
  CHECK(receipt.state == "accepted");
  CHECK(receipt.revision == 1);
  CHECK(codes(receipt).empty());
  CHECK(receipt.seal.size() == 64 + 1 + 64);
  CHECK(house.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1' "
                    "AND reserved > 0") == 5'000);
  CHECK(house.count("SELECT count(*) FROM log_entry") == 1);
  const Json order = Json::parse(tablet.client().get("/v1/orders/" + order_id(1)).body);
  CHECK(order["rep"] == "kim");
  CHECK(order["paper"] == tablet.code() + "A-0001");
}

TEST_CASE("odoo/odoo#40567: seq <= head, same hash: the same push 1,000 times is one effect") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  tablet.cancel(order_id(1), 0);
  tablet.order(one_line(2));
  const std::string body = device_log::write_push(tablet.make_push(1, 3));
  const std::string signature = tablet.signature_of(tablet.make_push(1, 3), body);
  const Answer first = tablet.send_body(body, signature, tablet.id());
  REQUIRE(first.status == 200);
  const auto told = device_log::read_push_answer(first.body);
  for (int again = 0; again < 1'000; ++again) {
    const Answer answer = tablet.send_body(body, signature, tablet.id());
    REQUIRE(answer.status == 200);
    const auto read = device_log::read_push_answer(answer.body);
    REQUIRE(read->receipts.size() == 3);
    for (std::size_t place = 0; place < 3; ++place) {
      const bool same = device_log::write_receipt(read->receipts[place]) ==
                        device_log::write_receipt(told->receipts[place]);
      REQUIRE(same);
    }
  }
  CHECK(house.count("SELECT count(*) FROM orders") == 2);
  CHECK(house.count("SELECT count(*) FROM order_event") == 3);
  CHECK(house.count("SELECT count(*) FROM log_entry") == 3);
  CHECK(house.count("SELECT sum(reserved) FROM stock_balance") == 5'000);
}

TEST_CASE("seq <= head, other hash: FORK, kept, an alarm; a new log settles it") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  TestDevice clone = tablet.copy();
  tablet.order(one_line(1));
  tablet.order(one_line(2));
  CHECK(tablet.push().head == 2);

  // The same profile, copied: it writes another order at the same place of the same log.
  clone.order(one_line(7, "3"));
  const Answer forked = clone.send(clone.make_push(1, 1));
  REQUIRE(forked.status == 200);
  const auto answer = *device_log::read_push_answer(forked.body);
  REQUIRE(answer.receipts.size() == 1);
  CHECK(answer.receipts.front().result == PushResult::fork);
  CHECK(codes(answer.receipts.front()) == Codes{"entry_forked"});
  CHECK(answer.head == 2);
  CHECK(answer.logs == 1);
  CHECK(house.log.holds("ALARM push.fork"));
  CHECK(house.count("SELECT count(*) FROM orders") == 2);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'forked' "
                    "AND resolved_ms IS NULL") == 1);
  // Twice is kept once.
  CHECK(clone.send(clone.make_push(1, 1)).status == 200);
  CHECK(house.count("SELECT count(*) FROM quarantine") == 1);

  // The device begins a new log with the same order and the same paper number.
  device_log::Entry again = *device_log::read_entry(clone.entry(1));
  clone.begin_epoch();
  clone.append(again);
  const PushAnswer settled = clone.push();
  CHECK(settled.receipts.front().result == PushResult::applied);
  CHECK(settled.receipts.front().number == "S-000003");
  CHECK(settled.logs == 2);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE resolved_ms IS NULL") == 0);
}

TEST_CASE("seq == head + 1, wrong prev: FORK, and all that hangs on it") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  tablet.push();
  device_log::Entry entry = *device_log::read_entry(tablet.entry(1));
  entry.seq = 2;
  entry.prev = sha256("something else");
  entry.order_id = *OrderId::parse(order_id(2));
  tablet.append_bytes(device_log::seal_entry(entry).bytes);
  tablet.order(one_line(3));
  const auto answer = *device_log::read_push_answer(tablet.send(tablet.make_push(2, 2)).body);
  REQUIRE(answer.receipts.size() == 2);
  CHECK(answer.receipts[0].result == PushResult::fork);
  CHECK(answer.receipts[1].result == PushResult::fork);
  CHECK(answer.head == 1);
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'forked'") == 2);
}

TEST_CASE("seq > head + 1: stop; the answer names what is expected; the client rewinds") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  for (int number = 1; number <= 3; ++number) tablet.order(one_line(number));
  auto answer = *device_log::read_push_answer(tablet.send(tablet.make_push(2, 2)).body);
  CHECK(answer.receipts.empty());
  CHECK(answer.head == 0);
  CHECK(answer.head_hash == Digest{});
  CHECK(house.count("SELECT count(*) FROM device_log") == 0);
  CHECK(tablet.push_from(1).head == 3);
  CHECK(house.count("SELECT count(*) FROM orders") == 3);
}

TEST_CASE("unknown wire version: kept raw, needs review, the head advances, the next one goes") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  device_log::Entry future;
  future.version = device_log::wire_version + 1;
  future.kind = device_log::EntryKind::note;
  future.order_id = *OrderId::parse(order_id(9));
  future.as_of = AsOf{Date::from_days(house.today_days)};
  tablet.append(future);
  tablet.order(one_line(1));
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 2);
  CHECK(answer.receipts[0].result == PushResult::needs_review);
  CHECK(codes(answer.receipts[0]) == Codes{"entry_version_unknown"});
  CHECK(answer.receipts[1].result == PushResult::applied);
  CHECK(answer.head == 2);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'unknown_version'") == 1);
  CHECK(house.count("SELECT bytes = (SELECT bytes FROM quarantine) FROM log_entry "
                    "WHERE seq = 1") == 1);
}

TEST_CASE("frappe/erpnext#13388: one bad order among 50 is an outcome; 49 others go") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  for (int number = 1; number <= 50; ++number) {
    if (number != 17) {
      tablet.order(one_line(number, "1"));
      continue;
    }
    device_log::Entry bad;
    bad.order_id = *OrderId::parse(order_id(number));
    bad.as_of = AsOf{Date::from_days(house.today_days)};
    bad.body = "{\"tallystick\":\"order/1\",\"lines\":";
    tablet.append(bad);
  }
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 50);
  CHECK(answer.head == 50);
  for (const Receipt& receipt : answer.receipts) {
    CHECK(receipt.result == (receipt.seq == 17 ? PushResult::failed : PushResult::applied));
  }
  CHECK(codes(answer.receipts[16]) == Codes{"document_not_json"});
  CHECK(house.count("SELECT count(*) FROM orders") == 49);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'unreadable' AND seq = 17") == 1);
}

TEST_CASE("an entry of which not one line can be read is kept and blocks nothing") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.append_bytes(std::string("\x00\xff\xfe garbage", 11));
  tablet.order(one_line(1));
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 2);
  CHECK(answer.receipts[0].result == PushResult::failed);
  CHECK(codes(answer.receipts[0]) == Codes{"entry_unreadable"});
  CHECK(answer.receipts[1].result == PushResult::applied);
}

TEST_CASE("an order whose id is there already: the same order, or a failure") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  tablet.push();
  tablet.begin_epoch();
  tablet.order(one_line(1));
  tablet.order(one_line(1, "6"));
  const PushAnswer answer = tablet.push();
  REQUIRE(answer.receipts.size() == 2);
  CHECK(answer.receipts[0].result == PushResult::applied);
  CHECK(answer.receipts[0].number == "S-000001");
  CHECK(answer.receipts[1].result == PushResult::failed);
  CHECK(codes(answer.receipts[1]) == Codes{"order_id_reused"});
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
  CHECK(house.count("SELECT sum(reserved) FROM stock_balance") == 5'000);
  CHECK(house.count("SELECT count(*) FROM quarantine WHERE why = 'order_id_reused'") == 1);
}

TEST_CASE("two logs interleaved: each has its own head and chain") {
  ServerHouse house;
  TestDevice kim(house, "kim");
  TestDevice lee(house, "lee");
  for (int round = 0; round < 10; ++round) {
    kim.order(one_line(2 * round + 1, "1"));
    lee.order(one_line(2 * round + 2, "1"));
    CHECK(kim.push().head == static_cast<std::uint64_t>(round + 1));
    CHECK(lee.push().head == static_cast<std::uint64_t>(round + 1));
  }
  CHECK(house.count("SELECT count(*) FROM orders WHERE rep = 'kim'") == 10);
  CHECK(house.count("SELECT count(*) FROM orders WHERE rep = 'lee'") == 10);
}

TEST_CASE("every truncation of a push is refused without effect") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  tablet.order(one_line(1));
  tablet.note(order_id(1), 0, "ring twice");
  const device_log::Push push = tablet.make_push(1, 2);
  const std::string body = device_log::write_push(push);
  const std::string signature = tablet.signature_of(push, body);
  for (std::size_t length = 0; length < body.size(); ++length) {
    CAPTURE(length);
    const Answer answer = tablet.send_body(body.substr(0, length), signature, tablet.id());
    REQUIRE(answer.status == 400);
    REQUIRE(code_of(answer) == "push_unreadable");
  }
  CHECK(house.count("SELECT count(*) FROM log_entry") == 0);
  CHECK(house.count("SELECT count(*) FROM quarantine") == 0);
  CHECK(tablet.send_body(body, signature, tablet.id()).status == 200);
}

TEST_CASE("a signature over another range, route, body or signer is refused") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  TestDevice other(house, "lee");
  tablet.order(one_line(1));
  tablet.order(one_line(2));
  const device_log::Push push = tablet.make_push(1, 2);
  const std::string body = device_log::write_push(push);
  const auto refused = [&](const std::string& signature, const std::string& signer) {
    const Answer answer = tablet.send_body(body, signature, signer);
    const Json problem = Json::parse(answer.body, nullptr, false);
    CHECK(problem["code"] == "signature_refused");
    const std::string detail = problem["detail"];
    const std::string reference = detail.substr(detail.size() - 10, 8);
    CHECK(house.log.holds("reference=" + reference));
    return answer.status;
  };
  const std::string text =
      device_log::push_text_to_sign(*device_log::DeviceId::parse(tablet.id()), push, body);
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string out = text;
    out.replace(out.find(from), from.size(), to);
    return tablet.key().sign(out);
  };
  CHECK(refused(changed("last 2", "last 1"), tablet.id()) == 401);
  CHECK(refused(changed("first 1", "first 2"), tablet.id()) == 401);
  CHECK(refused(changed("POST /v1/push", "POST /v1/orders"), tablet.id()) == 401);
  CHECK(refused(changed("sha256 ", "sha256 0"), tablet.id()) == 401);
  CHECK(refused("", tablet.id()) == 401);
  CHECK(refused("AAAA", tablet.id()) == 401);
  // Another device that is enrolled, with a good signature of its own, for a log that is not its.
  CHECK(refused(other.signature_of(push, body), other.id()) == 401);
  const Answer unknown = tablet.send_body(body, tablet.signature_of(push, body),
                                          "00000000000000000000000000000001");
  CHECK(unknown.status == 401);
  CHECK(code_of(unknown) == "signer_unknown");
  CHECK(code_of(tablet.send_body(body, "", "")) == "signer_unknown");
  CHECK(house.count("SELECT count(*) FROM log_entry") == 0);
}

TEST_CASE("an order of 10,000 lines goes; a body beyond 4 MiB is refused by its header") {
  ServerHouse house;
  house.set_on_hand("MAIN", "AB-1", 20'000);
  TestDevice tablet(house, "kim");
  std::vector<std::pair<std::string, std::string>> lines(10'000, {"AB-1", "1"});
  // The outcome of so many lines is larger than an entry: it is left out, the server decides.
  device_log::Entry entry = *device_log::read_entry(tablet.order(one_line(1)).bytes);
  TestDevice large(house, "lee");
  const RawOrder order = make_order(order_id(2), lines);
  entry.order_id = *OrderId::parse(order_id(2));
  entry.outcome.clear();
  entry.paper.clear();
  entry.body = wire::write_order(order);
  large.append(entry);
  CHECK(large.entry(1).size() < device_log::entry_bytes_max);
  const PushAnswer answer = large.push();
  REQUIRE(answer.receipts.size() == 1);
  CHECK(answer.receipts[0].result == PushResult::applied);
  CHECK(answer.receipts[0].state == "accepted");
  CHECK(house.count("SELECT count(*) FROM order_line") == 10'000);
  const Answer too_large = tablet.send_body(std::string(4 * 1024 * 1024 + 1, 'x'), "", "");
  CHECK(too_large.status == 413);
}

}  // namespace tally::tests
