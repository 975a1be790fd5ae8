#include "shared/device_log/orders_file.hpp"

#include <doctest/doctest.h>

using namespace tally;
using namespace tally::device_log;

namespace {

Envelope envelope(const char* signer, const char* signature, const char* body) {
  return {*DeviceId::parse(signer), signature, body};
}

const std::vector<Envelope> two = {
    envelope("00112233445566778899aabbccddeeff", "c2lnbmF0dXJl", "one\nbody"),
    envelope("ffeeddccbbaa99887766554433221100", "YW5vdGhlcg", "")};

constexpr const char* golden =
    "tallystick orders 1\n"
    "envelopes 2\n"
    "sha256 @\n"
    "\n"
    "signer 00112233445566778899aabbccddeeff\n"
    "signature c2lnbmF0dXJl\n"
    "bytes 8\n"
    "\n"
    "one\nbody"
    "signer ffeeddccbbaa99887766554433221100\n"
    "signature YW5vdGhlcg\n"
    "bytes 0\n"
    "\n";

DeviceBook book_with(std::size_t entries, std::size_t body_bytes) {
  DeviceBook book;
  book.identity = {*DeviceId::parse("00112233445566778899aabbccddeeff"), "K7", "anna"};
  begin_log(book, RandomBytes{7}, 0);
  for (std::size_t place = 0; place < entries; ++place) {
    CaptureRequest request;
    request.core_version = "1";
    request.as_of = AsOf{*Date::parse("2026-03-31")};
    request.body = std::string(body_bytes, 'x');
    book.current().entries.push_back(*make_entry(book, request, Instant{1}));
  }
  return book;
}

}  // namespace

TEST_CASE("a file of orders is as it was written, to the byte") {
  const std::string file = write_orders_file(two);
  std::string expected = golden;
  const std::size_t content = expected.find("signer");
  const std::string digest = sha256(std::string_view(expected).substr(content)).text();
  expected.replace(expected.find('@'), 1, digest);
  CHECK(file == expected);
  const auto read = read_orders_file(file);
  REQUIRE(read);
  CHECK(*read == two);
}

TEST_CASE("a file that was cut or changed anywhere is refused with a sentence") {
  const std::string file = write_orders_file(two);
  for (std::size_t length = 0; length < file.size(); ++length) {
    CHECK_FALSE(read_orders_file(std::string_view(file).substr(0, length)));
  }
  std::string changed = file;
  changed[file.find("one")] ^= 1;
  const auto read = read_orders_file(changed);
  REQUIRE_FALSE(read);
  CHECK(read.error().sentence.starts_with("The file is damaged"));
}

TEST_CASE("what waits is put into requests of 50 entries or 256 KiB, in order") {
  const auto many = unsent_pushes(book_with(120, 10));
  REQUIRE(many.size() == 3);
  CHECK(many[0].items.size() == 50);
  CHECK(many[1].first == 51);
  CHECK(many[2].last() == 120);
  const auto large = unsent_pushes(book_with(5, 100 * 1024));
  REQUIRE(large.size() == 3);
  CHECK(large[0].items.size() == 2);
  DeviceBook received = book_with(3, 10);
  for (KeptEntry& entry : received.current().entries) entry.receipt = Receipt{};
  CHECK(unsent_pushes(received).empty());
}

TEST_CASE("a write after a drop of the same key is not dropped when both go together") {
  Write write;
  write.drops.push_back("entry/a/1");
  Write later;
  later.puts.emplace_back("entry/a/1", "bytes");
  write.add(later);
  StoredCopy copy;
  apply_write(copy, write);
  CHECK(copy["entry/a/1"] == "bytes");
  StoredCopy replayed;
  for (const Write& each : read_journal(write_frame(write)).writes) apply_write(replayed, each);
  CHECK(replayed == copy);
}
