#include <doctest/doctest.h>

#include "shared/device_log/push.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::device_log;

namespace {

Entry golden_entry() {
  Entry entry;
  entry.log = {*DeviceId::parse("00112233445566778899aabbccddeeff"),
               *Epoch::parse("0f1e2d3c4b5a69788796a5b4c3d2e1f0")};
  entry.seq = 42;
  entry.prev = sha256("the one before");
  entry.order_id = *OrderId::parse("3f8a2b6e-0c1d-4e5f-8a9b-0c1d2e3f4a5b");
  entry.paper = "K7A-0042";
  entry.core_version = "1";
  entry.snapshot = sha256("prices of this morning");
  entry.as_of = AsOf{*Date::parse("2026-11-21")};
  entry.captured = Instant{1795257126000};
  entry.outcome = "{\"total\":1250}";
  entry.body = "{\"tallystick\":\"order/1\"}\n";
  return entry;
}

// The format of version 1. Devices in the field hold these bytes: they never change.
constexpr std::string_view golden_bytes =
    "tallystick entry 1\n"
    "device 00112233445566778899aabbccddeeff\n"
    "epoch 0f1e2d3c4b5a69788796a5b4c3d2e1f0\n"
    "seq 42\n"
    "prev fccfc0ba21c4ef19755deaf97b0f212b471d60f12a0c99ae23f5a316e2bf8150\n"
    "kind order\n"
    "order 3f8a2b6e-0c1d-4e5f-8a9b-0c1d2e3f4a5b\n"
    "base 0\n"
    "paper K7A-0042\n"
    "core 1\n"
    "snapshot 60fd42cad0c4f0337f3e27f4b7adfd1d5b89a8295ce68e5f2c5c16a68b5b9588\n"
    "rules -\n"
    "as-of 2026-11-21\n"
    "captured 1795257126000\n"
    "outcome 14\n"
    "body 25\n"
    "\n"
    "{\"total\":1250}"
    "{\"tallystick\":\"order/1\"}\n";

}  // namespace

TEST_CASE("an entry has the bytes of the format's first version") {
  const Sealed sealed = seal_entry(golden_entry());
  CHECK(sealed.bytes == golden_bytes);
  CHECK(sealed.hash == sha256(sealed.bytes));
}

TEST_CASE("an entry reads back as it was, whatever bytes its outcome and body hold") {
  tests::Random random(11);
  for (int round = 0; round < 200; ++round) {
    Entry entry = golden_entry();
    entry.seq = static_cast<std::uint64_t>(random.any_size(50)) + 1;
    entry.kind = static_cast<EntryKind>(random.below(4));
    entry.base_revision = random.any_size(40);
    if (random.happens(300)) entry.snapshot.reset();
    if (random.happens(300)) entry.rules = sha256("rules");
    entry.outcome.clear();
    for (std::uint64_t count = random.below(300); count > 0; --count) {
      entry.outcome += static_cast<char>(random.below(256));
    }
    entry.body = random.happens(500) ? "" : "entry 3\nreceipt 0\n\n";
    const Sealed sealed = seal_entry(entry);
    const auto read = read_entry(sealed.bytes);
    REQUIRE(read.has_value());
    CHECK(seal_entry(*read).bytes == sealed.bytes);
    CHECK(read->outcome == entry.outcome);
    CHECK(read->log == entry.log);
  }
}

TEST_CASE("an entry cut off anywhere, or longer than it says, is no entry") {
  const std::string bytes = seal_entry(golden_entry()).bytes;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto read = read_entry(std::string_view(bytes).substr(0, size));
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().sentence.ends_with("."));
  }
  CHECK_FALSE(read_entry(bytes + "x").has_value());
}

TEST_CASE("of an entry of a version to come the place in its log can be read") {
  std::string bytes = seal_entry(golden_entry()).bytes;
  bytes.replace(bytes.find("entry 1"), 7, "entry 9");
  const auto head = read_entry_head(bytes);
  REQUIRE(head.has_value());
  CHECK(head->version == 9);
  CHECK(head->seq == 42);
  const auto whole = read_entry(bytes);
  REQUIRE_FALSE(whole.has_value());
  CHECK(whole.error().sentence == "Version 9 of an entry is not known here; version 1 is.");
}

TEST_CASE("a wrong field of an entry is named with its line and what belongs there") {
  const std::string bytes = seal_entry(golden_entry()).bytes;
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = bytes;
    changed.replace(changed.find(from), from.size(), to);
    return read_entry(changed).error().sentence;
  };
  CHECK(with("kind order", "kind gift") == "Line 6 (kind) is not order, amend, cancel or note.");
  CHECK(with("seq 42", "seq 0") == "Line 4 (seq) is not 1 or more.");
  CHECK(with("seq 42", "seq 042") == "Line 4 (seq) is not a whole number.");
  CHECK(with("as-of 2026-11-21", "as-of 2026-11-31") ==
        "Line 13 (as-of) is not a day such as 2026-03-31.");
  CHECK(with("paper ", "pager ") ==
        "Line 9 should be \"paper\" and is \"pager K7A-0042\".");
}

TEST_CASE("numbers on paper are short and tell a device's logs apart") {
  CHECK(paper_number("K7", epoch_letter(0), 42) == "K7A-0042");
  CHECK(paper_number("K7", epoch_letter(1), 12345) == "K7B-12345");
  CHECK(epoch_letter(8) == "J");  // no I, which looks like 1
  CHECK(epoch_letter(23) == "Z");
  CHECK(epoch_letter(24) == "AA");
  CHECK(epoch_letter(24 + 24 * 24) == "AAA");
  for (std::size_t place = 0; place < 20'000; ++place) {
    REQUIRE(place_of_letter(epoch_letter(place)) == place);
  }
  for (const char* none : {"", "I", "O", "a", "A1", "AAAAAAAAA"}) CHECK(!place_of_letter(none));
}

TEST_CASE("a push reads back as it was, and not when a byte is missing or too many") {
  Push push;
  push.log = golden_entry().log;
  push.first = 42;
  push.items.push_back({seal_entry(golden_entry()).bytes, ""});
  push.items.push_back({"any bytes\n\n", "{\"a receipt\":1}"});
  const std::string body = write_push(push);
  const auto read = read_push(body);
  REQUIRE(read.has_value());
  CHECK(read->log == push.log);
  CHECK(read->last() == 43);
  CHECK(read->items[0].entry == push.items[0].entry);
  CHECK(read->items[1].receipt == push.items[1].receipt);
  for (std::size_t size = 0; size < body.size(); ++size) {
    CHECK_FALSE(read_push(std::string_view(body).substr(0, size)).has_value());
  }
  CHECK_FALSE(read_push(body + "\n").has_value());
}

TEST_CASE("a push of none, of too many or of too large entries is refused") {
  Push push;
  push.log = golden_entry().log;
  CHECK_FALSE(read_push(write_push(push)).has_value());
  push.items.assign(push_entries_max + 1, {"x", ""});
  CHECK_FALSE(read_push(write_push(push)).has_value());
  push.items.assign(1, {std::string(entry_bytes_max + 1, 'x'), ""});
  CHECK_FALSE(read_push(write_push(push)).has_value());
}

TEST_CASE("what a device signs names itself, the log, the range and the bytes") {
  Push push;
  push.log = golden_entry().log;
  push.first = 7;
  push.items.assign(3, {"x", ""});
  const std::string body = write_push(push);
  const std::string text = push_text_to_sign(push.log.device, push, body);
  CHECK(text.find("POST /v1/push\n") != text.npos);
  CHECK(text.find("first 7\nlast 9\n") != text.npos);
  CHECK(text.find(sha256(body).text()) != text.npos);
}

TEST_CASE("an answer reads back as it was") {
  PushAnswer answer;
  answer.log = golden_entry().log;
  answer.incarnation = *Incarnation::parse("ffffffffffffffffffffffffffffffff");
  answer.head = 43;
  answer.head_hash = sha256("head");
  answer.covered = 40;
  answer.server_time = Instant{1795257126000};
  answer.logs = 2;
  Receipt receipt;
  receipt.seq = 43;
  receipt.hash = answer.head_hash;
  receipt.result = PushResult::failed;
  receipt.order_id = golden_entry().order_id.text();
  receipt.number = "100123";
  receipt.state = "waiting";
  receipt.revision = 3;
  receipt.reasons = {{"stock_short", "lines[2]", "error", "Only 3 are there.", "Order 3."}};
  receipt.lsn = 99;
  receipt.seal = "seal";
  answer.receipts.push_back(receipt);
  const auto read = read_push_answer(write_push_answer(answer));
  REQUIRE(read.has_value());
  CHECK(write_push_answer(*read) == write_push_answer(answer));
  CHECK(read->receipts.at(0).reasons.at(0).sentence == "Only 3 are there.");
  CHECK(read_receipt(write_receipt(receipt)) == receipt);
}

TEST_CASE("the sign-in page of a hotel's network is not an answer") {
  CHECK_FALSE(read_push_answer("<!doctype html><title>Welcome</title>").has_value());
  CHECK_FALSE(read_push_answer("").has_value());
  CHECK_FALSE(read_push_answer("{}").has_value());
  CHECK_FALSE(read_push_answer("[]").has_value());
  CHECK_FALSE(read_push_answer("{\"tallystick\":\"push-answer/1\"}").has_value());
}
